import type { NewPayment } from '@tradepost/commerce'
import { CodedError } from '@tradepost/contract'
import { afterEach, expect, test } from 'vitest'
import type { Delivery, FakeEvent } from '../testing/fake-stripe-webhooks.ts'
import type { FakeStripe } from '../testing/fake-stripe.ts'
import { startFakeStripe } from '../testing/fake-stripe.ts'
import { makeStripePayments } from './stripe-payments.ts'

const running: FakeStripe[] = []
afterEach(async () => {
  await Promise.all(running.splice(0).map((fake) => fake.stop()))
})

const NOW = Date.parse('2026-11-22T12:00:00.000Z')

const start = async (secretKey?: string) => {
  const fake = await startFakeStripe({ now: () => NOW })
  running.push(fake)
  const { url: apiBase, webhookSecret } = fake
  const settings = { secretKey: secretKey ?? fake.secretKey, webhookSecret, apiBase, now: () => NOW }
  return { fake, payments: await makeStripePayments(settings) }
}

const order: NewPayment = {
  idempotencyKey: 'pay_1',
  orderId: 'ord_01',
  orderNumber: 'T-1001',
  email: 'ada@example.com',
  amount: 2599,
  currency: 'EUR',
  capture: 'automatic',
  cardNumber: null,
}

const told = (fake: FakeStripe, type = 'payment_intent.created'): FakeEvent => {
  const event = fake.webhooks.events.find((event) => event.type === type)
  if (!event) throw new Error(`${type} has not happened.`)
  return event
}

/** Signs the event for a delivery and parses it as it arrives. */
const read = async ({ fake, payments }: Awaited<ReturnType<typeof start>>, delivery: Delivery = {}) => {
  const { body, signature } = fake.webhooks.sign(told(fake), delivery)
  return payments.parseWebhook(body, signature)
}

test('events: each kind that is about a payment names it, refunds and disputes too', async () => {
  const { fake, payments } = await start()
  const { reference, clientSecret } = await payments.create({ ...order, capture: 'manual' })
  fake.confirmFromBrowser(clientSecret ?? '', '4000000000000002')
  fake.confirmFromBrowser(clientSecret ?? '', '4242424242424242')
  await payments.capture({ idempotencyKey: 'cap_1', reference, amount: 2599 })
  fake.beginRefundsAs('pending')
  const refund = await payments.refund({ idempotencyKey: 'ref_1', reference, amount: 100 })
  fake.settleRefund(refund.reference, 'failed')
  fake.dispute(reference)
  const events = await Promise.all(
    fake.webhooks.events.map(async (event) => {
      const { body, signature } = fake.webhooks.sign(event)
      return { event, read: await payments.parseWebhook(body, signature) }
    })
  )
  expect(events.map(({ event }) => event.type)).toEqual([
    'payment_intent.created',
    'payment_intent.payment_failed',
    'payment_intent.amount_capturable_updated',
    'charge.captured',
    'payment_intent.succeeded',
    'refund.created',
    'charge.refunded',
    'charge.refund.updated',
    'refund.updated',
    'refund.failed',
    'charge.dispute.created',
  ])
  for (const { event, read } of events) expect(read).toEqual({ id: event.id, type: event.type, reference })
})

test('events: three days late is still good, signed anew as Stripe does', async () => {
  const shop = await start()
  const { reference } = await shop.payments.create(order)
  const old = (event: FakeEvent): FakeEvent => ({ ...event, created: event.created - 3 * 86_400 })
  expect(await read(shop, { change: old })).toMatchObject({ reference })
})

test('events: signed up to 300 s ago or ahead are good', async () => {
  const shop = await start()
  const { reference } = await shop.payments.create(order)
  expect(await read(shop, { ageSeconds: 300 })).toMatchObject({ reference })
  expect(await read(shop, { ageSeconds: -300 })).toMatchObject({ reference })
})

