ALTER TABLE products ADD COLUMN version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1);
--> statement-breakpoint
CREATE INDEX products_by_status ON products (status, seq);
--> statement-breakpoint
CREATE INDEX products_by_update ON products (updated_at, seq);
--> statement-breakpoint
CREATE TABLE media (
  id TEXT PRIMARY KEY,
  hash TEXT NOT NULL UNIQUE CHECK (length(hash) = 64),
  src TEXT NOT NULL,
  width INTEGER NOT NULL CHECK (width >= 1),
  height INTEGER NOT NULL CHECK (height >= 1),
  widths TEXT NOT NULL CHECK (json_type(widths) = 'array'),
  alt TEXT NOT NULL,
  file_name TEXT NOT NULL,
  byte_size INTEGER NOT NULL CHECK (byte_size >= 1),
  created_at INTEGER NOT NULL
) STRICT;
--> statement-breakpoint
ALTER TABLE product_images ADD COLUMN media_id TEXT REFERENCES media (id);
--> statement-breakpoint
CREATE INDEX product_images_by_media ON product_images (media_id) WHERE media_id IS NOT NULL;
--> statement-breakpoint
ALTER TABLE variants ADD COLUMN image_id TEXT REFERENCES product_images (id) ON DELETE SET NULL;
--> statement-breakpoint
CREATE INDEX variants_by_image ON variants (image_id) WHERE image_id IS NOT NULL;
--> statement-breakpoint
CREATE INDEX variants_by_barcode ON variants (barcode) WHERE barcode IS NOT NULL;
--> statement-breakpoint
CREATE TABLE variant_prices (
  variant_id TEXT NOT NULL REFERENCES variants (id) ON DELETE CASCADE,
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  amount INTEGER NOT NULL CHECK (amount BETWEEN 0 AND 10000000000),
  compare_at_amount INTEGER CHECK (compare_at_amount BETWEEN 0 AND 10000000000),
  PRIMARY KEY (variant_id, currency)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE collections (
  id TEXT PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  description_html TEXT NOT NULL,
  parent_id TEXT REFERENCES collections (id),
  position INTEGER NOT NULL CHECK (position >= 0),
  kind TEXT NOT NULL CHECK (kind IN ('manual', 'rule')),
  rules TEXT CHECK (json_type(rules) = 'object'),
  published INTEGER NOT NULL CHECK (published IN (0, 1)),
  media_id TEXT REFERENCES media (id),
  seo_title TEXT,
  seo_description TEXT,
  version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  CHECK ((kind = 'rule') = (rules IS NOT NULL)),
  CHECK (parent_id IS NULL OR parent_id <> id)
) STRICT;
--> statement-breakpoint
CREATE INDEX collections_by_parent ON collections (parent_id, position);
--> statement-breakpoint
CREATE INDEX collections_by_media ON collections (media_id) WHERE media_id IS NOT NULL;
--> statement-breakpoint
CREATE TABLE collection_products (
  collection_id TEXT NOT NULL REFERENCES collections (id) ON DELETE CASCADE,
  product_id TEXT NOT NULL REFERENCES products (id) ON DELETE CASCADE,
  position INTEGER NOT NULL CHECK (position >= 0),
  PRIMARY KEY (collection_id, product_id)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX collection_products_by_position ON collection_products (collection_id, position);
--> statement-breakpoint
CREATE INDEX collection_products_by_product ON collection_products (product_id);
--> statement-breakpoint
CREATE TABLE slug_redirects (
  kind TEXT NOT NULL CHECK (kind IN ('product', 'collection')),
  slug TEXT NOT NULL,
  target_id TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (kind, slug)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX slug_redirects_by_target ON slug_redirects (target_id);
