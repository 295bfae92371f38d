-- What happens to an order is announced by the very row that tells of it: none can be written without its event, or with two.
CREATE TRIGGER order_history_announced AFTER INSERT ON order_history BEGIN
  INSERT INTO outbox (id, topic, subject_id, payload, created_at)
  VALUES (new.id, 'order.' || new.to_status, new.order_id,
    json_object('orderId', new.order_id, 'from', new.from_status, 'to', new.to_status), new.created_at);
END;
--> statement-breakpoint
CREATE TRIGGER order_events_announced AFTER INSERT ON order_events BEGIN
  INSERT INTO outbox (id, topic, subject_id, payload, created_at)
  VALUES (new.id, 'order.' || new.kind, new.order_id,
    json_insert(new.details, '$.orderId', new.order_id, '$.kind', new.kind), new.created_at);
END;
