import { deliverOutbox, expireOrders } from '@tradepost/commerce'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findBrokenInvariants } from './invariants.ts'
import type { OrderDesk } from './order-desk.ts'
import { byInvoice, newKey, openDesk } from './order-desk.ts'
import { someShopSettings } from './some-settings.ts'
import { failureOf, makeClock, only } from './test-shop.ts'

const DAY_MS = 24 * 60 * 60 * 1000
let clock: ReturnType<typeof makeClock>
let at: OrderDesk

beforeEach(async () => {
  clock = makeClock()
  at = await openDesk({ now: clock.now })
})
afterEach(async () => {
  expect(findBrokenInvariants(at.shop.path)).toEqual([])
  await at.shop.close()
})

const act = (id: `ord_${string}`) => ({ id, idempotencyKey: newKey() })
// Reads the rows: the owner's session expires during these tests.
const statusOf = (id: `ord_${string}`) => only(at.shop.rows('SELECT status FROM orders WHERE id = ?', id))['status']
const allocated = () => Number(only(at.shop.rows('SELECT sum(allocated) AS n FROM stock_levels'))['n'])
const setDays = (invoiceDays: number | null) =>
  at.owner.api.admin.settings.setShop({ ...someShopSettings, invoiceDays })

/** Delivers all mail, and returns the mails to an address. */
const mailsTo = async (email: string) => {
  while ((await deliverOutbox(at.shop.deps)).delivered > 0) continue
  return at.shop.mailbox.list().filter(({ to }) => to === email)
}

test('invoice: one that is not paid in 14 days expires: its stock is free, its customer is told, its timeline says why', async () => {
  const { order } = await at.place([{ quantity: 2 }], byInvoice)
  expect(await at.desk.get({ id: order.id })).toMatchObject({
    status: 'placed',
    reservedUntil: new Date(clock.now() + 14 * DAY_MS).toISOString(),
  })
  expect((await mailsTo(order.email)).map(({ text }) => text).join('\n')).toContain(
    `Please pay by ${new Date(clock.now() + 14 * DAY_MS).toISOString().slice(0, 10)}`
  )
  expect(allocated()).toBe(2)
  clock.pass(14 * DAY_MS - 1)
  await expireOrders(at.shop.deps)
  expect(statusOf(order.id)).toBe('placed')
  clock.pass(1)
  await expireOrders(at.shop.deps)
  const expired = await at.desk.get({ id: order.id })
  expect(expired).toMatchObject({ status: 'expired', paymentStatus: 'voided', reservedUntil: null })
  expect(expired.timeline.at(-1)).toBeDefined()
  expect(JSON.stringify(expired.timeline)).toContain('not paid in time')
  expect(allocated()).toBe(0)
  expect((await mailsTo(order.email)).map(({ subject }) => subject)).toContain(`Your order ${order.number} has expired`)
})

test('invoice: what was paid, in part or whole, or sent, or is being paid does not expire', async () => {
  const paid = await at.place([{}], byInvoice)
  const partly = await at.place([{}], byInvoice)
  const sent = await at.place([{}], byInvoice)
  await at.desk.capture(act(paid.order.id))
  await at.desk.capture({ ...act(partly.order.id), amount: { amount: 1, currency: 'EUR' } })
  await at.desk.fulfil(act(sent.order.id))
  clock.pass(100 * DAY_MS)
  await expireOrders(at.shop.deps)
  expect([statusOf(paid.order.id), statusOf(partly.order.id), statusOf(sent.order.id)]).toEqual([
    'placed',
    'placed',
    'fulfilled',
  ])
})

test('invoice: the shop sets the days, also to never, for orders that are placed from then on', async () => {
  const before = await at.place([{}], byInvoice)
  await setDays(null)
  const never = await at.place([{}], byInvoice)
  await setDays(3)
  const soon = await at.place([{}], byInvoice)
  clock.pass(3 * DAY_MS)
  await expireOrders(at.shop.deps)
  expect([statusOf(before.order.id), statusOf(soon.order.id)]).toEqual(['placed', 'expired'])
  clock.pass(1000 * DAY_MS)
  await expireOrders(at.shop.deps)
  expect([statusOf(before.order.id), statusOf(never.order.id)]).toEqual(['expired', 'placed'])
})

test('invoice: a bank transfer that comes after all places the order where its goods are still there', async () => {
  const there = await at.place([{ quantity: 2 }], byInvoice)
  clock.pass(15 * DAY_MS)
  await expireOrders(at.shop.deps)
  const placed = await at.desk.transition({ ...act(there.order.id), to: 'placed', reason: 'money came late' })
  expect(placed).toMatchObject({ status: 'placed', paymentStatus: 'paid' })
  expect(allocated()).toBe(2)
})

test('invoice: one that was edited and expired is placed with the units that it has now', async () => {
  const { order } = await at.place([{ quantity: 5 }, { quantity: 1 }], byInvoice)
  const [many, one] = order.lines
  if (!many || !one) throw new Error('The order has two lines.')
  const lines = [
    { lineId: many.id, quantity: 3 },
    { lineId: one.id, quantity: 0 },
  ]
  await at.desk.edit({ ...act(order.id), version: 1, lines, reason: 'asked for by phone' })
  expect(allocated()).toBe(3)
  clock.pass(15 * DAY_MS)
  await expireOrders(at.shop.deps)
  expect(allocated()).toBe(0)
  await at.desk.transition({ ...act(order.id), to: 'placed', reason: 'money came late' })
  expect(allocated()).toBe(3)
})

test('invoice: staff may end one that is unpaid at once, and none that is paid', async () => {
  const unpaid = await at.place([{}], byInvoice)
  expect((await at.desk.get({ id: unpaid.order.id })).nextActions).toContain('expire')
  expect((await at.desk.transition({ ...act(unpaid.order.id), to: 'expired' })).status).toBe('expired')
  const paid = await at.place([{}], byInvoice)
  await at.desk.capture(act(paid.order.id))
  expect((await at.desk.get({ id: paid.order.id })).nextActions).not.toContain('expire')
  const refused = await failureOf(at.desk.transition({ ...act(paid.order.id), to: 'expired' }))
  expect(refused.code).toBe('order.illegal_transition')
})
