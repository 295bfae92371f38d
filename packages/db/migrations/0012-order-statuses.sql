-- What became of an order's money and goods stands in its row, so that staff find orders by it without walking through all.
-- The view alone defines it, from payments and lines, and triggers keep it, so that no write can forget to.
ALTER TABLE orders ADD COLUMN payment_status TEXT NOT NULL DEFAULT 'unpaid' CHECK (
  payment_status IN ('unpaid', 'authorized', 'paid', 'partially_paid', 'partially_refunded', 'refunded', 'voided', 'failed')
);
--> statement-breakpoint
ALTER TABLE orders ADD COLUMN fulfilment_status TEXT NOT NULL DEFAULT 'unfulfilled' CHECK (
  fulfilment_status IN ('unfulfilled', 'partially_fulfilled', 'fulfilled', 'returned')
);
--> statement-breakpoint
-- What came back before it was paid is taken off what is still owed. Its price is asked for no more, and its units are refunded no more.
ALTER TABLE orders ADD COLUMN credited_amount INTEGER NOT NULL DEFAULT 0 CHECK (credited_amount >= 0);
--> statement-breakpoint
ALTER TABLE order_lines ADD COLUMN credited_quantity INTEGER NOT NULL DEFAULT 0 CHECK (credited_quantity >= 0);
--> statement-breakpoint
-- Refunds count from the moment they are asked for, returns once they have come.
CREATE VIEW order_statuses AS SELECT id AS order_id, (
  SELECT CASE
    WHEN coalesce(sum(captured_amount), 0) = 0 THEN CASE
      WHEN sum(payments.status IN ('authorized', 'capturing')) > 0 THEN 'authorized'
      WHEN sum(payments.status = 'pending') > 0 THEN 'unpaid'
      WHEN orders.total_amount = 0 THEN 'paid'
      WHEN sum(payments.status IN ('voided', 'voiding')) > 0 THEN 'voided'
      WHEN sum(payments.status = 'failed') > 0 THEN 'failed'
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
    WHEN sum(quantity) = (
      SELECT sum(return_lines.quantity) FROM returns JOIN return_lines ON return_lines.return_id = returns.id
      WHERE returns.order_id = orders.id AND returns.status = 'received'
    ) THEN 'returned'
    ELSE 'fulfilled' END
  FROM order_lines WHERE order_lines.order_id = orders.id
) AS fulfilment_status FROM orders;
--> statement-breakpoint
UPDATE orders SET payment_status = s.payment_status, fulfilment_status = s.fulfilment_status
FROM order_statuses s WHERE s.order_id = orders.id;
--> statement-breakpoint
CREATE INDEX orders_by_payment ON orders (payment_status, id);
--> statement-breakpoint
CREATE INDEX orders_by_fulfilment ON orders (fulfilment_status, id);
--> statement-breakpoint
CREATE TRIGGER payments_added AFTER INSERT ON payments BEGIN
  UPDATE orders SET payment_status = s.payment_status FROM order_statuses s
  WHERE s.order_id = new.order_id AND orders.id = new.order_id AND s.payment_status <> orders.payment_status;
END;
--> statement-breakpoint
CREATE TRIGGER payments_changed AFTER UPDATE OF status, captured_amount, refunded_amount ON payments BEGIN
  UPDATE orders SET payment_status = s.payment_status FROM order_statuses s
  WHERE s.order_id = new.order_id AND orders.id = new.order_id AND s.payment_status <> orders.payment_status;
END;
--> statement-breakpoint
CREATE TRIGGER orders_total_changed AFTER UPDATE OF total_amount, credited_amount ON orders BEGIN
  UPDATE orders SET payment_status = s.payment_status FROM order_statuses s
  WHERE s.order_id = new.id AND orders.id = new.id AND s.payment_status <> orders.payment_status;
END;
--> statement-breakpoint
-- Lines are added and taken out only while nothing has been sent, which changes nothing here.
CREATE TRIGGER order_lines_changed AFTER UPDATE OF quantity, fulfilled_quantity ON order_lines BEGIN
  UPDATE orders SET fulfilment_status = s.fulfilment_status FROM order_statuses s
  WHERE s.order_id = new.order_id AND orders.id = new.order_id AND s.fulfilment_status <> orders.fulfilment_status;
END;
--> statement-breakpoint
CREATE TRIGGER returns_changed AFTER UPDATE OF status ON returns BEGIN
  UPDATE orders SET fulfilment_status = s.fulfilment_status FROM order_statuses s
  WHERE s.order_id = new.order_id AND orders.id = new.order_id AND s.fulfilment_status <> orders.fulfilment_status;
END;
