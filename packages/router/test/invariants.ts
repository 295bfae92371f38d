import { orderMachine, orderStatuses } from '@tradepost/contract'
import { orderRules } from './order-rules.ts'
import Sqlite from 'libsql'

/** One rule of the catalog in RELIABILITY.md §4. Its statement returns a row for each breach. */
interface Rule {
  readonly name: string
  readonly sql: string
}

const rules: readonly Rule[] = [
  ...orderRules,
  {
    name: 'I1 stock is never negative, nor promised beyond what is on hand',
    sql: `SELECT variant_id, on_hand, allocated FROM stock_levels
      WHERE on_hand < 0 OR allocated < 0 OR (backorder = 0 AND allocated > on_hand)`,
  },
  {
    name: 'I2 the stock counters are the sums of their movements',
    sql: `SELECT variant_id, location_id, sum(on_hand) AS on_hand, sum(moved) AS moved, sum(allocated) AS allocated, sum(held) AS held FROM (
        SELECT variant_id, location_id, on_hand, 0 AS moved, allocated, 0 AS held FROM stock_levels UNION ALL
        SELECT variant_id, location_id, 0, on_hand_delta, 0, allocated_delta FROM stock_movements
      ) GROUP BY variant_id, location_id HAVING sum(on_hand) <> sum(moved) OR sum(allocated) <> sum(held)`,
  },
  {
    name: 'I2 the stock over all locations is the sum of its levels',
    sql: `SELECT l.variant_id, sum(l.on_hand) AS on_hand, t.on_hand AS total FROM stock_levels l LEFT JOIN stock_totals t USING (variant_id)
      GROUP BY l.variant_id HAVING sum(l.on_hand) IS NOT t.on_hand OR sum(l.allocated) IS NOT t.allocated`,
  },
  {
    name: 'I2 an order holds what it has not sent, and nothing once it is canceled or expired',
    sql: `SELECT * FROM (SELECT o.id, o.status, m.variant_id, m.held, (SELECT coalesce(sum(l.quantity - l.fulfilled_quantity), 0)
        FROM order_lines l WHERE l.order_id = o.id AND l.variant_id = m.variant_id) AS unsent
      FROM (SELECT order_id, variant_id, sum(allocated_delta) AS held FROM stock_movements WHERE order_id IS NOT NULL GROUP BY 1, 2) m
      JOIN orders o ON o.id = m.order_id) WHERE held <> CASE WHEN status IN ('canceled', 'expired') THEN 0 ELSE unsent END`,
  },
  {
    name: 'I3 the lines add up to the subtotal',
    sql: `SELECT o.id, o.subtotal_amount, sum(l.total_amount) AS lines FROM orders o LEFT JOIN order_lines l ON l.order_id = o.id
      GROUP BY o.id HAVING lines IS NULL OR lines <> o.subtotal_amount`,
  },
  {
    name: 'I3 total = subtotal - discount + shipping (+ tax where it is not included)',
    sql: `SELECT id, total_amount FROM orders WHERE total_amount <>
      subtotal_amount - discount_amount + shipping_amount + CASE tax_included WHEN 1 THEN 0 ELSE tax_amount END`,
  },
  {
    name: 'I4 a payment asks for exactly what its order costs',
    sql: `SELECT p.id FROM payments p JOIN orders o ON o.id = p.order_id
      WHERE p.currency <> o.currency OR (p.kind = 'checkout' AND p.amount <> o.total_amount AND o.version = 1)`,
  },
  {
    name: 'I5 an order has one payment by card at most that took or holds money, and none is kept where it is not placed',
    sql: `SELECT o.id, o.status, count(p.id) AS taken, sum(p.captured_amount - p.refunded_amount) AS kept FROM orders o
      JOIN payments p ON p.order_id = o.id AND p.kind = 'checkout' AND p.status IN ('captured', 'authorized', 'capturing') GROUP BY o.id
      HAVING sum(p.status <> 'captured' OR p.captured_amount > p.refunded_amount) > 1 OR (o.status IN ('pending_payment', 'canceled', 'expired') AND kept >
        (SELECT coalesce(sum(r.amount), 0) FROM refunds r WHERE r.order_id = o.id AND r.status = 'failed'))`,
  },
  {
    name: 'I5 what is placed was paid, is authorized, or is an invoice',
    sql: `SELECT o.id, o.status FROM orders o WHERE o.status NOT IN ('pending_payment', 'canceled', 'expired') AND NOT EXISTS (
      SELECT 1 FROM payments p WHERE p.order_id = o.id AND p.kind = 'checkout'
        AND (p.provider = 'manual' OR p.status IN ('captured', 'authorized', 'capturing', 'voiding', 'voided')))`,
  },
  {
    name: 'I5 money was taken by the payments that say so, and by no other',
    sql: `SELECT id, status FROM payments WHERE (status = 'captured' AND amount > 0) <> (captured_amount > 0)`,
  },
  {
    name: 'I6 a promotion is used as often as live orders use it, and never beyond its limit',
    sql: `SELECT p.id, p.used_count, p.usage_limit, count(u.order_id) AS uses FROM promotions p
      LEFT JOIN promotion_uses u ON u.promotion_id = p.id AND u.released_at IS NULL GROUP BY p.id
      HAVING p.used_count <> uses OR uses > p.usage_limit`,
  },
  {
    name: 'I6 no customer uses a promotion more often than it allows',
    sql: `SELECT p.id, u.customer, count(*) AS uses FROM promotions p
      JOIN promotion_uses u ON u.promotion_id = p.id AND u.released_at IS NULL GROUP BY p.id, u.customer
      HAVING uses > p.per_customer_limit`,
  },
  {
    name: 'I6 a use counts while its order lives, and ends with it',
    sql: `SELECT o.id, o.status, u.released_at FROM promotion_uses u JOIN orders o ON o.id = u.order_id
      WHERE o.status IN ('canceled', 'expired') AND u.released_at IS NULL`,
  },
  {
    name: 'I6 every discount of a live order is counted as a use',
    sql: `SELECT o.id, d.value ->> 'promotionId' AS promotion FROM orders o JOIN json_each(o.discounts) d
      LEFT JOIN promotion_uses u ON u.order_id = o.id AND u.promotion_id = d.value ->> 'promotionId' AND u.released_at IS NULL
      WHERE o.status NOT IN ('canceled', 'expired') AND u.order_id IS NULL`,
  },
  {
    name: 'I7 a cart has one live order at most',
    sql: `SELECT cart_id, count(*) AS live FROM orders WHERE cart_id IS NOT NULL AND status NOT IN ('canceled', 'expired')
      GROUP BY cart_id HAVING live > 1`,
  },
  {
    name: 'I7 a cart is open, being paid or ordered as its live order says',
    sql: `SELECT c.id, c.status, o.status FROM carts c
      LEFT JOIN orders o ON o.cart_id = c.id AND o.status NOT IN ('canceled', 'expired')
      WHERE c.status <> CASE WHEN c.status = 'merged' AND o.id IS NULL THEN 'merged' WHEN o.id IS NULL THEN iif(c.id IN (
          SELECT x.cart_id FROM orders x JOIN order_history h ON h.order_id = x.id WHERE h.to_status = 'placed'), 'ordered', 'open')
        WHEN o.status = 'pending_payment' THEN 'ordering' ELSE 'ordered' END`,
  },
  {
    name: 'I7 an idempotency key stands for one order, and no order for two keys',
    sql: `SELECT k.key, k.subject_id FROM idempotency_keys k LEFT JOIN orders o ON o.id = k.subject_id
      WHERE k.procedure = 'orders.place' GROUP BY k.subject_id HAVING count(*) > 1 OR count(o.id) = 0`,
  },
  {
    name: 'I7 an answered key stands for an order whose payment is settled, an open one for one that waits',
    sql: `SELECT k.key, o.status FROM idempotency_keys k JOIN orders o ON o.id = k.subject_id
      WHERE k.procedure = 'orders.place' AND k.answer IS NULL AND o.status <> 'pending_payment'`,
  },
  {
    name: 'I8 every step of an order is announced once',
    sql: `SELECT h.order_id, h.to_status FROM order_history h
      LEFT JOIN outbox b ON b.subject_id = h.order_id AND b.topic = 'order.' || h.to_status AND b.payload ->> '$.to' = h.to_status
      GROUP BY h.id HAVING count(b.id) <> (SELECT count(*) FROM order_history s WHERE s.order_id = h.order_id AND s.to_status = h.to_status)`,
  },
  {
    name: 'I8 every order has a history',
    sql: 'SELECT id FROM orders WHERE id NOT IN (SELECT order_id FROM order_history)',
  },
]

