import { keptTables, removeOldRows, RETENTION_BATCH, retentionRules, statementOf } from '@tradepost/commerce'
import { schema } from '@tradepost/db'
import { eq } from 'drizzle-orm'
import { SQLiteAsyncDialect } from 'drizzle-orm/sqlite-core'
import Sqlite from 'libsql'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { playVisitor, strangeCalls } from './anonymous-visitors.ts'
import { findBrokenInvariants } from './invariants.ts'
import { byInvoice, newKey } from './order-desk.ts'
import type { TestShop } from './test-shop.ts'
import { makeClock, makeTestShop, newVisitor, only, orderInput } from './test-shop.ts'

const DAY_MS = 24 * 60 * 60 * 1000
let clock: ReturnType<typeof makeClock>
let shop: TestShop

beforeEach(async () => {
  clock = makeClock()
  shop = await makeTestShop({ now: clock.now })
})
afterEach(async () => {
  expect(findBrokenInvariants(shop.path)).toEqual([])
  await shop.close()
})

const removeAll = async () => {
  let removed = 0
  for (let step = await removeOldRows(shop.deps); step > 0; step = await removeOldRows(shop.deps)) removed += step
  return removed
}
const count = (table: string, where = '1') =>
  Number(only(shop.rows(`SELECT count(*) AS n FROM ${table} WHERE ${where}`))['n'])

/** Counts the rows of every table except those of the search index and of SQLite itself. */
const countAll = () => {
  const tables = shop.rows("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'")
  const names = tables.map(({ name }) => String(name)).filter((name) => !/^(?:sqlite_|product_search)/.test(name))
  return new Map(names.map((name) => [name, count(name)]))
}

test('retention: every table that anonymous callers add rows to has a rule, or a reason why its rows are kept', async () => {
  const variantIds = await shop.addProduct({ slug: 'mug', sku: 'MUG', onHand: 500 })
  const before = countAll()
  await strangeCalls(shop)
  for (let n = 0; n < 60; n++) await playVisitor(shop, { n, variantIds })
  const grown = [...countAll()].filter(([name, rows]) => rows > (before.get(name) ?? 0)).map(([name]) => name)
  expect(grown).toEqual(expect.arrayContaining(['carts', 'idempotency_keys', 'orders', 'outbox', 'registrations']))
  const known = new Set([...retentionRules.map(({ table }) => table), ...Object.keys(keptTables)])
  // Data of the shop's own products: relations, stock levels and reindexing.
  const own = ['related_products', 'stock_levels', 'reindex_queue']
  expect(grown.filter((name) => !known.has(name) && !own.includes(name))).toEqual([])
})

test.each(retentionRules)('retention: $rows are found by an index, and never more than a step at once', (rule) => {
  const { sql, params } = new SQLiteAsyncDialect().sqlToQuery(statementOf(rule, clock.now()))
  const database = new Sqlite(shop.path)
  const plan = database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(params)
  database.close()
  const details = plan.map((row) => String(Object(row).detail))
  expect(details.filter((detail) => detail.startsWith('SCAN'))).toEqual([])
  expect(params).toContain(RETENTION_BATCH)
})

test('retention: a step deletes a bounded number of rows, and the next goes on', async () => {
  const rows = Array.from({ length: RETENTION_BATCH + 50 }, (_, n) => ({
    subject: String(n).padStart(64, '0'),
    wholeAt: clock.now() + DAY_MS,
  }))
  await shop.deps.db.write((tx) => tx.insert(schema.allowances).values(rows))
  expect(await removeOldRows(shop.deps)).toBe(0)
  clock.pass(DAY_MS + 1)
  expect(await removeOldRows(shop.deps)).toBe(RETENTION_BATCH)
  expect(await removeOldRows(shop.deps)).toBe(50)
  expect(await removeOldRows(shop.deps)).toBe(0)
})

const fill = async (variantId: `var_${string}`) => {
  const visitor = newVisitor()
  const api = shop.as(visitor)
  await api.cart.addItem({ variantId, quantity: 1 })
  return { visitor, api }
}

test('carts: guests keep theirs for 45 days, empty ones for 2, accounts theirs for good', async () => {
  const variantId = only(await shop.addProduct({ slug: 'mug', onHand: 50 }))
  const full = await fill(variantId)
  const empty = await fill(variantId)
  await empty.api.cart.removeItem({ lineId: only((await empty.api.cart.get()).lines).id })
  const account = (await shop.signUp('ada')).api
  await account.cart.addItem({ variantId, quantity: 2 })
  clock.pass(2 * DAY_MS + 1)
  await removeAll()
  expect(count('carts')).toBe(2)
  expect((await full.api.cart.get()).itemCount).toBe(1)
  clock.pass(43 * DAY_MS)
  await removeAll()
  expect((await full.api.cart.get()).itemCount).toBe(0)
  expect(count('cart_lines')).toBe(1)
  expect(shop.rows("SELECT user_id IS NOT NULL AS isOwn FROM carts WHERE status = 'open'")).toEqual([{ isOwn: 1 }])
})

test('keys: an answer is kept for a week, and that of an order that still waits for longer', async () => {
  const variantId = only(await shop.addProduct({ slug: 'mug', onHand: 50 }))
  const placed = await fill(variantId)
  const input = orderInput(newKey())
  const first = await placed.api.orders.place(input)
  const waiting = await fill(variantId)
  const challenge = { method: 'test_card', cardNumber: '4000002500003155' } as const
  await waiting.api.orders.place(orderInput(newKey(), { payment: challenge })).catch(() => {})
  clock.pass(7 * DAY_MS - 1)
  await removeAll()
  expect(await placed.api.orders.place(input)).toEqual(first)
  clock.pass(2)
  await removeAll()
  expect(shop.rows('SELECT answer FROM idempotency_keys')).toEqual([{ answer: null }])
})

test('orders: a year of retention takes nothing of an order but the hashed network and the cart', async () => {
  const variantId = only(await shop.addProduct({ slug: 'mug', onHand: 50 }))
  const { api } = await fill(variantId)
  const { order } = await api.orders.place(orderInput(newKey(), byInvoice))
  expect(count('orders', 'client_hash IS NOT NULL')).toBe(1)
  clock.pass(30 * DAY_MS + 1)
  await removeAll()
  expect(count('orders', 'client_hash IS NOT NULL')).toBe(0)
  clock.pass(335 * DAY_MS)
  await removeAll()
  expect(count('carts')).toBe(0)
  expect(await api.orders.get({ id: order.id })).toEqual(order)
})

test('events: delivered ones go after 14 days, ones that wait for a mail server never', async () => {
  const { db } = shop.deps
  const event = (id: `evt_${string}`) => ({ id, topic: 'x', subjectId: 'x', payload: {}, createdAt: clock.now() })
  const [told, waiting] = ['evt_told', 'evt_waiting'] as const
  await db.write((tx) => tx.insert(schema.outbox).values([event(told), event(waiting)]))
  await db.write((tx) => tx.update(schema.outbox).set({ deliveredAt: clock.now() }).where(eq(schema.outbox.id, told)))
  clock.pass(14 * DAY_MS)
  await removeAll()
  expect(count('outbox')).toBe(2)
  clock.pass(1000 * DAY_MS)
  await removeAll()
  expect(shop.rows('SELECT id FROM outbox')).toEqual([{ id: waiting }])
})
