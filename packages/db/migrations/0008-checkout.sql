-- Zones, taxes, ways of shipping, promotions, locations, payments that are captured, refunded and voided, fulfilments, returns.
CREATE TABLE zones (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
  is_rest INTEGER NOT NULL CHECK (is_rest IN (0, 1)),
  version INTEGER NOT NULL CHECK (version >= 1),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX zones_one_rest ON zones (is_rest) WHERE is_rest = 1;
--> statement-breakpoint
CREATE TABLE zone_countries (
  country_code TEXT PRIMARY KEY CHECK (length(country_code) = 2),
  zone_id TEXT NOT NULL REFERENCES zones (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX zone_countries_by_zone ON zone_countries (zone_id);
--> statement-breakpoint
CREATE TABLE tax_rates (
  id TEXT PRIMARY KEY,
  zone_id TEXT NOT NULL REFERENCES zones (id) ON DELETE CASCADE,
  position INTEGER NOT NULL CHECK (position >= 0),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
  basis_points INTEGER NOT NULL CHECK (basis_points BETWEEN 0 AND 10000),
  tax_class TEXT NOT NULL CHECK (tax_class IN ('standard', 'shipping'))
) STRICT;
--> statement-breakpoint
CREATE INDEX tax_rates_by_zone ON tax_rates (zone_id, position);
--> statement-breakpoint
CREATE TABLE shipping_methods (
  id TEXT PRIMARY KEY,
  zone_id TEXT NOT NULL REFERENCES zones (id) ON DELETE CASCADE,
  position INTEGER NOT NULL CHECK (position >= 0),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
  description TEXT NOT NULL,
  rates TEXT NOT NULL CHECK (json_type(rates) = 'array'),
  tax_class TEXT CHECK (tax_class IN ('standard', 'shipping')),
  is_active INTEGER NOT NULL CHECK (is_active IN (0, 1)),
  version INTEGER NOT NULL CHECK (version >= 1),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX shipping_methods_by_zone ON shipping_methods (zone_id, position);
--> statement-breakpoint
INSERT INTO zones VALUES ('zon_00000000000000000000000000', 'Everywhere', 1, 1, 0, 0);
--> statement-breakpoint
INSERT INTO tax_rates
SELECT 'txr_00000000000000000000000000', 'zon_00000000000000000000000000', 0, 'VAT', tax_rate_basis_points, 'standard' FROM shop_settings;
--> statement-breakpoint
INSERT INTO shipping_methods
SELECT 'shm_00000000000000000000000000', 'zon_00000000000000000000000000', 0, 'Standard delivery', '',
  json_array(json_object('currency', currency, 'freeFromAmount', free_shipping_from_amount,
    'steps', json_array(json_object('maxWeightGrams', NULL, 'amount', shipping_fee_amount)))),
  'standard', 1, 1, 0, 0
FROM shop_settings;
--> statement-breakpoint
ALTER TABLE shop_settings DROP COLUMN tax_rate_basis_points;
--> statement-breakpoint
ALTER TABLE shop_settings DROP COLUMN shipping_fee_amount;
--> statement-breakpoint
ALTER TABLE shop_settings DROP COLUMN free_shipping_from_amount;
--> statement-breakpoint
ALTER TABLE shop_settings ADD COLUMN country_code TEXT NOT NULL DEFAULT 'IE' CHECK (length(country_code) = 2);
--> statement-breakpoint
ALTER TABLE shop_settings ADD COLUMN currencies TEXT NOT NULL DEFAULT '[]' CHECK (json_type(currencies) = 'array');
--> statement-breakpoint
ALTER TABLE shop_settings ADD COLUMN tax_rounding TEXT NOT NULL DEFAULT 'per_rate' CHECK (tax_rounding IN ('per_line', 'per_rate'));
--> statement-breakpoint
ALTER TABLE shop_settings ADD COLUMN tax_rounding_mode TEXT NOT NULL DEFAULT 'half_even'
  CHECK (tax_rounding_mode IN ('half_up', 'half_even', 'down', 'up'));
--> statement-breakpoint
ALTER TABLE shop_settings ADD COLUMN capture_mode TEXT NOT NULL DEFAULT 'automatic' CHECK (capture_mode IN ('automatic', 'manual'));
--> statement-breakpoint
ALTER TABLE shop_settings ADD COLUMN offers_invoice INTEGER NOT NULL DEFAULT 1 CHECK (offers_invoice IN (0, 1));
--> statement-breakpoint
ALTER TABLE shop_settings ADD COLUMN reservation_minutes INTEGER NOT NULL DEFAULT 15 CHECK (reservation_minutes BETWEEN 1 AND 1440);
--> statement-breakpoint
ALTER TABLE shop_settings ADD COLUMN low_stock_threshold INTEGER NOT NULL DEFAULT 3 CHECK (low_stock_threshold BETWEEN 0 AND 10000);
--> statement-breakpoint
CREATE TABLE promotions (
  id TEXT PRIMARY KEY,
  title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 100),
  code TEXT UNIQUE CHECK (code = upper(code)),
  reward TEXT NOT NULL CHECK (json_type(reward) = 'object'),
  minimum_amounts TEXT NOT NULL CHECK (json_type(minimum_amounts) = 'array'),
  minimum_quantity INTEGER NOT NULL CHECK (minimum_quantity >= 0),
  stacking TEXT NOT NULL CHECK (stacking IN ('combine', 'alone')),
  priority INTEGER NOT NULL,
  is_active INTEGER NOT NULL CHECK (is_active IN (0, 1)),
  starts_at INTEGER,
  ends_at INTEGER,
  usage_limit INTEGER CHECK (usage_limit >= 1),
  per_customer_limit INTEGER CHECK (per_customer_limit >= 1),
  used_count INTEGER NOT NULL CHECK (used_count >= 0),
  version INTEGER NOT NULL CHECK (version >= 1),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  CHECK (usage_limit IS NULL OR used_count <= usage_limit),
  CHECK (ends_at IS NULL OR starts_at IS NULL OR ends_at > starts_at)
) STRICT;
--> statement-breakpoint
CREATE INDEX promotions_automatic ON promotions (priority, id) WHERE code IS NULL AND is_active = 1;
--> statement-breakpoint
CREATE TABLE promotion_uses (
  promotion_id TEXT NOT NULL REFERENCES promotions (id),
  order_id TEXT NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
  customer TEXT NOT NULL,
  amount INTEGER NOT NULL CHECK (amount >= 0),
  created_at INTEGER NOT NULL,
  released_at INTEGER,
  PRIMARY KEY (promotion_id, order_id)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX promotion_uses_by_customer ON promotion_uses (promotion_id, customer) WHERE released_at IS NULL;
--> statement-breakpoint
CREATE INDEX promotion_uses_by_order ON promotion_uses (order_id);
--> statement-breakpoint
CREATE TABLE cart_coupons (
  cart_id TEXT NOT NULL REFERENCES carts (id) ON DELETE CASCADE,
  code TEXT NOT NULL CHECK (code = upper(code)),
  created_at INTEGER NOT NULL,
  PRIMARY KEY (cart_id, code)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
ALTER TABLE carts ADD COLUMN currency TEXT CHECK (length(currency) = 3);
--> statement-breakpoint
CREATE TABLE locations (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
  position INTEGER NOT NULL CHECK (position >= 0),
  is_active INTEGER NOT NULL CHECK (is_active IN (0, 1)),
  version INTEGER NOT NULL CHECK (version >= 1),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
--> statement-breakpoint
INSERT INTO locations VALUES ('loc_00000000000000000000000000', 'Main warehouse', 0, 1, 1, 0, 0);
--> statement-breakpoint
CREATE TABLE stock_levels_by_location (
  variant_id TEXT NOT NULL REFERENCES variants (id) ON DELETE CASCADE,
  location_id TEXT NOT NULL REFERENCES locations (id),
  on_hand INTEGER NOT NULL CHECK (on_hand >= 0),
  allocated INTEGER NOT NULL CHECK (allocated >= 0),
  backorder INTEGER NOT NULL CHECK (backorder IN (0, 1)),
  PRIMARY KEY (variant_id, location_id),
  CHECK (backorder = 1 OR allocated <= on_hand)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
INSERT INTO stock_levels_by_location
SELECT variant_id, 'loc_00000000000000000000000000', on_hand, allocated, backorder FROM stock_levels;
--> statement-breakpoint
DROP TABLE stock_levels;
--> statement-breakpoint
ALTER TABLE stock_levels_by_location RENAME TO stock_levels;
--> statement-breakpoint
CREATE INDEX stock_levels_by_place ON stock_levels (location_id, variant_id);
--> statement-breakpoint
CREATE TRIGGER stock_levels_listing AFTER UPDATE OF on_hand, allocated, backorder ON stock_levels
WHEN (new.backorder = 1 OR new.on_hand > new.allocated) <> (old.backorder = 1 OR old.on_hand > old.allocated) BEGIN
  UPDATE product_listings SET in_stock = EXISTS (
    SELECT 1 FROM variants AS own LEFT JOIN stock_levels AS level ON level.variant_id = own.id
      AND level.location_id IN (SELECT id FROM locations WHERE is_active = 1)
    WHERE own.product_id = (SELECT product_id FROM variants WHERE id = new.variant_id)
      AND (own.tracked = 0 OR own.backorder = 1 OR level.on_hand > level.allocated)
  )
  WHERE seq = (SELECT seq FROM products WHERE id = (SELECT product_id FROM variants WHERE id = new.variant_id));
END;
--> statement-breakpoint
CREATE TRIGGER stock_levels_listing_new AFTER INSERT ON stock_levels WHEN new.backorder = 1 OR (new.on_hand > new.allocated AND EXISTS (SELECT 1 FROM locations WHERE id = new.location_id AND is_active = 1)) BEGIN
  UPDATE product_listings SET in_stock = 1
  WHERE in_stock = 0 AND seq = (SELECT seq FROM products WHERE id = (SELECT product_id FROM variants WHERE id = new.variant_id));
END;
--> statement-breakpoint
CREATE TRIGGER locations_listing AFTER UPDATE OF is_active ON locations WHEN new.is_active <> old.is_active BEGIN
  INSERT OR IGNORE INTO product_reindex
  SELECT DISTINCT products.seq FROM stock_levels JOIN variants ON variants.id = stock_levels.variant_id
    JOIN products ON products.id = variants.product_id
  WHERE stock_levels.location_id = new.id;
END;
--> statement-breakpoint
CREATE TABLE stock_movements_by_location (
  id TEXT PRIMARY KEY,
  variant_id TEXT NOT NULL REFERENCES variants (id) ON DELETE CASCADE,
  location_id TEXT NOT NULL REFERENCES locations (id),
  kind TEXT NOT NULL CHECK (kind IN ('received', 'adjusted', 'transferred', 'allocated', 'released', 'sold', 'returned')),
  on_hand_delta INTEGER NOT NULL,
  allocated_delta INTEGER NOT NULL,
  order_id TEXT REFERENCES orders (id) ON DELETE SET NULL,
  reason TEXT NOT NULL,
  actor TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  CHECK (on_hand_delta <> 0 OR allocated_delta <> 0)
) STRICT;
--> statement-breakpoint
INSERT INTO stock_movements_by_location
SELECT id, variant_id, 'loc_00000000000000000000000000', kind, on_hand_delta, allocated_delta, order_id, reason, actor, created_at
FROM stock_movements;
--> statement-breakpoint
DROP TABLE stock_movements;
--> statement-breakpoint
ALTER TABLE stock_movements_by_location RENAME TO stock_movements;
--> statement-breakpoint
CREATE INDEX stock_movements_by_variant ON stock_movements (variant_id, id);
--> statement-breakpoint
CREATE INDEX stock_movements_by_order ON stock_movements (order_id) WHERE order_id IS NOT NULL;
--> statement-breakpoint
CREATE TRIGGER stock_movements_no_update BEFORE UPDATE OF variant_id, location_id, kind, on_hand_delta, allocated_delta, reason, actor, created_at ON stock_movements BEGIN
  SELECT RAISE(ABORT, 'the ledger of stock is append-only');
END;
--> statement-breakpoint
ALTER TABLE orders ADD COLUMN shipping_discount_amount INTEGER NOT NULL DEFAULT 0 CHECK (shipping_discount_amount >= 0);
--> statement-breakpoint
ALTER TABLE orders ADD COLUMN shipping_tax_amount INTEGER NOT NULL DEFAULT 0 CHECK (shipping_tax_amount >= 0);
--> statement-breakpoint
ALTER TABLE orders ADD COLUMN taxes TEXT NOT NULL DEFAULT '[]' CHECK (json_type(taxes) = 'array');
--> statement-breakpoint
ALTER TABLE orders ADD COLUMN discounts TEXT NOT NULL DEFAULT '[]' CHECK (json_type(discounts) = 'array');
--> statement-breakpoint
ALTER TABLE orders ADD COLUMN pricing TEXT CHECK (json_type(pricing) = 'object');
--> statement-breakpoint
ALTER TABLE orders ADD COLUMN shipping_method TEXT NOT NULL DEFAULT 'Standard delivery';
--> statement-breakpoint
ALTER TABLE orders ADD COLUMN billing_address TEXT CHECK (json_type(billing_address) = 'object');
--> statement-breakpoint
ALTER TABLE orders ADD COLUMN reserved_until INTEGER;
--> statement-breakpoint
ALTER TABLE orders ADD COLUMN cart_version INTEGER;
--> statement-breakpoint
ALTER TABLE orders ADD COLUMN version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1);
--> statement-breakpoint
CREATE INDEX orders_reserved ON orders (reserved_until) WHERE status = 'pending_payment';
--> statement-breakpoint
ALTER TABLE order_lines ADD COLUMN discount_amount INTEGER NOT NULL DEFAULT 0 CHECK (discount_amount BETWEEN 0 AND total_amount);
--> statement-breakpoint
ALTER TABLE order_lines ADD COLUMN tax_amount INTEGER NOT NULL DEFAULT 0 CHECK (tax_amount >= 0);
--> statement-breakpoint
ALTER TABLE order_lines ADD COLUMN requires_shipping INTEGER NOT NULL DEFAULT 1 CHECK (requires_shipping IN (0, 1));
--> statement-breakpoint
ALTER TABLE order_lines ADD COLUMN fulfilled_quantity INTEGER NOT NULL DEFAULT 0 CHECK (fulfilled_quantity BETWEEN 0 AND quantity);
--> statement-breakpoint
ALTER TABLE order_lines ADD COLUMN returned_quantity INTEGER NOT NULL DEFAULT 0 CHECK (returned_quantity BETWEEN 0 AND fulfilled_quantity);
--> statement-breakpoint
CREATE TABLE order_events (
  id TEXT PRIMARY KEY,
  order_id TEXT NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  details TEXT NOT NULL CHECK (json_type(details) = 'object'),
  is_public INTEGER NOT NULL CHECK (is_public IN (0, 1)),
  actor TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX order_events_by_order ON order_events (order_id, id);
--> statement-breakpoint
CREATE TABLE order_links (
  token_hash TEXT PRIMARY KEY CHECK (length(token_hash) = 64),
  order_id TEXT NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX order_links_by_expiry ON order_links (expires_at);
--> statement-breakpoint
CREATE TABLE payments_of_orders (
  id TEXT PRIMARY KEY,
  order_id TEXT NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
  provider TEXT NOT NULL CHECK (provider IN ('test', 'stripe', 'manual')),
  provider_reference TEXT,
  kind TEXT NOT NULL CHECK (kind IN ('checkout', 'edit')),
  status TEXT NOT NULL CHECK (status IN ('pending', 'authorized', 'capturing', 'captured', 'voiding', 'voided', 'failed')),
  amount INTEGER NOT NULL CHECK (amount >= 0),
  captured_amount INTEGER NOT NULL CHECK (captured_amount BETWEEN 0 AND amount),
  refunded_amount INTEGER NOT NULL CHECK (refunded_amount BETWEEN 0 AND captured_amount),
  capturing_amount INTEGER CHECK (capturing_amount BETWEEN 0 AND amount),
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  capture_mode TEXT NOT NULL CHECK (capture_mode IN ('automatic', 'manual')),
  failure TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  UNIQUE (provider, provider_reference)
) STRICT;
--> statement-breakpoint
INSERT INTO payments_of_orders
SELECT id, order_id, provider, provider_reference, 'checkout', status, amount, CASE status WHEN 'captured' THEN amount ELSE 0 END, 0, NULL, currency,
  'automatic', failure, created_at, created_at
FROM payments;
--> statement-breakpoint
DROP TABLE payments;
--> statement-breakpoint
ALTER TABLE payments_of_orders RENAME TO payments;
--> statement-breakpoint
CREATE INDEX payments_by_order ON payments (order_id, id);
--> statement-breakpoint
CREATE INDEX payments_open ON payments (updated_at) WHERE status IN ('pending', 'capturing', 'voiding');
--> statement-breakpoint
CREATE TABLE payment_entries (
  id TEXT PRIMARY KEY,
  payment_id TEXT NOT NULL REFERENCES payments (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('authorized', 'captured', 'refunded', 'voided')),
  amount INTEGER NOT NULL CHECK (amount >= 0),
  source TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  UNIQUE (payment_id, kind, source)
) STRICT;
--> statement-breakpoint
INSERT INTO payment_entries
SELECT 'evt_' || substr(id, 5), id, 'captured', captured_amount, coalesce(provider_reference, id), created_at FROM payments WHERE captured_amount > 0;
--> statement-breakpoint
CREATE TABLE returns (
  id TEXT PRIMARY KEY,
  order_id TEXT NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
  status TEXT NOT NULL CHECK (status IN ('requested', 'approved', 'rejected', 'received')),
  reason TEXT NOT NULL,
  note TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX returns_by_order ON returns (order_id, id);
--> statement-breakpoint
CREATE INDEX returns_open ON returns (id) WHERE status IN ('requested', 'approved');
--> statement-breakpoint
CREATE TABLE return_lines (
  return_id TEXT NOT NULL REFERENCES returns (id) ON DELETE CASCADE,
  order_line_id TEXT NOT NULL REFERENCES order_lines (id) ON DELETE CASCADE,
  quantity INTEGER NOT NULL CHECK (quantity >= 1),
  restocked_quantity INTEGER NOT NULL DEFAULT 0 CHECK (restocked_quantity BETWEEN 0 AND quantity),
  PRIMARY KEY (return_id, order_line_id)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX return_lines_by_line ON return_lines (order_line_id);
--> statement-breakpoint
CREATE TABLE refunds (
  id TEXT PRIMARY KEY,
  order_id TEXT NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
  payment_id TEXT NOT NULL REFERENCES payments (id) ON DELETE CASCADE,
  return_id TEXT REFERENCES returns (id) ON DELETE SET NULL,
  status TEXT NOT NULL CHECK (status IN ('pending', 'succeeded', 'failed')),
  amount INTEGER NOT NULL CHECK (amount >= 1),
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  reason TEXT NOT NULL,
  lines TEXT NOT NULL CHECK (json_type(lines) = 'array'),
  includes_shipping INTEGER NOT NULL CHECK (includes_shipping IN (0, 1)),
  provider_reference TEXT,
  actor TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX refunds_by_order ON refunds (order_id, id);
--> statement-breakpoint
CREATE INDEX refunds_by_payment ON refunds (payment_id);
--> statement-breakpoint
CREATE INDEX refunds_open ON refunds (updated_at) WHERE status = 'pending';
--> statement-breakpoint
CREATE TABLE fulfilments (
  id TEXT PRIMARY KEY,
  order_id TEXT NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
  carrier TEXT,
  tracking_number TEXT,
  tracking_url TEXT,
  actor TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX fulfilments_by_order ON fulfilments (order_id, id);
--> statement-breakpoint
CREATE TABLE fulfilment_lines (
  fulfilment_id TEXT NOT NULL REFERENCES fulfilments (id) ON DELETE CASCADE,
  order_line_id TEXT NOT NULL REFERENCES order_lines (id) ON DELETE CASCADE,
  quantity INTEGER NOT NULL CHECK (quantity >= 1),
  PRIMARY KEY (fulfilment_id, order_line_id)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX fulfilment_lines_by_line ON fulfilment_lines (order_line_id);
--> statement-breakpoint
CREATE TABLE provider_events (
  provider TEXT NOT NULL,
  id TEXT NOT NULL,
  type TEXT NOT NULL,
  reference TEXT,
  received_at INTEGER NOT NULL,
  processed_at INTEGER,
  attempts INTEGER NOT NULL CHECK (attempts >= 0),
  next_attempt_at INTEGER NOT NULL,
  last_error TEXT,
  PRIMARY KEY (provider, id)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX provider_events_open ON provider_events (next_attempt_at) WHERE processed_at IS NULL;
