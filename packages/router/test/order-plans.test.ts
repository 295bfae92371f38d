import Sqlite from 'libsql'
import { expect, test } from 'vitest'
import { makeTestShop, newVisitor, only, orderInput } from './test-shop.ts'

/** Notes the text of every statement that is prepared from now on. */
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

/** Names what a statement looks at row by row, with nothing to find it by. */
const scannedBy = (database: InstanceType<typeof Sqlite>, sql: string): string[] =>
  database
    .prepare(`EXPLAIN QUERY PLAN ${sql}`)
    .all([])
    .map((row) => String(Object(row).detail))
    .flatMap((detail) => /^SCAN (\w+)/.exec(detail)?.[1] ?? [])

// The one row of settings, values that were handed in as JSON, and what a subquery has found already.
const small = new Set(['shop_settings', 'json_each', 'wanted'])

test('place: no statement of an order looks through a table, however many carts, orders and promotions there are', async () => {
  const shop = await makeTestShop()
  const variantId = only(await shop.addProduct({ slug: 'mug', sku: 'MUG', price: '12.00', onHand: 9 }))
  const buyer = shop.as(newVisitor({ address: 'buyer' }))
  const stop = notePrepared()
  await buyer.cart.addItem({ variantId, quantity: 1 })
  await buyer.orders.place(orderInput('a-key-of-this-test'))
  const statements = stop().filter((sql) => /^(?:select|insert|update|delete)/i.test(sql))
  expect(statements.length).toBeGreaterThan(20)
  const database = new Sqlite(shop.path)
  try {
    const scans = statements.flatMap((sql) => scannedBy(database, sql).map((table) => ({ table, sql })))
    expect(scans.filter(({ table }) => !small.has(table))).toEqual([])
  } finally {
    database.close()
    await shop.close()
  }
})
