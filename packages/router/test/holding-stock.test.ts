import { expireOrders, makeQuotas } from '@tradepost/commerce'
import type { IdOf } from '@tradepost/contract'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findBrokenInvariants } from './invariants.ts'
import { byInvoice, newKey } from './order-desk.ts'
import { someShopSettings } from './some-settings.ts'
import type { ApiCaller, TestShop } from './test-shop.ts'
import { failureOf, makeClock, makeTestShop, newVisitor, only, orderInput } from './test-shop.ts'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS
let clock: ReturnType<typeof makeClock>
let shop: TestShop
let made = 0

beforeEach(async () => {
  clock = makeClock()
  shop = await makeTestShop({ now: clock.now, quotas: makeQuotas({ now: clock.now, factor: 1 }) })
})
afterEach(async () => {
  expect(findBrokenInvariants(shop.path)).toEqual([])
  await shop.close()
})

const product = async (onHand: number) => {
  const slug = `held-${++made}`
  return only(await shop.addProduct({ slug, sku: slug.toUpperCase(), price: '10.00', onHand }))
}

const challenge = { payment: { method: 'test_card', cardNumber: '4000002500003155' } } as const

type Way = 'invoice' | 'challenge' | 'card'

const order = async (api: ApiCaller, way: Way) => {
  if (way === 'challenge') return (await api.checkout.start(orderInput(newKey(), challenge))).orderId
  return (await api.orders.place(orderInput(newKey(), way === 'invoice' ? byInvoice : {}))).order.id
}

/** Orders as a new guest. Returns the failure, or null if the order succeeds. */
const tryToOrder = async (variantId: IdOf<'variant'>, way: Way, at: { quantity: number; address: string }) => {
  const api = shop.as(newVisitor({ address: at.address }))
  await api.cart.addItem({ variantId, quantity: at.quantity })
  return order(api, way).then(
    () => null,
    (error: unknown) => failureOf(Promise.reject(error))
  )
}

const allocated = (variantId: string) =>
  Number(only(shop.rows('SELECT sum(allocated) AS n FROM stock_levels WHERE variant_id = ?', variantId))['n'])

test('invoices: one anonymous client cannot hold all 102 units, by however many orders, and others still buy (row 6)', async () => {
  const variantId = await product(102)
  expect(await tryToOrder(variantId, 'invoice', { quantity: 102, address: '192.0.2.1' })).toMatchObject({
    code: 'order.unpaid_limit',
    details: { items: [{ requested: 102, available: 51 }] },
  })
  for (let n = 0; n < 40; n++) await tryToOrder(variantId, 'invoice', { quantity: 7, address: '192.0.2.1' })
  // Guests of one network may have 20 units on invoices.
  expect(allocated(variantId)).toBe(14)
  expect(await tryToOrder(variantId, 'card', { quantity: 40, address: '198.51.100.1' })).toBeNull()
})

test('challenges: one client cannot hold all 55 units by payments that it never ends, nor come back at once again and again (row 6)', async () => {
  const variantId = await product(55)
  let most = 0
  let refused: unknown
  for (let round = 0; round < 6; round++) {
    for (let n = 0; n < 8; n++) {
      const failure = await tryToOrder(variantId, 'challenge', { quantity: 9, address: '192.0.2.1' })
      if (failure?.code === 'rate_limited') refused = failure.details
    }
    most = Math.max(most, allocated(variantId))
    clock.pass(16 * MINUTE_MS)
    await expireOrders(shop.deps)
  }
  expect(most).toBeLessThanOrEqual(27)
  expect(allocated(variantId)).toBe(0)
  expect(refused).toEqual({ retryAfterMs: expect.any(Number) })
  expect(await tryToOrder(variantId, 'card', { quantity: 40, address: '198.51.100.1' })).toMatchObject({
    details: { items: [{ available: 27 }] },
  })
  expect(await tryToOrder(variantId, 'card', { quantity: 27, address: '198.51.100.1' })).toBeNull()
})