/** Rules that the database itself enforces, provided that its settings and its file are intact. */
const guarded: readonly Rule[] = [
  { name: 'I9 no row points to a missing row', sql: 'PRAGMA foreign_key_check' },
  {
    name: 'I10 the file is whole',
    sql: "SELECT integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok'",
  },
]

/** Returns every breach of the shop's invariants in a database file, each as one sentence. Empty if there are none. */
export const findBrokenInvariants = (databasePath: string): string[] => {
  const judge = openJudge(databasePath)
  try {
    return judge.findBroken()
  } finally {
    judge.close()
  }
}

type Cell = string | number | null
type Row = Readonly<Record<string, Cell>>

/** Checks a running shop repeatedly. Each statement is prepared only once. */
export interface Judge {
  /** Finds every breach, as {@link findBrokenInvariants} does. */
  readonly findBroken: () => string[]
  /** Finds breaches of the shop's rules. Skips those that the database enforces (I9, I10, I12): check them last. */
  readonly findBrokenRules: () => string[]
  /** Runs any query and returns each row as an array. */
  readonly rows: (sql: string, ...args: readonly unknown[]) => unknown[][]
  readonly close: () => void
}

/** Opens a database file for reading only, to check its committed state. */
export const openJudge = (databasePath: string): Judge => {
  const file = new Sqlite(databasePath)
  file.exec('PRAGMA query_only = on')
  const prepared = new Map<string, Sqlite.Statement>()
  const prepare = (sql: string, isRaw: boolean): Sqlite.Statement => {
    const name = `${String(isRaw)} ${sql}`
    const statement = prepared.get(name) ?? file.prepare(sql)
    if (isRaw && !prepared.has(name)) statement.raw(true)
    prepared.set(name, statement)
    return statement
  }
  /** The driver returns untyped objects, one per row. */
  const read: Read = (sql) => prepare(sql, false).all([]) as Row[]
  const breaches = (some: readonly Rule[]) =>
    some.flatMap(({ name, sql }) => read(sql).map((row) => `${name}: ${JSON.stringify(row)}`))
  const findBrokenRules = () => [...breaches(rules), ...findBrokenHistories(read)]
  return {
    findBrokenRules,
    findBroken: () => [...findBrokenRules(), ...breaches(guarded), ...findFractionalMoney(read)],
    // In raw mode every row is an array.
    rows: (sql, ...args) => prepare(sql, true).all([...args]) as unknown[][],
    close: () => void file.close(),
  }
}

