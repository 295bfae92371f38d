-- A refund that succeeded can fail later. The ledger only grows, so an entry of its own reverses the refund.
CREATE TABLE payment_entries_with_failures (
  id TEXT PRIMARY KEY,
  payment_id TEXT NOT NULL REFERENCES payments (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('authorized', 'captured', 'refunded', 'refund_failed', 'voided')),
  amount INTEGER NOT NULL CHECK (amount >= 0),
  source TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  UNIQUE (payment_id, kind, source)
) STRICT;
--> statement-breakpoint
INSERT INTO payment_entries_with_failures SELECT id, payment_id, kind, amount, source, created_at FROM payment_entries;
--> statement-breakpoint
DROP TABLE payment_entries;
--> statement-breakpoint
ALTER TABLE payment_entries_with_failures RENAME TO payment_entries;
--> statement-breakpoint
-- Ids begin with the clock, which can be set back. What is read in order or resumed goes by this number, which the database
-- itself counts over both tables.
CREATE TABLE order_event_count (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  last_seq INTEGER NOT NULL CHECK (last_seq >= 0)
) STRICT;
--> statement-breakpoint
ALTER TABLE order_history ADD COLUMN seq INTEGER NOT NULL DEFAULT 0 CHECK (seq >= 0);
--> statement-breakpoint
ALTER TABLE order_events ADD COLUMN seq INTEGER NOT NULL DEFAULT 0 CHECK (seq >= 0);
--> statement-breakpoint
UPDATE order_history SET seq = n.seq FROM (
  SELECT id, row_number() OVER (ORDER BY id) AS seq FROM (SELECT id FROM order_history UNION ALL SELECT id FROM order_events)
) n WHERE n.id = order_history.id;
--> statement-breakpoint
UPDATE order_events SET seq = n.seq FROM (
  SELECT id, row_number() OVER (ORDER BY id) AS seq FROM (SELECT id FROM order_history UNION ALL SELECT id FROM order_events)
) n WHERE n.id = order_events.id;
--> statement-breakpoint
INSERT INTO order_event_count SELECT 1, (SELECT count(*) FROM order_history) + (SELECT count(*) FROM order_events);
--> statement-breakpoint
CREATE TRIGGER order_history_numbered AFTER INSERT ON order_history BEGIN
  UPDATE order_event_count SET last_seq = last_seq + 1 WHERE id = 1;
  UPDATE order_history SET seq = (SELECT last_seq FROM order_event_count) WHERE id = new.id;
END;
--> statement-breakpoint
CREATE TRIGGER order_events_numbered AFTER INSERT ON order_events BEGIN
  UPDATE order_event_count SET last_seq = last_seq + 1 WHERE id = 1;
  UPDATE order_events SET seq = (SELECT last_seq FROM order_event_count) WHERE id = new.id;
END;
--> statement-breakpoint
DROP INDEX order_history_by_order;
--> statement-breakpoint
CREATE INDEX order_history_by_order ON order_history (order_id, seq);
--> statement-breakpoint
DROP INDEX order_events_by_order;
--> statement-breakpoint
CREATE INDEX order_events_by_order ON order_events (order_id, seq);
--> statement-breakpoint
DROP INDEX order_history_placed;
--> statement-breakpoint
CREATE INDEX order_history_placed ON order_history (seq) WHERE to_status = 'placed';
--> statement-breakpoint
UPDATE job_marks SET mark = CAST(coalesce(
  (SELECT max(seq) FROM order_history WHERE to_status = 'placed' AND id <= mark), 0) AS TEXT) WHERE job = 'related';
--> statement-breakpoint
-- Within equal keys an index holds its rows as they were written.
DROP INDEX outbox_undelivered;
--> statement-breakpoint
CREATE INDEX outbox_undelivered ON outbox (delivered_at, dead_at) WHERE delivered_at IS NULL AND dead_at IS NULL;
--> statement-breakpoint
CREATE INDEX outbox_dead ON outbox (dead_at) WHERE dead_at IS NOT NULL AND delivered_at IS NULL;
--> statement-breakpoint
-- What cannot be delivered is given up by the time since it first failed, not by how often it was tried.
ALTER TABLE outbox ADD COLUMN first_failed_at INTEGER;