test('challenges: each further reservation that comes to nothing doubles the wait, canceled or run out, and a day forgives', async () => {
  const variantId = await product(30)
  const start = async (isCanceled: boolean) => {
    const visitor = newVisitor({ address: '192.0.2.1' })
    const api = shop.as(visitor)
    await api.cart.addItem({ variantId, quantity: 1 })
    const begun = await order(api, 'challenge').catch((error: unknown) => failureOf(Promise.reject(error)))
    if (typeof begun !== 'string') return Number(Object(begun.details).retryAfterMs)
    if (isCanceled) await api.checkout.cancel({ orderId: begun })
    else {
      clock.pass(16 * MINUTE_MS)
      await expireOrders(shop.deps)
    }
    return 0
  }
  for (let n = 0; n < 3; n++) expect(await start(n % 2 === 0)).toBe(0)
  const first = await start(true)
  expect(first).toBeGreaterThan(0)
  expect(first).toBeLessThanOrEqual(30 * MINUTE_MS)
  clock.pass(first)
  expect(await start(true)).toBe(0)
  const second = await start(true)
  expect(second).toBe(60 * MINUTE_MS)
  clock.pass(second)
  expect(await start(true)).toBe(0)
  expect(await start(true)).toBe(120 * MINUTE_MS)
  // The client can still buy other products, and this one again after a day.
  expect(await tryToOrder(await product(5), 'card', { quantity: 1, address: '192.0.2.1' })).toBeNull()
  clock.pass(DAY_MS)
  expect(await start(true)).toBe(0)
})

test('cards: declined cards are no reservations that came to nothing', async () => {
  const variantId = await product(30)
  const api = shop.as(newVisitor({ address: '192.0.2.1' }))
  await api.cart.addItem({ variantId, quantity: 1 })
  const declined = { payment: { method: 'test_card', cardNumber: '4000000000000002' } } as const
  for (let n = 0; n < 8; n++) {
    expect((await failureOf(api.orders.place(orderInput(newKey(), declined)))).code).toBe('payment.declined')
  }
  expect((await api.orders.place(orderInput(newKey()))).order.status).toBe('placed')
})

test('last units: a buyer may buy all 3 of 3, in each way of paying', async () => {
  for (const [n, way] of (['card', 'invoice', 'challenge'] as const).entries()) {
    const variantId = await product(3)
    expect(await tryToOrder(variantId, way, { quantity: 3, address: `192.0.2.${n}` })).toBeNull()
    expect(allocated(variantId)).toBe(3)
  }
})

test('open orders: a guest has five that wait for their money at most, and more once one is paid', async () => {
  const visitor = newVisitor({ address: '192.0.2.1' })
  const api = shop.as(visitor)
  const buy = async () => {
    await api.cart.addItem({ variantId: await product(5), quantity: 1 })
    return order(api, 'invoice')
  }
  const first = await buy()
  for (let n = 0; n < 4; n++) await buy()
  expect(await failureOf(buy())).toMatchObject({ code: 'order.unpaid_limit', details: { items: [], openOrders: 5 } })
  const owner = (await shop.signUp('olive', 'owner')).api
  await owner.admin.orders.capture({ id: first, idempotencyKey: newKey() })
  expect((await api.orders.place(orderInput(newKey(), byInvoice))).order.status).toBe('placed')
})

test('share: what the shop sets counts, and a hundred percent sets no limit', async () => {
  const owner = (await shop.signUp('olive', 'owner')).api
  await owner.admin.settings.setShop({ ...someShopSettings, unpaidSharePercent: 25 })
  const variantId = await product(80)
  const failure = await tryToOrder(variantId, 'card', { quantity: 80, address: '192.0.2.1' })
  expect(failure).toMatchObject({ details: { items: [{ requested: 80, available: 20 }] } })
  await owner.admin.settings.setShop({ ...someShopSettings, unpaidSharePercent: 100 })
  expect(await tryToOrder(variantId, 'card', { quantity: 80, address: '192.0.2.1' })).toBeNull()
})

test('guests on invoice: the shop’s limit counts for guests, not for accounts, and null sets none', async () => {
  const owner = (await shop.signUp('olive', 'owner')).api
  await owner.admin.settings.setShop({ ...someShopSettings, guestInvoiceUnits: 2 })
  const variantId = await product(30)
  const guest = { quantity: 3, address: '192.0.2.1' }
  expect(await tryToOrder(variantId, 'invoice', guest)).toMatchObject({ code: 'order.unpaid_limit' })
  expect(await tryToOrder(variantId, 'card', guest)).toBeNull()
  const { api } = await shop.signUp('ada')
  await api.cart.addItem({ variantId, quantity: 3 })
  await order(api, 'invoice')
  await owner.admin.settings.setShop({ ...someShopSettings, guestInvoiceUnits: null })
  expect(await tryToOrder(variantId, 'invoice', guest)).toBeNull()
})
