import type { FakeEvent } from '@tradepost/integrations/testing'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { atOnce, numbers, roundsOf, tally, timeFor } from './proof-shop.ts'
import type { StripeShop } from './stripe-shop.ts'
import { begin, openStripeShop, pay, statusOf, workedOff } from './stripe-shop.ts'

const ORDERS = roundsOf('WEBHOOK_ORDERS', 24)
vi.setConfig({ testTimeout: timeFor(ORDERS) })

let at: StripeShop
let mug: `var_${string}`
beforeAll(async () => {
  at = await openStripeShop()
  mug = await at.shop.product('mug', 10_000)
})
afterEach(async () => {
  await at.fake.webhooks.release()
  await workedOff(at)
  expect(at.faults()).toEqual([])
})
afterAll(() => at.close())

const eventsOf = (intent: string): FakeEvent[] =>
  at.fake.webhooks.events.filter(
    ({ data: { object } }) => object['id'] === intent || object['payment_intent'] === intent
  )

const eventOf = (intent: string, type: string): FakeEvent => {
  const event = eventsOf(intent).find((one) => one.type === type)
  if (!event) throw new Error(`Stripe has told nothing of ${type}.`)
  return event
}

const post = (body: string, signature: string | null) =>
  fetch(`${at.shop.url}/webhooks/stripe`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(signature === null ? {} : { 'stripe-signature': signature }) },
    body,
  })

const stepsOf = (orderId: string) =>
  at.shop.rows('SELECT to_status AS status FROM order_history WHERE order_id = ? ORDER BY id', orderId)
const announcedOf = (orderId: string) =>
  at.shop.rows("SELECT id FROM outbox WHERE subject_id = ? AND topic = 'order.placed'", orderId)

test('webhook: one event ten times at once and ten times later: all answered 2xx, one effect, one announcement', async () => {
  at.fake.webhooks.hold()
  const { orderId, intent } = await pay(at, mug, 'told-often')
  expect(statusOf(at, orderId)).toBe('pending_payment')
  const event = eventOf(intent, 'payment_intent.succeeded')
  const first = await Promise.all(numbers(10).map(() => at.fake.webhooks.send(event)))
  await expect.poll(() => statusOf(at, orderId), { timeout: 20_000 }).toBe('placed')
  const later = await atOnce(numbers(10), 2, () => at.fake.webhooks.send(event))
  expect(tally([...first, ...later].map(({ status }) => String(status)))).toEqual({ 200: 20 })
  await workedOff(at)
  expect(stepsOf(orderId)).toEqual([{ status: 'pending_payment' }, { status: 'placed' }])
  expect(announcedOf(orderId)).toHaveLength(1)
})

/** Refunds as Stripe's own dashboard does: without the shop. */
const refundInDashboard = (intent: string, amount: number) =>
  fetch(`${at.fake.url}/v1/refunds`, {
    method: 'POST',
    headers: { authorization: `Bearer ${at.fake.secretKey}`, 'content-type': 'application/x-www-form-urlencoded' },
    body: `payment_intent=${intent}&amount=${amount}`,
  })

const permutations = <T>(items: readonly T[]): T[][] =>
  items.length === 0
    ? [[]]
    : items.flatMap((item, index) => permutations(items.toSpliced(index, 1)).map((rest) => [item, ...rest]))

const told = [
  'payment_intent.processing',
  'payment_intent.succeeded',
  'refund.created',
  'charge.refunded',
  'charge.dispute.created',
]

test(`webhook: five events in ${ORDERS} of their 120 orders: the same order, paid, with the same refund`, async () => {
  at.fake.webhooks.hold()
  const all = permutations(told)
  const orders = all.filter((_, n) => n % (all.length / ORDERS) === 0)
  const ends = await atOnce(orders, 4, async (order, n) => {
    const { orderId, clientSecret, intent } = await begin(at.shop, mug, `permutation-${n}`)
    at.fake.confirmFromBrowser(clientSecret, 'bank_debit')
    at.fake.finishProcessing(intent, true)
    expect((await refundInDashboard(intent, 100)).status).toBe(200)
    at.fake.dispute(intent)
    for (const type of order) expect((await at.fake.webhooks.send(eventOf(intent, type))).status).toBe(200)
    return orderId
  })
  await workedOff(at)
  const states = ends.map((orderId) =>
    JSON.stringify(
      at.shop.rows(
        `SELECT o.status, p.status AS payment, p.captured_amount - o.total_amount AS more, p.refunded_amount AS refunded,
          (SELECT count(*) FROM order_history h WHERE h.order_id = o.id) AS steps,
          (SELECT count(*) FROM payment_entries e WHERE e.payment_id = p.id) AS entries
        FROM orders o JOIN payments p ON p.order_id = o.id WHERE o.id = ?`,
        orderId
      )
    )
  )
  const end = [{ status: 'placed', payment: 'captured', more: 0, refunded: 100, steps: 2, entries: 2 }]
  expect(tally(states)).toEqual({ [JSON.stringify(end)]: ORDERS })
})