type Read = (sql: string) => Row[]

const findBrokenHistories = (read: Read): string[] => {
  const reached = new Map<Cell | undefined, Cell | undefined>()
  const faults: string[] = []
  for (const row of read('SELECT order_id, from_status, to_status FROM order_history ORDER BY order_id, seq')) {
    const { order_id: order, from_status: from, to_status: to } = row
    const follows = (reached.get(order) ?? null) === from
    if (!follows || !isStep(from, to))
      faults.push(`I11 a history is a path of the order machine: ${JSON.stringify(row)}`)
    reached.set(order, to)
  }
  for (const { id, status } of read('SELECT id, status FROM orders')) {
    if (reached.get(id) !== status)
      faults.push(`I11 a history ends in the order's status: ${String(id)} ${String(status)}`)
  }
  return faults
}

const isStep = (from: Cell | undefined, to: Cell | undefined): boolean => {
  if (from === null) return to === 'pending_payment'
  const status = orderStatuses.find((known) => known === from)
  return status !== undefined && Object.values(orderMachine[status]).some((next) => next === to)
}

const findFractionalMoney = (read: Read): string[] =>
  read(
    `SELECT m.name AS "table", c.name AS "column" FROM sqlite_schema m JOIN pragma_table_info(m.name) c
    WHERE m.type = 'table' AND (c.name LIKE '%amount' OR c.name IN ('on_hand', 'allocated', 'quantity') OR c.name LIKE '%_delta')`
  ).flatMap(({ table, column }) =>
    read(
      `SELECT "${String(column)}" AS value FROM "${String(table)}" WHERE typeof(value) NOT IN ('integer', 'null')`
    ).map(({ value }) => `I12 money and counts are integers: ${String(table)}.${String(column)} = ${String(value)}`)
  )
