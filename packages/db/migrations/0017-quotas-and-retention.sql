-- How much strangers may hold, and for how long what they leave behind is kept.
ALTER TABLE shop_settings ADD COLUMN invoice_days INTEGER DEFAULT 14 CHECK (invoice_days BETWEEN 1 AND 365);
--> statement-breakpoint
ALTER TABLE shop_settings ADD COLUMN guest_invoice_units INTEGER DEFAULT 20 CHECK (guest_invoice_units BETWEEN 1 AND 10000);
--> statement-breakpoint
ALTER TABLE shop_settings ADD COLUMN unpaid_share_percent INTEGER NOT NULL DEFAULT 50 CHECK (unpaid_share_percent BETWEEN 1 AND 100);
--> statement-breakpoint
-- The hash of the network that an order came from, for 30 days.
ALTER TABLE orders ADD COLUMN client_hash TEXT CHECK (length(client_hash) = 64);
--> statement-breakpoint
CREATE INDEX orders_unpaid_by_client ON orders (client_hash, placed_at) WHERE payment_status IN ('unpaid', 'voided');
--> statement-breakpoint
CREATE INDEX orders_unpaid_by_buyer ON orders (coalesce(user_id, guest_hash), placed_at) WHERE payment_status IN ('unpaid', 'voided');
--> statement-breakpoint
CREATE INDEX orders_invoice_due ON orders (reserved_until) WHERE status = 'placed' AND payment_status = 'unpaid';
--> statement-breakpoint
CREATE INDEX orders_with_client ON orders (placed_at) WHERE client_hash IS NOT NULL;
--> statement-breakpoint
-- Deleting a cart looks for the orders that name it.
CREATE INDEX orders_by_cart ON orders (cart_id) WHERE cart_id IS NOT NULL;
--> statement-breakpoint
CREATE INDEX carts_by_age ON carts (status, user_id IS NULL, updated_at);
--> statement-breakpoint
CREATE INDEX outbox_delivered ON outbox (delivered_at) WHERE delivered_at IS NOT NULL;
--> statement-breakpoint
CREATE INDEX known_devices_by_age ON known_devices (last_used_at);
--> statement-breakpoint
CREATE INDEX provider_events_processed ON provider_events (processed_at) WHERE processed_at IS NOT NULL;
