-- A product's type stands in the search index together with each other value it can be filtered by, too: who filters by both
-- has one short list walked through instead of two long ones. What is not active has tokens of its own, marked by an h, so that
-- who filters among active products need not walk through the list of all that are hidden.
DROP TRIGGER product_listings_insert;
--> statement-breakpoint
DROP TRIGGER product_listings_update;
--> statement-breakpoint
CREATE VIEW searchable_products AS
WITH listing AS (
  SELECT *, '[' || trim(facet_ids, ',') || ']' AS ids, char(57344) || iif(status = 'active', '', 'h') AS mark
  FROM product_listings
)
SELECT listing.seq, listing.search_title AS title, listing.search_keywords AS keywords,
  replace(product.description_text, char(57344), ' ') AS description,
  replace(listing.facet_ids, ',', ' ' || mark)
    || coalesce((
      SELECT group_concat(' ' || mark || type.id || char(57344) || other.id, '')
      FROM json_each(listing.ids) AS type_id
        CROSS JOIN facet_values AS type ON type.id = type_id.value AND type.kind = 'type'
        CROSS JOIN json_each(listing.ids) AS other_id
        CROSS JOIN facet_values AS other ON other.id = other_id.value AND other.kind NOT IN ('all', 'type')
    ), '')
    || iif(listing.status = 'active', '', ' ' || char(57344) || 'hidden') AS facets
FROM listing CROSS JOIN products AS product ON product.seq = listing.seq;
--> statement-breakpoint
INSERT INTO product_search (product_search) VALUES ('delete-all');
--> statement-breakpoint
INSERT INTO product_search (rowid, title, keywords, description, facets)
SELECT seq, title, keywords, description, facets FROM searchable_products ORDER BY seq;
--> statement-breakpoint
CREATE TRIGGER product_listings_insert AFTER INSERT ON product_listings BEGIN
  INSERT INTO product_search (rowid, title, keywords, description, facets)
  SELECT seq, title, keywords, description, facets FROM searchable_products WHERE seq = new.seq;
  UPDATE facet_values SET products = products + 1
  WHERE new.status = 'active' AND id IN (SELECT value FROM json_each('[' || trim(new.facet_ids, ',') || ']'));
  INSERT INTO search_terms (term, products) SELECT value, 1 FROM json_each(new.words) WHERE new.status = 'active'
  ON CONFLICT (term) DO UPDATE SET products = products + 1;
END;
--> statement-breakpoint
CREATE TRIGGER product_listings_update
AFTER UPDATE OF status, product_version, facet_ids, search_title, search_keywords, words ON product_listings
WHEN (new.status, new.product_version, new.facet_ids, new.search_title, new.search_keywords, new.words)
  IS NOT (old.status, old.product_version, old.facet_ids, old.search_title, old.search_keywords, old.words) BEGIN
  DELETE FROM product_search WHERE rowid = old.seq;
  INSERT INTO product_search (rowid, title, keywords, description, facets)
  SELECT seq, title, keywords, description, facets FROM searchable_products WHERE seq = new.seq;
  UPDATE facet_values SET products = products - 1
  WHERE old.status = 'active' AND id IN (SELECT value FROM json_each('[' || trim(old.facet_ids, ',') || ']'));
  UPDATE facet_values SET products = products + 1
  WHERE new.status = 'active' AND id IN (SELECT value FROM json_each('[' || trim(new.facet_ids, ',') || ']'));
  UPDATE search_terms SET products = products - 1
  WHERE old.status = 'active' AND term IN (SELECT value FROM json_each(old.words));
  INSERT INTO search_terms (term, products) SELECT value, 1 FROM json_each(new.words) WHERE new.status = 'active'
  ON CONFLICT (term) DO UPDATE SET products = products + 1;
END;
