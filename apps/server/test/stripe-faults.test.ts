import type { Fault, FaultScope } from '@tradepost/integrations/testing'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { goodCard, numbers, outcomeOf } from './proof-shop.ts'
import type { StripeShop } from './stripe-shop.ts'
import { begin, openStripeShop, orderByStripe, pay, statusOf, workedOff } from './stripe-shop.ts'

// Not a measure of speed: without a bound, the response would never come.
const BOUND_MS = 30_000
const RECOVERED_MS = 60_000

type Asked = Parameters<NonNullable<FaultScope['matches']>>[0]

let at: StripeShop
let mug: `var_${string}`
beforeAll(async () => {
  at = await openStripeShop()
  mug = await at.shop.product('mug', 10_000)
})
afterAll(async () => {
  await workedOff(at)
  const faults = at.faults()
  await at.close()
  expect(faults).toEqual([])
})

/** Matches requests for one payment only, so that faults of several payments can be set at the same time. */
const opening =
  (amount: number) =>
  ({ path, params }: Asked): boolean =>
    path === '/v1/payment_intents' && params.get('amount') === String(amount)
const refunding =
  (intent: string) =>
  ({ method, params }: Asked): boolean =>
    method === 'POST' && params.get('payment_intent') === intent
const finding =
  (intent: string) =>
  ({ method, path }: Asked): boolean =>
    method === 'GET' && path.endsWith(intent)

// The SDK repeats a request once after a reset, so the shop notices only two resets.
const faults: readonly { name: string; fault: Fault; times?: number }[] = [
  { name: 'a blackhole', fault: { kind: 'blackhole' } },
  { name: 'a blackhole after all was done', fault: { kind: 'blackhole', isDone: true } },
  { name: 'an answer after 10 s', fault: { kind: 'delay', ms: 10_000 } },
  { name: '500', fault: { kind: 'status', status: 500 } },
  { name: '500 kept under the key', fault: { kind: 'status', status: 500, isKept: true } },
  { name: '429', fault: { kind: 'status', status: 429 } },
  { name: 'a reset after the request', fault: { kind: 'reset' }, times: 2 },
  { name: 'a reset after the answer', fault: { kind: 'lost_answer' }, times: 2 },
  { name: 'truncated JSON', fault: { kind: 'truncated' } },
]

const bounded = <T>(call: Promise<T>): Promise<T> =>
  Promise.race([
    call,
    new Promise<never>((_, reject) => setTimeout(() => reject(new Error('no answer in time')), BOUND_MS).unref()),
  ])

/** Waits until a call has the wanted outcome. It also works in concurrent tests. */
const until = (look: () => unknown, wanted: string) =>
  vi.waitFor(async () => expect(await look()).toBe(wanted), { timeout: RECOVERED_MS, interval: 250 })

const ledgerOf = (orderId: string) => at.fake.ledger().filter((row) => row.orderId === orderId)
const kept = new Set(['ok', 'payment.provider_unavailable'])

test.concurrent.each(faults.map((row, n) => ({ ...row, n })))(
  'stripe: $name while a payment is opened: the buyer is told so, and the same key goes on to one charge',
  async ({ name, fault, n, times = 1 }) => {
    const guest = at.shop.guest()
    const { totals } = await guest.cart.addItem.mutate({ variantId: mug, quantity: 2 + n })
    const input = orderByStripe(`open-${name}`.replaceAll(/\W+/g, '-'))
    at.fake.faults.add(fault, { times, matches: opening(totals.total.amount) })
    expect(kept).toContain(await bounded(outcomeOf(guest.checkout.start.mutate(input))))
    await until(() => outcomeOf(guest.checkout.start.mutate(input)), 'ok')
    const { orderId, payment, status } = await guest.checkout.start.mutate(input)
    expect(status).toBe('pending_payment')
    at.fake.confirmFromBrowser(payment.clientSecret ?? '', goodCard)
    expect((await guest.checkout.complete.mutate({ orderId })).status).toBe('placed')
    expect(ledgerOf(orderId)).toMatchObject([{ charges: 1, refunded: 0 }])
  }
)

