import { schema } from '@tradepost/db'
import { eq, sql } from 'drizzle-orm'
import Sqlite from 'libsql'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { OrderDesk } from './order-desk.ts'
import { byInvoice, newKey, openDesk } from './order-desk.ts'
import { newVisitor, only, orderInput } from './test-shop.ts'

/** Records every statement that is prepared, until the function that it returns is called. */
const notePrepared = () => {
  const driver: { prepare: (sql: string) => object } = Sqlite.prototype
  const { prepare } = driver
  const noted = new Set<string>()
  driver.prepare = function (this: object, sql: string) {
    noted.add(sql)
    return prepare.call(this, sql)
  }
  return () => {
    driver.prepare = prepare
    return [...noted]
  }
}

/** Returns the tables that a statement scans without an index. */
const scannedBy = (database: InstanceType<typeof Sqlite>, sql: string): string[] =>
  database
    .prepare(`EXPLAIN QUERY PLAN ${sql}`)
    .all([])
    .map((row) => String(Object(row).detail))
    .flatMap((detail) => /^SCAN (\w+)/.exec(detail)?.[1] ?? [])

// The single row of settings, values passed as JSON, and the rows of a subquery.
const small = new Set(['shop_settings', 'json_each', 'wanted'])

let at: OrderDesk
beforeEach(async () => {
  at = await openDesk()
})
afterEach(() => at.shop.close())

/** Counts the statements that an act prepares, and returns their scans of tables that may be large. */
const scansOf = async (act: () => Promise<unknown>) => {
  const stop = notePrepared()
  await act()
  const statements = stop().filter((sql) => /^(?:select|insert|update|delete)/i.test(sql))
  const database = new Sqlite(at.shop.path)
  const scans = statements.flatMap((sql) => scannedBy(database, sql).map((table) => ({ table, sql })))
  database.close()
  return { count: statements.length, scans: scans.filter(({ table }) => !small.has(table)) }
}

test('place: no statement of an order looks through a table, however many carts, orders and promotions there are', async () => {
  const variantId = only(await at.shop.addProduct({ slug: 'mug', sku: 'MUG', price: '12.00', onHand: 9 }))
  const buyer = at.shop.as(newVisitor({ address: 'buyer' }))
  const { count, scans } = await scansOf(async () => {
    await buyer.cart.addItem({ variantId, quantity: 1 })
    await buyer.orders.place(orderInput(newKey()))
  })
  expect(count).toBeGreaterThan(20)
  expect(scans).toEqual([])
})

test('list: what staff look for is found by an index, also what only few orders of many are', async () => {
  await at.place()
  for (const filter of [
    { status: 'placed' },
    { paymentStatus: 'refunded' },
    { fulfilmentStatus: 'returned' },
    { search: 'TP-0000-0000' },
  ] as const) {
    const { count, scans } = await scansOf(() => at.desk.list(filter))
    expect(count).toBeGreaterThan(0)
    expect(scans).toEqual([])
  }
})

test('list: what an order says of its money follows its total, whichever is written first', async () => {
  const { order } = await at.place()
  const { shippingAmount, totalAmount } = schema.orders
  const dearer = { shippingAmount: sql`${shippingAmount} + 1`, totalAmount: sql`${totalAmount} + 1` }
  await at.shop.deps.db.write((tx) => tx.update(schema.orders).set(dearer).where(eq(schema.orders.id, order.id)))
  expect((await at.desk.list({})).items).toMatchObject([{ number: order.number, paymentStatus: 'partially_paid' }])
})

test('list: what an order says of its money follows what came back of it unpaid, whichever is written first', async () => {
  const { order } = await at.place([{}], byInvoice)
  const amount = { amount: 400, currency: 'EUR' as const }
  await at.desk.capture({ id: order.id, idempotencyKey: newKey(), amount })
  const creditedAmount = order.total.amount - amount.amount
  await at.shop.deps.db.write((tx) =>
    tx.update(schema.orders).set({ creditedAmount }).where(eq(schema.orders.id, order.id))
  )
  expect(await at.desk.get({ id: order.id })).toMatchObject({ paymentStatus: 'paid' })
})
