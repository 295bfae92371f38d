import { errorOf } from '@tradepost/client'
import Sqlite from 'libsql'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findBrokenInvariants } from '../../../packages/router/test/invariants.ts'
import { importProducts, newGuest, orderInput, signInAsOwner } from './buyers.ts'
import type { RunningServer } from './run-server.ts'
import { makeShopFolder, runServer } from './run-server.ts'

const { folder, remove } = makeShopFolder()
let server: RunningServer

beforeAll(async () => {
  server = await runServer(folder, { LOG_LEVEL: 'error' })
})

afterAll(async () => {
  await server.stop()
  remove()
})

const rowOf = (sql: string, ...args: unknown[]): Record<string, unknown> => {
  const file = new Sqlite(server.databasePath)
  try {
    const row: unknown = file.prepare(sql).all(args)[0]
    return Object.fromEntries(Object.entries(Object(row)))
  } finally {
    file.close()
  }
}

test('place: 200 buyers, 100 units: exactly 100 orders, 100 typed out_of_stock, and the rows agree', async () => {
  const owner = await signInAsOwner(server)
  const [variantId] = await importProducts(owner, { 'last-hundred': 100 })
  if (!variantId) throw new Error('no variant')
  const guests = Array.from({ length: 200 }, () => newGuest(server.url))
  await Promise.all(guests.map((guest) => guest.cart.addItem.mutate({ variantId, quantity: 1 })))

  const answers = await Promise.allSettled(
    guests.map((guest, n) => guest.orders.place.mutate(orderInput(`buyer-no-${n}`)))
  )

  const placed = answers.filter((answer) => answer.status === 'fulfilled')
  const refused = answers.filter((answer) => answer.status === 'rejected').map(({ reason }) => errorOf(reason))
  expect(placed).toHaveLength(100)
  expect(refused).toHaveLength(100)
  for (const error of refused) {
    expect(error).toMatchObject({
      code: 'order.out_of_stock',
      httpStatus: 409,
      details: { items: [{ sku: 'LAST-HUNDRED', requested: 1, available: 0 }] },
    })
  }
  for (const { value } of placed) expect(value.order).toMatchObject({ status: 'placed', paymentStatus: 'paid' })
  expect(rowOf('SELECT on_hand, allocated FROM stock_levels WHERE variant_id = ?', variantId)).toMatchObject({
    on_hand: 100,
    allocated: 100,
  })
  const counts = rowOf(`SELECT
    (SELECT count(*) FROM orders) AS orders, (SELECT count(DISTINCT number) FROM orders) AS numbers,
    (SELECT count(*) FROM payments WHERE status = 'captured') AS captured, (SELECT sum(quantity) FROM order_lines) AS units,
    (SELECT sum(allocated_delta) FROM stock_movements) AS moved,
    (SELECT count(*) FROM outbox WHERE topic = 'order.placed') AS announced`)
  expect(counts).toMatchObject({ orders: 100, numbers: 100, captured: 100, units: 100, moved: 100, announced: 100 })
  expect(findBrokenInvariants(server.databasePath)).toEqual([])
})

test('place: the same call twenty times with one key, at once and afterwards: one order, the same bytes', async () => {
  const owner = await signInAsOwner(server, 'second-owner@shop.test')
  const [variantId] = await importProducts(owner, { 'plenty-there': 50 })
  if (!variantId) throw new Error('no variant')
  const cookie = await fillCart(variantId)
  const before = rowOf('SELECT count(*) AS n FROM orders')['n']

  const atOnce = await Promise.all(Array.from({ length: 10 }, () => placeRaw(cookie, 'one-key-for-all')))
  const afterwards: string[] = []
  for (let n = 0; n < 10; n++) afterwards.push(await placeRaw(cookie, 'one-key-for-all'))

  expect(new Set([...atOnce, ...afterwards]).size).toBe(1)
  expect(atOnce[0]).toContain('"status":"placed"')
  expect(rowOf('SELECT count(*) AS n FROM orders')['n']).toBe(Number(before) + 1)
  expect(rowOf('SELECT allocated FROM stock_levels WHERE variant_id = ?', variantId)).toMatchObject({ allocated: 1 })
  const other = await fetch(
    `${server.url}/trpc/orders.place`,
    requestOf(cookie, { ...orderInput('one-key-for-all'), email: 'b@c.de' })
  )
  expect(other.status).toBe(409)
  expect(await other.json()).toMatchObject({ error: { data: { code: 'idempotency.conflict' } } })
  expect(findBrokenInvariants(server.databasePath)).toEqual([])
})

const requestOf = (cookie: string, body: unknown): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', origin: server.url, ...(cookie ? { cookie } : {}) },
  body: JSON.stringify(body),
})

const fillCart = async (variantId: string): Promise<string> => {
  const answer = await fetch(`${server.url}/trpc/cart.addItem`, requestOf('', { variantId, quantity: 1 }))
  return answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''
}

const placeRaw = async (cookie: string, key: string): Promise<string> =>
  (await fetch(`${server.url}/trpc/orders.place`, requestOf(cookie, orderInput(key)))).text()