test.concurrent.each(faults.map((row, n) => ({ ...row, n })))(
  'stripe: $name while a paid buyer returns: nothing is lost, and the order is placed by itself',
  async ({ name, fault, times = 1 }) => {
    const key = `return-${name}`.replaceAll(/\W+/g, '-')
    const { guest, orderId, clientSecret, intent } = await begin(at.shop, mug, key)
    at.fake.faults.add(fault, { times, matches: finding(intent) })
    at.fake.confirmFromBrowser(clientSecret, goodCard)
    expect(kept).toContain(await bounded(outcomeOf(guest.checkout.complete.mutate({ orderId }))))
    await until(() => statusOf(at, orderId), 'placed')
    expect(ledgerOf(orderId)).toMatchObject([{ charges: 1, refunded: 0 }])
  }
)

test.concurrent.each(faults.map((row, n) => ({ ...row, n })))(
  'stripe: $name while money is given back: it goes back once',
  async ({ name, fault, times = 1 }) => {
    const key = `refund-${name}`.replaceAll(/\W+/g, '-')
    const { guest, orderId, intent } = await pay(at, mug, key)
    await guest.checkout.complete.mutate({ orderId })
    at.fake.faults.add(fault, { times, matches: refunding(intent) })
    const input = {
      id: orderId,
      idempotencyKey: `${key}-staff`,
      amount: { amount: 700, currency: 'EUR' as const },
      reason: 'x',
    }
    const refund = () => bounded(outcomeOf(at.shop.owner.admin.orders.refund.mutate(input)))
    expect(kept).toContain(await refund())
    await until(refund, 'ok')
    await workedOff(at)
    expect(ledgerOf(orderId)).toMatchObject([{ charges: 1, refunded: 700 }])
  }
)

test('stripe: connections are refused: carts still work, orders wait, and all are settled when it is back', async () => {
  const waiting = await pay(at, mug, 'refused-before')
  at.fake.webhooks.hold()
  await at.fake.refuseConnections()
  const guests = numbers(14).map(() => at.shop.guest())
  const outcomes: string[] = []
  for (const [n, guest] of guests.entries()) {
    await guest.cart.addItem.mutate({ variantId: mug })
    outcomes.push(await bounded(outcomeOf(guest.checkout.start.mutate(orderByStripe(`refused-${n}-key`)))))
  }
  expect(new Set(outcomes)).toEqual(new Set(['payment.provider_unavailable']))
  const open = at.shop.rows("SELECT id FROM orders WHERE status = 'pending_payment'")
  expect(open.length).toBeGreaterThanOrEqual(guests.length)

  await at.fake.acceptConnections()
  await at.fake.webhooks.release()
  for (const [n, guest] of guests.entries()) {
    const input = orderByStripe(`refused-${n}-key`)
    await until(() => outcomeOf(guest.checkout.start.mutate(input)), 'ok')
  }
  await until(() => statusOf(at, waiting.orderId), 'placed')
  expect(ledgerOf(waiting.orderId)).toMatchObject([{ charges: 1 }])
}, 150_000)

test('stripe: after ten failures in a row it is left alone: callers are answered without a request, until it is back', async () => {
  at.fake.faults.add({ kind: 'status', status: 500 }, { times: 1000 })
  for (const n of numbers(10)) {
    const guest = at.shop.guest()
    await guest.cart.addItem.mutate({ variantId: mug })
    await outcomeOf(guest.checkout.start.mutate(orderByStripe(`left-alone-${n}`)))
  }
  const outcomes: string[] = []
  const before = at.fake.requests.length
  const guest = at.shop.guest()
  await guest.cart.addItem.mutate({ variantId: mug })
  for (const n of numbers(10))
    outcomes.push(await outcomeOf(guest.checkout.start.mutate(orderByStripe(`left-alone-again-${n}`))))
  // The first of them locks the cart. Requests of the jobs during this time count too.
  expect(outcomes[0]).toBe('payment.provider_unavailable')
  expect(at.fake.requests.length - before).toBeLessThan(10)
  at.fake.faults.clear()
  await until(() => outcomeOf(begin(at.shop, mug, `back-${Date.now()}`)), 'ok')
}, 150_000)
