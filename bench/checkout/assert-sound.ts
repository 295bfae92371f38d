import type { HandShop } from './replay.ts'

const counts = {
  orders: "select count(*) from orders where status = 'placed'",
  lines: 'select count(*) from order_lines',
  units: 'select sum(quantity) from order_lines',
  allocated: 'select sum(allocated) from stock_levels',
  ledger: 'select sum(allocated_delta) from stock_movements',
  oversold: 'select count(*) from stock_levels where allocated > on_hand',
  captured: "select count(*) from payments where status = 'captured' and captured_amount = amount",
  entries: "select count(*) from payment_entries where kind = 'captured'",
  answered: 'select count(*) from idempotency_keys where answer is not null',
  ordered: "select count(*) from carts where status = 'ordered'",
  announced: "select count(*) from outbox where topic = 'order.placed'",
} as const

/** The counts of a shop's records after its orders. */
export type Sums = Readonly<Record<keyof typeof counts, number>>

const sumsOf = (db: HandShop): Sums => {
  const one = (sql: string) => {
    const [row] = db.prepare(sql).raw(true).all([])
    return Number(Array.isArray(row) ? row[0] : 0)
  }
  const [first, ...rest] = Object.entries(counts)
  if (!first) throw new Error('There is nothing to count.')
  // The result has the same keys as `counts`, but `Object.fromEntries` loses their types.
  return Object.fromEntries([first, ...rest].map(([name, sql]) => [name, one(sql)])) as Sums
}

/** Throws if a shop with this many orders has lost, duplicated or oversold anything. Returns the counts. */
export const assertSound = (db: HandShop, orders: number): Sums => {
  const sums = sumsOf(db)
  const { units, allocated, ledger, oversold, ...rest } = sums
  const perOrder = [rest.orders, rest.captured, rest.entries, rest.answered, rest.ordered, rest.announced]
  const isSound =
    perOrder.every((count) => count === orders) && units === allocated && units === ledger && oversold === 0
  if (!isSound) throw new Error(`The orders do not add up: ${JSON.stringify(sums)}.`)
  return sums
}
