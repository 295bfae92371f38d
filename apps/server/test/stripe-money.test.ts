import type { AdminOrder } from '@tradepost/contract'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { readMails } from './accounts.ts'
import type { Begun, StripeShop } from './stripe-shop.ts'
import { begin, openStripeShop, pay, statusOf, workedOff } from './stripe-shop.ts'

let at: StripeShop
let lamp: `var_${string}`
let made = 0

beforeAll(async () => {
  at = await openStripeShop({ DEV_MAILBOX: 'true' })
  lamp = await at.shop.product('lamp', 1000)
})
afterEach(async () => {
  await workedOff(at)
  expect(at.faults()).toEqual([])
})
afterAll(() => at.close())

const newKey = () => `key-of-stripe-money-${++made}`
const seen = (orderId: string): Promise<AdminOrder> =>
  at.shop.owner.admin.orders.get.query({ id: orderId as AdminOrder['id'] })

const placed = async (): Promise<Begun> => {
  const begun = await pay(at, lamp, newKey())
  await expect.poll(() => statusOf(at, begun.orderId), { timeout: 20_000 }).toBe('placed')
  return begun
}

const refund = ({ orderId }: Begun, amount: AdminOrder['total']) =>
  at.shop.owner.admin.orders.refund.mutate({ id: orderId, idempotencyKey: newKey(), amount, reason: 'damaged' })

test.each([
  ['as Stripe did before API version 2025-03-31', true],
  ['as Stripe does', false],
])('capture: of a part, nothing is refunded and all of it refundable, counted %s', async (_, counts) => {
  at.fake.countReleased(counts)
  await at.shop.set({ captureMode: 'manual' })
  const { orderId, intent } = await placed()
  await at.shop.set({ captureMode: 'automatic' })
  const { total } = await seen(orderId)
  const part = { ...total, amount: total.amount - 500 }
  await at.shop.owner.admin.orders.capture.mutate({ id: orderId, idempotencyKey: newKey(), amount: part })
  await at.fake.webhooks.settled()
  await workedOff(at)
  const none = { ...total, amount: 0 }
  expect(await seen(orderId)).toMatchObject({ paid: part, refunded: none, refundable: part, refunds: [] })
  // Stripe sends the payment's events again, including a refund event without a refund.
  for (const event of at.fake.webhooks.events.filter(({ data }) => data.object['id'] === intent)) {
    await at.fake.webhooks.send({ ...event, id: `${event.id}_again` })
  }
  await workedOff(at)
  expect(await seen(orderId)).toMatchObject({ paid: part, refunded: none, refundable: part })
  const all = await at.shop.owner.admin.orders.refund.mutate({
    id: orderId,
    idempotencyKey: newKey(),
    amount: part,
    reason: 'damaged',
  })
  expect(all).toMatchObject({ refunded: part, refundable: none, paymentStatus: 'refunded' })
})

/** The events that Stripe sends when a bank returns a refund. */
const failing = ['charge.refund.updated', 'refund.updated', 'refund.failed']
const orders = [
  failing,
  failing.toReversed(),
  ['refund.failed', 'refund.failed', 'charge.refund.updated', 'refund.updated', 'refund.failed'],
  ['charge.refund.updated'],
]

test.each(orders.map((types) => [types]))(
  'refund: one that fails after it succeeded is owed again and told to staff once, told by %j',
  async (types) => {
    const begun = await placed()
    const { total } = await seen(begun.orderId)
    const ten = { ...total, amount: 100 }
    const after = await refund(begun, ten)
    expect(after).toMatchObject({ refunded: ten, refunds: [{ status: 'succeeded' }] })
    const [row] = at.shop.rows('SELECT provider_reference AS id FROM refunds WHERE order_id = ?', begun.orderId)
    const reference = String(row?.['id'])
    at.fake.webhooks.hold()
    at.fake.settleRefund(reference, 'failed')
    const held = at.fake.webhooks.events.filter(({ data }) => data.object['id'] === reference)
    await at.fake.webhooks.release(() => [])
    for (const type of types) {
      const event = held.find((one) => one.type === type)
      if (event) await at.fake.webhooks.send(event)
    }
    await workedOff(at)
    const now = await seen(begun.orderId)
    expect(now).toMatchObject({
      refunded: { amount: 0 },
      refundable: total,
      paymentStatus: 'paid',
      refunds: [{ status: 'failed', amount: ten }],
    })
    expect(now.timeline.filter(({ kind }) => kind === 'refund_failed')).toHaveLength(1)
    const toStaff = async () =>
      (await readMails(at.shop.server())).filter(({ subject }) => subject === `Refund failed for ${now.number}`)
    await expect.poll(async () => (await toStaff()).length, { timeout: 20_000 }).toBe(1)
    // It is refunded again, and late events do not undo that.
    expect(await refund(begun, total)).toMatchObject({ refunded: total, paymentStatus: 'refunded' })
    for (const event of held) await at.fake.webhooks.send({ ...event, id: `${event.id}_late` })
    await workedOff(at)
    expect(await seen(begun.orderId)).toMatchObject({ refunded: total, refundable: { amount: 0 } })
    expect(await toStaff()).toHaveLength(1)
  }
)

test('webhook: what is signed but no event is answered 400 and a code, and leaves no line in the log', async () => {
  await begin(at.shop, lamp, newKey())
  const before = at.shop.server().output()
  for (const body of ['[]', 'null', '{}', '"x"', '{"id":"evt_1","type":"refund.failed","data":[]}']) {
    const headers = { 'stripe-signature': at.fake.webhooks.signBody(body).signature ?? '' }
    const answer = await fetch(`${at.shop.url}/webhooks/stripe`, { method: 'POST', headers, body })
    expect([answer.status, await answer.json()]).toMatchObject([400, { error: { data: { code: 'request.invalid' } } }])
  }
  expect(at.shop.server().output()).toBe(before)
})