test('webhook: the last event alone, the others lost: what it is about is known whole', async () => {
  at.fake.webhooks.hold()
  const { orderId, intent } = await pay(at, mug, 'last-alone')
  await refundInDashboard(intent, 250)
  await at.fake.webhooks.send(eventOf(intent, 'charge.refunded'))
  await workedOff(at)
  expect(statusOf(at, orderId)).toBe('placed')
  const [payment] = at.shop.rows('SELECT refunded_amount FROM payments WHERE provider_reference = ?', intent)
  expect(payment).toEqual({ refunded_amount: 250 })
})

test('webhook: before the browser returns, and after it: one order, and both see it', async () => {
  at.fake.webhooks.hold()
  const early = await pay(at, mug, 'webhook-first')
  await at.fake.webhooks.send(eventOf(early.intent, 'payment_intent.succeeded'))
  await expect.poll(() => statusOf(at, early.orderId), { timeout: 20_000 }).toBe('placed')
  const late = await pay(at, mug, 'browser-first')
  for (const { guest, orderId, intent } of [early, late]) {
    const back = await guest.checkout.complete.mutate({ orderId })
    expect(back).toMatchObject({ status: 'placed', payment: { status: 'captured' }, order: { paymentStatus: 'paid' } })
    await at.fake.webhooks.send(eventOf(intent, 'payment_intent.succeeded'))
    await workedOff(at)
    expect(stepsOf(orderId)).toHaveLength(2)
    expect(announcedOf(orderId)).toHaveLength(1)
    expect((await guest.orders.get.query({ id: orderId })).number).toBe(back.number)
  }
})

test('webhook: both at the same moment, 20 times: one order each', async () => {
  const ids = await atOnce(numbers(20), 4, async (n) => {
    const { guest, orderId } = await pay(at, mug, `same-moment-${n}`)
    expect((await guest.checkout.complete.mutate({ orderId })).status).toBe('placed')
    return orderId
  })
  await at.fake.webhooks.settled()
  await workedOff(at)
  expect(tally(ids.map((id) => String(stepsOf(id).length)))).toEqual({ 2: 20 })
})

test('webhook: three days late it is what it was on its day', async () => {
  at.fake.webhooks.hold()
  const { orderId, intent } = await pay(at, mug, 'days-late')
  const event = { ...eventOf(intent, 'payment_intent.succeeded') }
  const late = { ...event, created: event.created - 3 * 24 * 60 * 60 }
  expect((await at.fake.webhooks.send(late)).status).toBe(200)
  await expect.poll(() => statusOf(at, orderId), { timeout: 20_000 }).toBe('placed')
})

test('webhook: what is not Stripe’s own word is refused with 400 and leaves no trace; what is about nothing of ours gets 200', async () => {
  at.fake.webhooks.hold()
  const { orderId, intent } = await pay(at, mug, 'not-believed')
  const event = eventOf(intent, 'payment_intent.succeeded')
  const { webhooks } = at.fake
  const before = at.shop.rows('SELECT count(*) AS n FROM provider_events')
  const refused = await Promise.all([
    webhooks.send(event, { secret: 'whsec_of_somebody_else' }),
    webhooks.send(event, { isUnsigned: true }),
    webhooks.send(event, { ageSeconds: 301 + 30 }),
    webhooks.send(event, { ageSeconds: -301 - 30 }),
    webhooks.send(event, { alter: (body) => body.replace('":', '" :') }),
    webhooks.send(event, { alter: (body) => `${body} ` }),
  ])
  expect(refused.map(({ status }) => status)).toEqual([400, 400, 400, 400, 400, 400])
  const { signature } = webhooks.sign(event)
  expect((await post('{}', signature)).status).toBe(400)
  expect((await post(JSON.stringify({ ...event, pad: 'x'.repeat(1024 * 1024) }), signature)).status).toBe(413)
  expect(at.shop.rows('SELECT count(*) AS n FROM provider_events')).toEqual(before)

  const taken = [
    await webhooks.send({ ...event, id: 'evt_live', livemode: true }),
    await webhooks.send({ ...event, id: 'evt_of_another_account', account: 'acct_other' }),
    await webhooks.send({ ...event, id: 'evt_unknown_type', type: 'sigma.scheduled_query_run.created' }),
  ]
  expect(taken.map(({ status }) => status)).toEqual([200, 200, 200])
  await workedOff(at)
  expect(statusOf(at, orderId)).toBe('pending_payment')
  expect((await webhooks.send(event)).status).toBe(200)
  await expect.poll(() => statusOf(at, orderId), { timeout: 20_000 }).toBe('placed')
})
