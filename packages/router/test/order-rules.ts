/** Rules that always apply to orders. Each statement returns one row per violation. */
export const orderRules: readonly { readonly name: string; readonly sql: string }[] = [
  {
    name: 'I2 what left the shelves for an order is what its parcels hold, and what came back what was restocked',
    sql: `SELECT * FROM (SELECT m.order_id, m.variant_id, m.sold, m.returned,
        (SELECT coalesce(sum(l.fulfilled_quantity), 0) FROM order_lines l WHERE l.order_id = m.order_id AND l.variant_id = m.variant_id) AS sent,
        (SELECT coalesce(sum(r.restocked_quantity), 0) FROM return_lines r JOIN order_lines l ON l.id = r.order_line_id
          WHERE l.order_id = m.order_id AND l.variant_id = m.variant_id) AS restocked
      FROM (SELECT order_id, variant_id, -sum(on_hand_delta) FILTER (WHERE kind = 'sold') AS sold,
          coalesce(sum(on_hand_delta) FILTER (WHERE kind = 'returned'), 0) AS returned
        FROM stock_movements WHERE order_id IS NOT NULL GROUP BY 1, 2) m
    ) WHERE coalesce(sold, 0) <> sent OR returned <> restocked`,
  },
  {
    name: 'I2 the units that were sent and that come back are those of the parcels and the returns',
    sql: `SELECT l.id, l.fulfilled_quantity, l.returned_quantity FROM order_lines l WHERE
      l.fulfilled_quantity <> (SELECT coalesce(sum(f.quantity), 0) FROM fulfilment_lines f WHERE f.order_line_id = l.id) OR
      l.returned_quantity <> (SELECT coalesce(sum(r.quantity), 0) FROM return_lines r JOIN returns t ON t.id = r.return_id
        WHERE r.order_line_id = l.id AND t.status <> 'rejected')`,
  },
  {
    name: 'I2 how far an order has left is what its status says',
    sql: `SELECT o.id, o.status FROM orders o WHERE o.status <> CASE
      WHEN (SELECT sum(l.fulfilled_quantity) FROM order_lines l WHERE l.order_id = o.id) = 0
        THEN iif(o.status IN ('pending_payment', 'placed', 'canceled', 'expired'), o.status, 'placed')
      WHEN (SELECT sum(l.quantity - l.fulfilled_quantity) FROM order_lines l WHERE l.order_id = o.id) > 0 THEN 'partially_fulfilled'
      ELSE iif(o.status = 'completed', o.status, 'fulfilled') END`,
  },
  {
    name: 'I5 what an order says of its money and its goods is what its payments and lines say',
    sql: `SELECT o.id, o.payment_status, o.fulfilment_status FROM orders o JOIN order_statuses s ON s.order_id = o.id
      WHERE o.payment_status <> s.payment_status OR o.fulfilment_status <> s.fulfilment_status`,
  },
  {
    name: 'I3 discounts and taxes add up by line, by promotion and by rate alike',
    sql: `SELECT o.id, o.discount_amount, o.tax_amount FROM orders o WHERE
      o.discount_amount <> o.shipping_discount_amount + (SELECT sum(l.discount_amount) FROM order_lines l WHERE l.order_id = o.id) OR
      o.discount_amount <> (SELECT coalesce(sum(d.value ->> '$.amount'), 0) FROM json_each(o.discounts) d) OR
      o.tax_amount <> o.shipping_tax_amount + (SELECT sum(l.tax_amount) FROM order_lines l WHERE l.order_id = o.id) OR
      o.tax_amount <> (SELECT coalesce(sum(t.value ->> '$.amount'), 0) FROM json_each(o.taxes) t)`,
  },
  {
    name: 'I4 the counters of a payment are the sums of its ledger and of the refunds that are on their way',
    sql: `SELECT p.id, p.captured_amount, p.refunded_amount FROM payments p WHERE
      p.captured_amount <> (SELECT coalesce(sum(e.amount), 0) FROM payment_entries e WHERE e.payment_id = p.id AND e.kind = 'captured') OR
      p.refunded_amount <> (SELECT coalesce(sum(iif(e.kind = 'refunded', e.amount, -e.amount)), 0) FROM payment_entries e
          WHERE e.payment_id = p.id AND e.kind IN ('refunded', 'refund_failed'))
        + (SELECT coalesce(sum(r.amount), 0) FROM refunds r WHERE r.payment_id = p.id AND r.status = 'pending')`,
  },
  {
    name: 'I4 no more is given back than was taken, and no more is taken than was asked for',
    sql: `SELECT id FROM payments WHERE NOT (refunded_amount <= captured_amount AND captured_amount <= amount)`,
  },
  {
    name: 'I4 no more is kept of an order than it costs, but for what could not be given back',
    sql: `SELECT o.id, o.total_amount, sum(p.captured_amount - p.refunded_amount) AS kept FROM orders o
      JOIN payments p ON p.order_id = o.id GROUP BY o.id HAVING kept > o.total_amount
        + (SELECT coalesce(sum(r.amount), 0) FROM refunds r WHERE r.order_id = o.id AND r.status = 'failed')`,
  },
  {
    // An edit settles the units that it removes, so the lines of edited orders are not checked.
    name: 'I4 no unit is refunded twice, nor the shipping',
    sql: `SELECT o.id, l.id AS line, l.quantity FROM orders o JOIN order_lines l ON l.order_id = o.id WHERE o.version = 1 AND l.quantity <
        l.credited_quantity + (SELECT coalesce(sum(u.value ->> '$.quantity'), 0) FROM refunds r JOIN json_each(r.lines) u
          WHERE r.order_id = o.id AND r.status <> 'failed' AND u.value ->> '$.lineId' = l.id)
      UNION ALL SELECT order_id, 'shipping', count(*) FROM refunds WHERE includes_shipping = 1 AND status <> 'failed'
      GROUP BY order_id HAVING count(*) > 1`,
  },
  {
    name: 'I6 a promotion is counted as used as often as it is, and no more often than it may be',
    sql: `SELECT p.id, p.used_count FROM promotions p WHERE p.used_count > coalesce(p.usage_limit, p.used_count) OR
      p.used_count <> (SELECT count(*) FROM promotion_uses u WHERE u.promotion_id = p.id AND u.released_at IS NULL)`,
  },
  {
    name: 'I6 an order uses the promotions that it is discounted by, and none once it is canceled or expired',
    sql: `SELECT o.id, o.status FROM orders o WHERE
      (SELECT count(*) FROM promotion_uses u WHERE u.order_id = o.id AND u.released_at IS NULL)
        <> iif(o.status IN ('canceled', 'expired'), 0, json_array_length(o.discounts))`,
  },
]