test.each<[string, Delivery]>([
  ['signed with another secret', { secret: 'whsec_other' }],
  ['not signed', { isUnsigned: true }],
  ['signed 301 s ago', { ageSeconds: 301 }],
  ['signed 301 s ahead', { ageSeconds: -301 }],
  ['signed three days ahead', { ageSeconds: -3 * 86_400 }],
  ['with one space more', { alter: (body) => `${body} ` }],
  ['with another amount', { alter: (body) => body.replace('2599', '2598') }],
  ['with a character cut off', { alter: (body) => body.slice(0, -1) }],
  ['without a body', { alter: () => '' }],
])('events: what comes %s is refused', async (_how, delivery) => {
  const shop = await start()
  await shop.payments.create(order)
  await expect(read(shop, delivery)).rejects.toThrow(CodedError)
  await expect(read(shop, delivery)).rejects.toMatchObject({ code: 'webhook.invalid_signature' })
})

test.each([
  ['', 'an empty header'],
  ['nonsense', 'no header of Stripe’s'],
  ['t=,v1=', 'an empty time and signature'],
  ['t=99999999999999,v1=00', 'a time far out'],
  ['v1=00', 'no time'],
  ['t=abc,v1=00', 'no number for a time'],
])('events: the header “%s” (%s) is refused', async (signature) => {
  const { fake, payments } = await start()
  await payments.create(order)
  const { body } = fake.webhooks.sign(told(fake))
  await expect(payments.parseWebhook(body, signature)).rejects.toMatchObject({ code: 'webhook.invalid_signature' })
})

test('events: a second time in the header does not make an old signature young', async () => {
  const { fake, payments } = await start()
  await payments.create(order)
  const { body, signature } = fake.webhooks.sign(told(fake), { ageSeconds: 3600 })
  const now = `t=${NOW / 1000}`
  for (const header of [`${now},${signature}`, `${signature},${now}`]) {
    await expect(payments.parseWebhook(body, header)).rejects.toMatchObject({ code: 'webhook.invalid_signature' })
  }
})

test.each<[string, (event: FakeEvent) => FakeEvent]>([
  ['of the other mode', (event) => ({ ...event, livemode: true })],
  ['of a connected account', (event) => ({ ...event, account: 'acct_other' })],
  ['of a kind that is not known', (event) => ({ ...event, type: 'customer.created' })],
  [
    'of a charge without a payment',
    (event) => ({ ...event, type: 'charge.succeeded', data: { object: { id: 'ch_1' } } }),
  ],
])('events: a rightly signed one %s is about no payment', async (_which, change) => {
  const shop = await start()
  await shop.payments.create(order)
  const { id } = told(shop.fake)
  expect(await read(shop, { change })).toMatchObject({ id, reference: null })
})

test('events: with a live key those of the test mode are about no payment, and live ones are', async () => {
  const test = await start()
  const { reference } = await test.payments.create(order)
  const { webhookSecret, url: apiBase } = test.fake
  const payments = await makeStripePayments({ secretKey: 'sk_live_1', webhookSecret, apiBase, now: () => NOW })
  const live = { fake: test.fake, payments }
  expect(await read(live)).toMatchObject({ reference: null })
  expect(await read(live, { change: (event) => ({ ...event, livemode: true }) })).toMatchObject({ reference })
})

test('events: one of a megabyte is read', async () => {
  const shop = await start()
  const { reference } = await shop.payments.create(order)
  const grow = (event: FakeEvent): FakeEvent => ({
    ...event,
    data: { object: { ...event.data.object, description: 'é'.repeat(500_000) } },
  })
  expect(await read(shop, { change: grow })).toMatchObject({ reference })
})

/** Returns JSON values of every type, and events that are invalid in one place each. */
const notEvents = (event: FakeEvent): unknown[] => [
  [],
  null,
  1,
  'text',
  true,
  {},
  [event],
  ...(['id', 'type', 'data'] as const).flatMap((key) =>
    [null, 1, [], {}, '', '\u0000', 'x'.repeat(300)].map((value) => ({ ...event, [key]: value }))
  ),
  ...[null, 1, 'pi_1'].map((object) => ({ ...event, data: { object } })),
]

test('events: JSON that is signed but no event is refused as such, whatever it is', async () => {
  const { fake, payments } = await start()
  await payments.create(order)
  const spoiled = notEvents(told(fake)).map((body) => JSON.stringify(body))
  for (const body of spoiled) {
    const { signature } = fake.webhooks.signBody(body)
    const refused = await payments.parseWebhook(body, signature).catch((error: unknown) => error)
    expect(refused instanceof CodedError && refused.code, body).toBe('request.invalid')
  }
  expect(spoiled).toHaveLength(31)
})
