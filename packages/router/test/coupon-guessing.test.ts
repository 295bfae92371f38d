import { makeQuotas } from '@tradepost/commerce'
import { openDatabase } from '@tradepost/db'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Account, TestShop } from './test-shop.ts'
import { callerOf, failureOf, makeClock, makeTestShop, newVisitor, only, orderInput } from './test-shop.ts'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS
let clock: ReturnType<typeof makeClock>
let shop: TestShop
let owner: Account

beforeEach(async () => {
  clock = makeClock()
  shop = await makeTestShop({ now: clock.now, quotas: makeQuotas({ now: clock.now, factor: 1 }) })
  owner = await shop.signUp('olive', 'owner')
})
afterEach(() => shop.close())

const reward = { kind: 'percent', basisPoints: 1000, on: { kind: 'everything' } } as const
const instant = (fromNow: number) => new Date(clock.now() + fromNow).toISOString()
const promote = (code: string, rest: object = {}) =>
  owner.api.admin.promotions.create({ title: code, code, reward, ...rest })

/** Creates a code of each kind that does not apply. Guests must not find out which of them exist. */
const makeDeadCodes = async () => {
  await promote('ENDED', { endsAt: instant(-DAY_MS), startsAt: instant(-2 * DAY_MS) })
  await promote('LATER', { startsAt: instant(DAY_MS) })
  await promote('OFF', { isActive: false })
  await promote('DOLLARS', { reward: { kind: 'amount', amounts: [{ currency: 'USD', amount: 100 }], on: reward.on } })
  await promote('USED-UP', { usageLimit: 1 })
  const variantId = only(await shop.addProduct({ slug: 'mug', onHand: 9 }))
  const buyer = shop.as(newVisitor({ address: '203.0.113.1' }))
  await buyer.cart.addItem({ variantId, quantity: 1 })
  await buyer.cart.applyCoupon({ code: 'USED-UP' })
  await buyer.orders.place(orderInput('uses-the-last'))
  return ['ENDED', 'LATER', 'OFF', 'DOLLARS', 'USED-UP', 'UNKNOWN']
}

test('coupons: a wrong code is answered alike, whether it is unknown, over, not yet there, used up or of another currency (row 8)', async () => {
  const answers = []
  for (const [n, code] of (await makeDeadCodes()).entries()) {
    const { code: error, details } = await failureOf(
      shop.as(newVisitor({ address: `192.0.2.${n}` })).cart.applyCoupon({ code })
    )
    answers.push({ error, reason: Object(details).reason })
  }
  expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(
    new Set([JSON.stringify({ error: 'coupon.refused', reason: 'not_found' })])
  )
})

test('coupons: a code that was in the cart before it ended says so, and who has used one before is told that', async () => {
  await promote('SOON-OVER', { endsAt: instant(DAY_MS) })
  await promote('ONCE', { perCustomerLimit: 1 })
  const variantId = only(await shop.addProduct({ slug: 'mug', onHand: 9 }))
  const { api } = await shop.signUp('ada')
  await api.cart.addItem({ variantId, quantity: 1 })
  await api.cart.applyCoupon({ code: 'ONCE' })
  const { email: _, ...input } = orderInput('uses-once')
  await api.orders.place(input)
  expect((await failureOf(api.cart.applyCoupon({ code: 'ONCE' }))).details).toMatchObject({ reason: 'used_by_you' })
  await api.cart.applyCoupon({ code: 'SOON-OVER' })
  clock.pass(2 * DAY_MS)
  expect((await api.cart.get()).coupons).toMatchObject([{ code: 'SOON-OVER', refusal: 'ended' }])
})

/** Makes `count` guesses at once, each as the visitor from `visitorOf`, and returns how many were checked. */
const guess = async (count: number, visitorOf: (n: number) => ReturnType<typeof newVisitor>) => {
  const tries = Array.from({ length: count }, (_, n) =>
    failureOf(shop.as(visitorOf(n)).cart.applyCoupon({ code: `GUESS-${n}` }))
  )
  const codes = (await Promise.all(tries)).map(({ code }) => code)
  return codes.filter((code) => code === 'coupon.refused').length
}

test('coupons: of 300 guesses at once, 10 of a guest and 30 of a network are looked at, and one more with time (row 8)', async () => {
  const guest = newVisitor({ address: '192.0.2.1', guest: 'a-guest-that-guesses-codes1' })
  expect(await guess(300, () => guest)).toBe(10)
  expect(await guess(300, () => newVisitor({ address: '192.0.2.1' }))).toBe(20)
  expect(await guess(10, () => newVisitor({ address: '192.0.2.1' }))).toBe(0)
  clock.pass(2 * MINUTE_MS)
  expect(await guess(10, () => newVisitor({ address: '192.0.2.1' }))).toBe(1)
  expect(await guess(200, (n) => newVisitor({ address: `2001:db8:1:${n.toString(16)}::1` }))).toBe(120)
})

test('coupons: a restart forgives no guesses', async () => {
  const guest = newVisitor({ address: '192.0.2.1' })
  await guess(10, () => guest)
  await shop.deps.db.close()
  const db = await openDatabase({ url: `file:${shop.path}` })
  const restarted = callerOf({ ...shop.deps, db, quotas: makeQuotas({ now: clock.now, factor: 1 }) })
  expect((await failureOf(restarted(guest).cart.applyCoupon({ code: 'GUESS' }))).code).toBe('rate_limited')
  await db.close()
})

test('coupons: good codes use nothing up', async () => {
  await promote('GOOD')
  const api = shop.as(newVisitor({ address: '192.0.2.1' }))
  for (let n = 0; n < 25; n++) {
    expect((await api.cart.applyCoupon({ code: 'good' })).coupons).toHaveLength(1)
    await api.cart.removeCoupon({ code: 'GOOD' })
  }
})
