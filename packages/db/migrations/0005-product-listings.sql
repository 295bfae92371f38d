DROP TRIGGER product_search_insert;
--> statement-breakpoint
DROP TRIGGER product_search_delete;
--> statement-breakpoint
DROP TRIGGER product_search_update;
--> statement-breakpoint
DROP TABLE product_search;
--> statement-breakpoint
CREATE VIRTUAL TABLE product_search USING fts5 (
  title, keywords, description, facets,
  content = '', contentless_delete = 1, detail = column, prefix = '2 3',
  tokenize = "unicode61 remove_diacritics 2 tokenchars ''"
);
--> statement-breakpoint
CREATE TABLE facet_values (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('all', 'type', 'vendor', 'tag', 'option', 'collection')),
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  products INTEGER NOT NULL DEFAULT 0 CHECK (products >= 0),
  UNIQUE (kind, name, value)
) STRICT;
--> statement-breakpoint
CREATE INDEX facet_values_by_count ON facet_values (kind, products);
--> statement-breakpoint
CREATE TABLE search_terms (
  term TEXT PRIMARY KEY,
  products INTEGER NOT NULL CHECK (products >= 0)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE search_spellings (
  variant TEXT NOT NULL,
  term TEXT NOT NULL,
  PRIMARY KEY (variant, term)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE search_positions (position INTEGER PRIMARY KEY) STRICT;
--> statement-breakpoint
INSERT INTO search_positions VALUES (1), (2), (3), (4), (5), (6), (7), (8);
--> statement-breakpoint
CREATE TRIGGER search_terms_spell AFTER INSERT ON search_terms
WHEN length(new.term) BETWEEN 4 AND 30 AND new.term NOT GLOB '*[0-9]*' BEGIN
  INSERT INTO search_spellings (variant, term)
  SELECT substr(new.term, 1, 8), new.term
  UNION
  SELECT substr(substr(new.term, 1, 8), 1, position - 1) || substr(substr(new.term, 1, 8), position + 1), new.term
  FROM search_positions WHERE position <= length(new.term)
  UNION
  SELECT substr(substr(new.term, 1, 8), 1, a.position - 1)
    || substr(substr(new.term, 1, 8), a.position + 1, b.position - a.position - 1)
    || substr(substr(new.term, 1, 8), b.position + 1), new.term
  FROM search_positions AS a JOIN search_positions AS b ON b.position > a.position
  WHERE length(new.term) >= 8;
END;
--> statement-breakpoint
CREATE TABLE product_listings (
  seq INTEGER PRIMARY KEY REFERENCES products (seq) ON DELETE CASCADE,
  status TEXT NOT NULL CHECK (status IN ('draft', 'active', 'archived')),
  in_stock INTEGER NOT NULL CHECK (in_stock IN (0, 1)),
  sold INTEGER NOT NULL DEFAULT 0 CHECK (sold >= 0),
  product_version INTEGER NOT NULL,
  title_key TEXT NOT NULL,
  facet_ids TEXT NOT NULL,
  search_title TEXT NOT NULL,
  search_keywords TEXT NOT NULL,
  words TEXT NOT NULL CHECK (json_type(words) = 'array'),
  card TEXT NOT NULL CHECK (json_type(card) = 'object')
) STRICT;
--> statement-breakpoint
CREATE INDEX product_listings_by_title ON product_listings (title_key, seq) WHERE status = 'active';
--> statement-breakpoint
CREATE INDEX product_listings_by_sold ON product_listings (sold, seq) WHERE status = 'active';
--> statement-breakpoint
CREATE INDEX product_listings_hidden ON product_listings (seq) WHERE status <> 'active';
--> statement-breakpoint
CREATE TABLE product_prices (
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  seq INTEGER NOT NULL REFERENCES products (seq) ON DELETE CASCADE,
  from_amount INTEGER NOT NULL CHECK (from_amount >= 0),
  to_amount INTEGER NOT NULL CHECK (to_amount >= from_amount),
  compare_at_amount INTEGER CHECK (compare_at_amount >= 0),
  PRIMARY KEY (seq, currency)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX product_prices_by_amount ON product_prices (currency, from_amount, seq);
--> statement-breakpoint
CREATE TABLE product_reindex (seq INTEGER PRIMARY KEY REFERENCES products (seq) ON DELETE CASCADE) STRICT;
--> statement-breakpoint
INSERT INTO product_reindex SELECT seq FROM products;
--> statement-breakpoint
CREATE TRIGGER product_listings_insert AFTER INSERT ON product_listings BEGIN
  INSERT INTO product_search (rowid, title, keywords, description, facets)
  SELECT new.seq, new.search_title, new.search_keywords, replace(description_text, char(57344), ' '),
    replace(new.facet_ids, ',', ' ') || iif(new.status = 'active', '', ' hidden')
  FROM products WHERE seq = new.seq;
  UPDATE facet_values SET products = products + 1
  WHERE new.status = 'active' AND id IN (SELECT value FROM json_each('[' || trim(new.facet_ids, ',') || ']'));
  INSERT INTO search_terms (term, products) SELECT value, 1 FROM json_each(new.words) WHERE new.status = 'active'
  ON CONFLICT (term) DO UPDATE SET products = products + 1;
END;
--> statement-breakpoint
CREATE TRIGGER product_listings_delete AFTER DELETE ON product_listings BEGIN
  DELETE FROM product_search WHERE rowid = old.seq;
  UPDATE facet_values SET products = products - 1
  WHERE old.status = 'active' AND id IN (SELECT value FROM json_each('[' || trim(old.facet_ids, ',') || ']'));
  UPDATE search_terms SET products = products - 1
  WHERE old.status = 'active' AND term IN (SELECT value FROM json_each(old.words));
END;
--> statement-breakpoint
CREATE TRIGGER product_listings_update
AFTER UPDATE OF status, product_version, facet_ids, search_title, search_keywords, words ON product_listings
WHEN (new.status, new.product_version, new.facet_ids, new.search_title, new.search_keywords, new.words)
  IS NOT (old.status, old.product_version, old.facet_ids, old.search_title, old.search_keywords, old.words) BEGIN
  DELETE FROM product_search WHERE rowid = old.seq;
  INSERT INTO product_search (rowid, title, keywords, description, facets)
  SELECT new.seq, new.search_title, new.search_keywords, replace(description_text, char(57344), ' '),
    replace(new.facet_ids, ',', ' ') || iif(new.status = 'active', '', ' hidden')
  FROM products WHERE seq = new.seq;
  UPDATE facet_values SET products = products - 1
  WHERE old.status = 'active' AND id IN (SELECT value FROM json_each('[' || trim(old.facet_ids, ',') || ']'));
  UPDATE facet_values SET products = products + 1
  WHERE new.status = 'active' AND id IN (SELECT value FROM json_each('[' || trim(new.facet_ids, ',') || ']'));
  UPDATE search_terms SET products = products - 1
  WHERE old.status = 'active' AND term IN (SELECT value FROM json_each(old.words));
  INSERT INTO search_terms (term, products) SELECT value, 1 FROM json_each(new.words) WHERE new.status = 'active'
  ON CONFLICT (term) DO UPDATE SET products = products + 1;
END;
--> statement-breakpoint
CREATE TRIGGER stock_levels_listing AFTER UPDATE OF on_hand, allocated, backorder ON stock_levels
WHEN (new.backorder = 1 OR new.on_hand > new.allocated) <> (old.backorder = 1 OR old.on_hand > old.allocated) BEGIN
  UPDATE product_listings SET in_stock = EXISTS (
    SELECT 1 FROM variants AS own LEFT JOIN stock_levels AS level ON level.variant_id = own.id
    WHERE own.product_id = (SELECT product_id FROM variants WHERE id = new.variant_id)
      AND (own.tracked = 0 OR own.backorder = 1 OR level.on_hand > level.allocated)
  )
  WHERE seq = (SELECT seq FROM products WHERE id = (SELECT product_id FROM variants WHERE id = new.variant_id));
END;
