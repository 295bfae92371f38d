import { expireOrders, receiveProviderEvent, workProviderEvents } from '@tradepost/commerce'
import type { Deps } from '@tradepost/commerce'
import type { IdOf } from '@tradepost/contract'
import { fail } from '@tradepost/contract'
import { schema } from '@tradepost/db'
import { eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { findBrokenInvariants } from './invariants.ts'
import type { OrderDesk } from './order-desk.ts'
import { newKey, openDesk } from './order-desk.ts'
import { failureOf, makeClock, newVisitor, only, orderInput } from './test-shop.ts'

const HOUR_MS = 60 * 60 * 1000
const clock = makeClock()
let at: OrderDesk
let made = 0

beforeAll(async () => {
  at = await openDesk({ now: clock.now })
})
afterEach(() => expect(findBrokenInvariants(at.shop.path)).toEqual([]))
afterAll(() => at.shop.close())

const act = (id: IdOf<'order'>) => ({ id, idempotencyKey: newKey() })

/** Starts a checkout of two units of a new product, which waits for the buyer to pass a challenge. */
const begin = async () => {
  const slug = `late-${++made}`
  const sku = slug.toUpperCase()
  const variantId = only(await at.shop.addProduct({ slug, sku, price: '10.00', onHand: 5 }))
  const visitor = newVisitor({ address: slug })
  const api = at.shop.as(visitor)
  await api.cart.addItem({ variantId, quantity: 2 })
  const payment = { method: 'test_card', cardNumber: '4000002500003155' } as const
  const { orderId } = await api.checkout.start(orderInput(newKey(), { payment }))
  return { orderId, variantId, visitor, slug, sku }
}

/** Returns dependencies with a provider that does not answer. */
const silent = (): Deps => {
  const unheard = () => Promise.reject(new Error('silence'))
  return { ...at.shop.deps, payments: [{ ...at.shop.testPayments, find: unheard, void: unheard }] }
}

/** Expires an order while the provider is silent, then lets the buyer pay anyway, and stores the provider's event. */
const payLate = async (orderId: IdOf<'order'>, meanwhile: () => Promise<unknown> = async () => {}) => {
  clock.pass(HOUR_MS)
  await expireOrders(silent())
  await meanwhile()
  const reference = (await at.desk.get({ id: orderId })).payments[0]?.reference ?? ''
  await at.shop.testPayments.answerChallenge(reference, true)
  await receiveProviderEvent(at.shop.deps, 'test', { id: `evt_${orderId}`, type: 'captured', reference })
}

const stateOf = async (id: IdOf<'order'>) => {
  const { status, paymentStatus } = await at.desk.get({ id })
  return [status, paymentStatus]
}

test('expiry: an order that cannot be ended keeps no other from ending, and is told of', async () => {
  const wrong = await begin()
  const right = await begin()
  const reference = (await at.desk.get({ id: wrong.orderId })).payments[0]?.reference ?? ''
  const find: typeof at.shop.testPayments.find = async (asked) => {
    const found = await at.shop.testPayments.find(asked)
    return found && asked === reference ? { ...found, amount: found.amount + 1 } : found
  }
  clock.pass(HOUR_MS)
  const deps = { ...at.shop.deps, payments: [{ ...at.shop.testPayments, find }] }
  await expect(expireOrders(deps)).rejects.toThrow('1 reservations could not be ended.')
  expect(await stateOf(right.orderId)).toEqual(['expired', 'voided'])
  await expireOrders(at.shop.deps)
  expect(await stateOf(wrong.orderId)).toEqual(['expired', 'voided'])
})

test('expiry: a provider that is not set up any more keeps no stock', async () => {
  const { orderId } = await begin()
  clock.pass(HOUR_MS)
  await expireOrders({ ...at.shop.deps, payments: [] })
  expect((await at.desk.get({ id: orderId })).status).toBe('expired')
})

test('late: a shop that is busy when the money comes places the order later, and gives nothing back', async () => {
  const { orderId } = await begin()
  await payLate(orderId)
  const { db } = at.shop.deps
  let refused = 0
  const write: typeof db.write = (work, maxMs) =>
    ++refused === 1 ? Promise.reject(fail('busy', { retryAfterMs: 1 })) : db.write(work, maxMs)
  await workProviderEvents({ ...at.shop.deps, db: { ...db, write } })
  expect(refused).toBeGreaterThan(0)
  clock.pass(HOUR_MS)
  await workProviderEvents(at.shop.deps)
  expect(await stateOf(orderId)).toEqual(['placed', 'paid'])
  expect((await at.desk.get({ id: orderId })).refunds).toEqual([])
})

test('late: money for a product that was deleted goes back', async () => {
  const { orderId, slug } = await begin()
  await payLate(orderId, async () => {
    const { id, version } = only(at.shop.rows('SELECT id, version FROM products WHERE slug = ?', slug))
    // `rows` returns untyped values.
    const input = { id, version } as { id: IdOf<'product'>; version: number }
    await at.owner.api.admin.products.delete(input)
  })
  await workProviderEvents(at.shop.deps)
  expect(await stateOf(orderId)).toEqual(['expired', 'refunded'])
})

test('accepted: what is sold out by now is named to the staff', async () => {
  const { orderId, variantId, sku, slug } = await begin()
  await at.desk.transition({ ...act(orderId), to: 'expired' })
  await at.owner.api.admin.inventory.adjust({ variantId, delta: -4, reason: 'broken', idempotencyKey: newKey() })
  const { code, details } = await failureOf(at.desk.transition({ ...act(orderId), to: 'placed' }))
  const items = [{ sku, title: slug, requested: 2, available: 1 }]
  expect({ code, details }).toEqual({ code: 'order.out_of_stock', details: { items } })
})

test('accepted: the page of the payment says that the order is paid, as staff have', async () => {
  const { orderId, visitor } = await begin()
  await at.desk.transition({ ...act(orderId), to: 'placed' })
  const { status, payment, order } = await at.shop.as(visitor).checkout.status({ orderId })
  expect([status, order?.paymentStatus, payment.status]).toEqual(['placed', 'paid', 'captured'])
})

test('sign-in: whoever signs in while paying goes on with it, and nobody else can', async () => {
  const { orderId, visitor } = await begin()
  const { visitor: account } = await at.shop.signUp(`signs-in-${made}`)
  const signedIn = at.shop.as({ ...account, guest: visitor.guest })
  expect((await signedIn.checkout.status({ orderId })).payment.status).toBe('requires_action')
  for (const stranger of [at.shop.as(account), at.shop.as(newVisitor())]) {
    expect((await failureOf(stranger.checkout.status({ orderId }))).code).toBe('order.not_found')
    expect((await failureOf(stranger.checkout.complete({ orderId, challenge: 'passed' }))).code).toBe('order.not_found')
    expect((await failureOf(stranger.checkout.cancel({ orderId }))).code).toBe('order.not_found')
  }
  expect((await signedIn.checkout.complete({ orderId, challenge: 'passed' })).status).toBe('placed')
})

test('free: an order that was made dearer and then free again is paid', async () => {
  const free = {
    rates: JSON.parse('[{"currency":"EUR","freeFromAmount":0,"steps":[{"maxWeightGrams":null,"amount":0}]}]'),
  }
  await at.shop.deps.db.write((tx) =>
    tx.update(schema.shippingMethods).set(free).where(eq(schema.shippingMethods.isActive, true))
  )
  const { order } = await at.place([{ price: '0.00' }])
  const dear = only(await at.shop.addProduct({ slug: 'dear', sku: 'DEAR', price: '5.00', onHand: 5 }))
  const lines = order.lines.map(({ id, quantity }) => ({ lineId: id, quantity }))
  const edit = { ...act(order.id), version: 1, reason: 'x' }
  const dearer = await at.desk.edit({ ...edit, lines, add: [{ variantId: dear, quantity: 1 }] })
  expect([dearer.outstanding.amount, dearer.paymentStatus]).toEqual([500, 'unpaid'])
  const removed = dearer.lines.map(({ id, sku, quantity }) => ({ lineId: id, quantity: sku === 'DEAR' ? 0 : quantity }))
  const back = await at.desk.edit({ ...edit, ...act(order.id), version: 2, lines: removed })
  expect([back.total.amount, back.paymentStatus]).toEqual([0, 'paid'])
})
