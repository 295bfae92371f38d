CREATE TABLE shop_settings (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  prices_include_tax INTEGER NOT NULL CHECK (prices_include_tax IN (0, 1)),
  tax_rate_basis_points INTEGER NOT NULL CHECK (tax_rate_basis_points BETWEEN 0 AND 10000),
  shipping_fee_amount INTEGER NOT NULL CHECK (shipping_fee_amount >= 0),
  free_shipping_from_amount INTEGER CHECK (free_shipping_from_amount >= 0)
) STRICT;
--> statement-breakpoint
INSERT INTO shop_settings VALUES (1, 'Tradepost', 'EUR', 1, 2000, 490, 7500);
--> statement-breakpoint
CREATE TABLE users (
  id TEXT PRIMARY KEY,
  email TEXT NOT NULL UNIQUE CHECK (email = lower(email)),
  name TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('customer', 'support', 'warehouse', 'manager', 'owner')),
  disabled_at INTEGER,
  created_at INTEGER NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE sessions (
  id_hash TEXT PRIMARY KEY CHECK (length(id_hash) = 64),
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX sessions_by_user ON sessions (user_id);
--> statement-breakpoint
CREATE INDEX sessions_by_expiry ON sessions (expires_at);
--> statement-breakpoint
CREATE TABLE sign_in_failures (
  subject TEXT PRIMARY KEY,
  failures INTEGER NOT NULL CHECK (failures >= 1),
  last_failure_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE products (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  slug TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  description_html TEXT NOT NULL,
  description_text TEXT NOT NULL,
  vendor TEXT NOT NULL,
  product_type TEXT NOT NULL,
  tag_list TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('draft', 'active', 'archived')),
  seo_title TEXT,
  seo_description TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX products_by_type ON products (product_type, seq);
--> statement-breakpoint
CREATE INDEX products_by_vendor ON products (vendor, seq);
--> statement-breakpoint
CREATE INDEX products_by_title ON products (title, seq);
--> statement-breakpoint
CREATE TABLE product_options (
  product_id TEXT NOT NULL REFERENCES products (id) ON DELETE CASCADE,
  position INTEGER NOT NULL CHECK (position BETWEEN 0 AND 2),
  name TEXT NOT NULL,
  PRIMARY KEY (product_id, position)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE product_images (
  id TEXT PRIMARY KEY,
  product_id TEXT NOT NULL REFERENCES products (id) ON DELETE CASCADE,
  position INTEGER NOT NULL CHECK (position >= 0),
  src TEXT NOT NULL,
  alt TEXT NOT NULL,
  UNIQUE (product_id, position)
) STRICT;
--> statement-breakpoint
CREATE TABLE variants (
  id TEXT PRIMARY KEY,
  product_id TEXT NOT NULL REFERENCES products (id) ON DELETE CASCADE,
  position INTEGER NOT NULL CHECK (position >= 0),
  sku TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  option_values TEXT NOT NULL CHECK (json_type(option_values) = 'array'),
  price_amount INTEGER NOT NULL CHECK (price_amount BETWEEN 0 AND 1000000000000),
  compare_at_amount INTEGER CHECK (compare_at_amount BETWEEN 0 AND 1000000000000),
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  barcode TEXT,
  weight_grams INTEGER NOT NULL CHECK (weight_grams >= 0),
  requires_shipping INTEGER NOT NULL CHECK (requires_shipping IN (0, 1)),
  taxable INTEGER NOT NULL CHECK (taxable IN (0, 1)),
  tracked INTEGER NOT NULL CHECK (tracked IN (0, 1)),
  backorder INTEGER NOT NULL CHECK (backorder IN (0, 1)),
  UNIQUE (product_id, option_values)
) STRICT;
--> statement-breakpoint
CREATE INDEX variants_by_price ON variants (product_id, price_amount);
--> statement-breakpoint
CREATE TABLE stock_levels (
  variant_id TEXT PRIMARY KEY REFERENCES variants (id) ON DELETE CASCADE,
  on_hand INTEGER NOT NULL CHECK (on_hand >= 0),
  allocated INTEGER NOT NULL CHECK (allocated >= 0),
  backorder INTEGER NOT NULL CHECK (backorder IN (0, 1)),
  CHECK (backorder = 1 OR allocated <= on_hand)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE carts (
  id TEXT PRIMARY KEY,
  user_id TEXT REFERENCES users (id) ON DELETE CASCADE,
  guest_hash TEXT CHECK (length(guest_hash) = 64),
  status TEXT NOT NULL CHECK (status IN ('open', 'ordering', 'ordered', 'merged')),
  version INTEGER NOT NULL CHECK (version >= 0),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  CHECK ((user_id IS NULL) <> (guest_hash IS NULL))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX carts_one_open_per_user ON carts (user_id) WHERE user_id IS NOT NULL AND status IN ('open', 'ordering');
--> statement-breakpoint
CREATE UNIQUE INDEX carts_one_open_per_guest ON carts (guest_hash) WHERE guest_hash IS NOT NULL AND status IN ('open', 'ordering');
--> statement-breakpoint
CREATE TABLE cart_lines (
  id TEXT PRIMARY KEY,
  cart_id TEXT NOT NULL REFERENCES carts (id) ON DELETE CASCADE,
  variant_id TEXT NOT NULL REFERENCES variants (id) ON DELETE CASCADE,
  quantity INTEGER NOT NULL CHECK (quantity BETWEEN 1 AND 999),
  seen_amount INTEGER NOT NULL CHECK (seen_amount >= 0),
  UNIQUE (cart_id, variant_id)
) STRICT;
--> statement-breakpoint
CREATE INDEX cart_lines_by_variant ON cart_lines (variant_id);
--> statement-breakpoint
CREATE TABLE orders (
  id TEXT PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  cart_id TEXT REFERENCES carts (id) ON DELETE SET NULL,
  user_id TEXT REFERENCES users (id) ON DELETE SET NULL,
  guest_hash TEXT,
  email TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('pending_payment', 'placed', 'partially_fulfilled', 'fulfilled', 'completed', 'canceled', 'expired')),
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  subtotal_amount INTEGER NOT NULL CHECK (subtotal_amount >= 0),
  discount_amount INTEGER NOT NULL CHECK (discount_amount >= 0),
  shipping_amount INTEGER NOT NULL CHECK (shipping_amount >= 0),
  tax_amount INTEGER NOT NULL CHECK (tax_amount >= 0),
  total_amount INTEGER NOT NULL CHECK (total_amount >= 0),
  tax_included INTEGER NOT NULL CHECK (tax_included IN (0, 1)),
  shipping_address TEXT NOT NULL CHECK (json_type(shipping_address) = 'object'),
  placed_at INTEGER NOT NULL,
  CHECK (total_amount = subtotal_amount - discount_amount + shipping_amount + (1 - tax_included) * tax_amount)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX orders_one_live_per_cart ON orders (cart_id) WHERE status NOT IN ('canceled', 'expired');
--> statement-breakpoint
CREATE INDEX orders_by_user ON orders (user_id, id);
--> statement-breakpoint
CREATE INDEX orders_by_guest ON orders (guest_hash, id) WHERE guest_hash IS NOT NULL;
--> statement-breakpoint
CREATE INDEX orders_by_status ON orders (status, id);
--> statement-breakpoint
CREATE INDEX orders_by_email ON orders (email, id);
--> statement-breakpoint
CREATE TABLE order_lines (
  id TEXT PRIMARY KEY,
  order_id TEXT NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
  variant_id TEXT REFERENCES variants (id) ON DELETE SET NULL,
  product_slug TEXT,
  product_title TEXT NOT NULL,
  variant_title TEXT NOT NULL,
  sku TEXT NOT NULL,
  image_src TEXT,
  quantity INTEGER NOT NULL CHECK (quantity >= 1),
  unit_amount INTEGER NOT NULL CHECK (unit_amount >= 0),
  total_amount INTEGER NOT NULL CHECK (total_amount = unit_amount * quantity)
) STRICT;
--> statement-breakpoint
CREATE INDEX order_lines_by_order ON order_lines (order_id, id);
--> statement-breakpoint
CREATE INDEX order_lines_by_variant ON order_lines (variant_id);
--> statement-breakpoint
CREATE TABLE order_history (
  id TEXT PRIMARY KEY,
  order_id TEXT NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
  from_status TEXT,
  to_status TEXT NOT NULL,
  reason TEXT,
  actor TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX order_history_by_order ON order_history (order_id, id);
--> statement-breakpoint
CREATE TABLE payments (
  id TEXT PRIMARY KEY,
  order_id TEXT NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
  provider TEXT NOT NULL,
  provider_reference TEXT,
  status TEXT NOT NULL CHECK (status IN ('pending', 'captured', 'failed')),
  amount INTEGER NOT NULL CHECK (amount >= 0),
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  failure TEXT,
  created_at INTEGER NOT NULL,
  UNIQUE (provider, provider_reference)
) STRICT;
--> statement-breakpoint
CREATE INDEX payments_by_order ON payments (order_id);
--> statement-breakpoint
CREATE INDEX payments_pending ON payments (created_at) WHERE status = 'pending';
--> statement-breakpoint
CREATE TABLE stock_movements (
  id TEXT PRIMARY KEY,
  variant_id TEXT NOT NULL REFERENCES variants (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('received', 'adjusted', 'allocated', 'released', 'sold', 'returned')),
  on_hand_delta INTEGER NOT NULL,
  allocated_delta INTEGER NOT NULL,
  order_id TEXT REFERENCES orders (id) ON DELETE SET NULL,
  reason TEXT NOT NULL,
  actor TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  CHECK (on_hand_delta <> 0 OR allocated_delta <> 0)
) STRICT;
--> statement-breakpoint
CREATE INDEX stock_movements_by_variant ON stock_movements (variant_id, id);
--> statement-breakpoint
CREATE INDEX stock_movements_by_order ON stock_movements (order_id) WHERE order_id IS NOT NULL;
--> statement-breakpoint
CREATE TABLE outbox (
  id TEXT PRIMARY KEY,
  topic TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  payload TEXT NOT NULL CHECK (json_valid(payload)),
  created_at INTEGER NOT NULL,
  delivered_at INTEGER
) STRICT;
--> statement-breakpoint
CREATE INDEX outbox_undelivered ON outbox (id) WHERE delivered_at IS NULL;
--> statement-breakpoint
CREATE INDEX outbox_by_subject ON outbox (subject_id);
--> statement-breakpoint
CREATE TABLE idempotency_keys (
  owner TEXT NOT NULL,
  key TEXT NOT NULL,
  procedure TEXT NOT NULL,
  fingerprint TEXT NOT NULL CHECK (length(fingerprint) = 64),
  subject_id TEXT,
  answer TEXT,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (owner, procedure, key)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created_at);
--> statement-breakpoint
CREATE INDEX idempotency_keys_open ON idempotency_keys (subject_id) WHERE answer IS NULL;
