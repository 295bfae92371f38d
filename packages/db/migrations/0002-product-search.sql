CREATE VIRTUAL TABLE product_search USING fts5 (
  title, vendor, product_type, tags, description,
  tokenize = 'unicode61 remove_diacritics 2',
  prefix = '2 3'
);
--> statement-breakpoint
CREATE TRIGGER product_search_insert AFTER INSERT ON products BEGIN
  INSERT INTO product_search (rowid, title, vendor, product_type, tags, description)
  VALUES (new.seq, new.title, new.vendor, new.product_type, new.tag_list, new.description_text);
END;
--> statement-breakpoint
CREATE TRIGGER product_search_delete AFTER DELETE ON products BEGIN
  DELETE FROM product_search WHERE rowid = old.seq;
END;
--> statement-breakpoint
CREATE TRIGGER product_search_update AFTER UPDATE OF title, vendor, product_type, tag_list, description_text ON products BEGIN
  UPDATE product_search
  SET title = new.title, vendor = new.vendor, product_type = new.product_type, tags = new.tag_list, description = new.description_text
  WHERE rowid = new.seq;
END;
