-- What came back before it was paid is taken off what is still owed. Its price is asked for no more, and its units are refunded no more.
ALTER TABLE orders ADD COLUMN credited_amount INTEGER NOT NULL DEFAULT 0 CHECK (credited_amount >= 0);
--> statement-breakpoint
ALTER TABLE order_lines ADD COLUMN credited_quantity INTEGER NOT NULL DEFAULT 0 CHECK (credited_quantity >= 0);
--> statement-breakpoint
DROP VIEW order_statuses;
--> statement-breakpoint
-- Refunds count from the moment they are asked for.
CREATE VIEW order_statuses AS SELECT id AS order_id, (
  SELECT CASE
    WHEN coalesce(sum(captured_amount), 0) = 0 THEN CASE
      WHEN sum(payments.status IN ('authorized', 'capturing')) > 0 THEN 'authorized'
      WHEN sum(payments.status = 'pending') > 0 THEN 'unpaid'
      WHEN sum(payments.status IN ('voided', 'voiding')) > 0 THEN 'voided'
      WHEN sum(payments.status = 'failed') > 0 THEN 'failed'
      WHEN orders.total_amount = 0 THEN 'paid'
      ELSE 'unpaid' END
    WHEN sum(refunded_amount) = sum(captured_amount) THEN 'refunded'
    WHEN sum(refunded_amount) > 0 THEN 'partially_refunded'
    WHEN sum(captured_amount) < orders.total_amount - orders.credited_amount THEN 'partially_paid'
    ELSE 'paid' END
  FROM payments WHERE payments.order_id = orders.id
) AS payment_status, (
  SELECT CASE
    WHEN coalesce(sum(fulfilled_quantity), 0) = 0 THEN 'unfulfilled'
    WHEN sum(fulfilled_quantity) < sum(quantity) THEN 'partially_fulfilled'
    WHEN sum(returned_quantity) = sum(quantity) THEN 'returned'
    ELSE 'fulfilled' END
  FROM order_lines WHERE order_lines.order_id = orders.id
) AS fulfilment_status FROM orders;
--> statement-breakpoint
CREATE TRIGGER orders_credited AFTER UPDATE OF credited_amount ON orders BEGIN
  UPDATE orders SET payment_status = s.payment_status FROM order_statuses s
  WHERE s.order_id = new.id AND orders.id = new.id AND s.payment_status <> orders.payment_status;
END;
