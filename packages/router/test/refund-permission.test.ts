import type { IdOf, Permission } from '@tradepost/contract'
import { permissions } from '@tradepost/contract'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { findBrokenInvariants } from './invariants.ts'
import { observeEffects } from './observed-effects.ts'
import type { OrderDesk } from './order-desk.ts'
import { byInvoice, newKey, openDesk, unitsOf } from './order-desk.ts'
import type { Account, ApiCaller } from './test-shop.ts'
import { failureOf, newVisitor, only, orderInput, PASSWORD } from './test-shop.ts'

let at: OrderDesk
let support: Account
/** An API key with every permission except refunds. */
let tool: ApiCaller

beforeAll(async () => {
  at = await openDesk()
  support = await at.shop.signUp('sam', 'support')
  const held = permissions.filter((one: Permission) => one !== 'orders:refund')
  const { key } = await at.owner.api.admin.apiKeys.create({
    password: PASSWORD,
    name: 'all but refunds',
    permissions: held,
  })
  tool = at.shop.as(newVisitor({ session: key }))
})

afterEach(() => expect(findBrokenInvariants(at.shop.path)).toEqual([]))

afterAll(() => at.shop.close())

const act = <I extends string>(id: I) => ({ id, idempotencyKey: newKey() })
const reason = 'asked for'
const desks = () => [support.api.admin.orders, tool.admin.orders]
const refunds = (orderId: string) => at.shop.rows('SELECT * FROM refunds WHERE order_id = ?', orderId)
const everythingOf = (orderId: string) =>
  ['orders', 'order_lines', 'payments', 'refunds', 'order_history', 'order_events', 'stock_levels', 'audit_log'].map(
    (table) =>
      at.shop.rows(
        `SELECT * FROM ${table} ${table.startsWith('order_') || /pay|refund/.test(table) ? `WHERE order_id = '${orderId}'` : ''}`
      )
  )

/** Expects a call to be forbidden and to change nothing, in the shop and at the provider. */
const expectRefused = async (orderId: string, call: () => Promise<unknown>) => {
  const before = everythingOf(orderId)
  const { effects, outcome } = await observeEffects(at.shop, null, call)
  expect(
    (await failureOf(outcome.status === 'rejected' ? Promise.reject(outcome.reason) : Promise.resolve())).code
  ).toBe('auth.forbidden')
  expect(effects).toEqual([])
  expect(everythingOf(orderId)).toEqual(before)
}

test('cancel: staff and keys without orders:refund cannot cancel a paid order, by no procedure', async () => {
  const { order } = await at.place([{ price: '119.00', quantity: 2 }])
  for (const desk of desks()) {
    await expectRefused(order.id, () => desk.cancel({ ...act(order.id), reason }))
    await expectRefused(order.id, () => desk.transition({ ...act(order.id), to: 'canceled', reason }))
  }
  const canceled = await at.desk.cancel({ ...act(order.id), reason })
  expect([canceled.status, canceled.refunded]).toEqual(['canceled', order.total])
})

test('cancel: what nobody has paid they may cancel: an unpaid invoice, and what is only held on a card', async () => {
  await at.setShop({ captureMode: 'manual' })
  const held = await at.place()
  await at.setShop({ captureMode: 'automatic' })
  const owed = await at.place([{}], byInvoice)
  for (const { order } of [held, owed]) {
    const canceled = await support.api.admin.orders.cancel({ ...act(order.id), reason })
    expect(canceled).toMatchObject({ status: 'canceled', paymentStatus: 'voided' })
    expect(refunds(order.id)).toEqual([])
  }
})

test('cancel: an invoice of which a part was paid is not unpaid', async () => {
  const { order } = await at.place([{ price: '10.00' }], byInvoice)
  await at.desk.capture({ ...act(order.id), amount: { amount: 100, currency: 'EUR' } })
  for (const desk of desks()) await expectRefused(order.id, () => desk.cancel({ ...act(order.id), reason }))
})

test('cancel: a payment whose news has not arrived counts, for the provider is asked first', async () => {
  await at.setShop({ captureMode: 'manual' })
  const { order } = await at.place()
  await at.setShop({ captureMode: 'automatic' })
  const reference = String(
    only(at.shop.rows('SELECT provider_reference FROM payments WHERE order_id = ?', order.id))['provider_reference']
  )
  // Captured in the provider's own dashboard, which sends no event here.
  await at.shop.testPayments.capture({ idempotencyKey: 'by hand', reference, amount: order.total.amount })
  expect((await failureOf(support.api.admin.orders.cancel({ ...act(order.id), reason }))).code).toBe('auth.forbidden')
  expect(await at.desk.get({ id: order.id })).toMatchObject({ status: 'placed', paid: order.total })
  expect(await at.shop.testPayments.find(reference)).toMatchObject({ refundedAmount: 0 })
})

test('cancel: a challenge that was passed meanwhile is a paid order, not one to cancel', async () => {
  const api = at.shop.as(newVisitor({ address: 'challenged' }))
  await api.cart.addItem({ variantId: only(await at.shop.addProduct({ slug: 'challenged', onHand: 5 })) })
  const payment = { method: 'test_card', cardNumber: '4000002500003155' } as const
  const { orderId } = await api.checkout.start(orderInput(newKey(), { payment }))
  const reference = String(
    only(at.shop.rows('SELECT provider_reference FROM payments WHERE order_id = ?', orderId))['provider_reference']
  )
  await at.shop.testPayments.answerChallenge?.(reference, true)
  expect((await failureOf(tool.admin.orders.cancel({ ...act(orderId), reason }))).code).toBe('auth.forbidden')
  expect((await at.desk.get({ id: orderId })).status).toBe('placed')
  expect(await at.shop.testPayments.find(reference)).toMatchObject({ status: 'captured', refundedAmount: 0 })
})

test('edit: they may add and exchange, but not lower what was paid', async () => {
  const { order } = await at.place([{ price: '119.00', quantity: 5 }])
  const line = only(order.lines)
  const less = (version: number) => ({ ...act(order.id), version, reason, lines: [{ lineId: line.id, quantity: 1 }] })
  for (const desk of desks()) await expectRefused(order.id, () => desk.edit(less(1)))
  const more = [{ lineId: line.id, quantity: 6 }]
  const after = await support.api.admin.orders.edit({ ...act(order.id), version: 1, reason, lines: more })
  expect(after.outstanding.amount).toBe(11_900)
  // Removing an unpaid unit moves no money.
  const lowered = await support.api.admin.orders.edit({ ...less(2), lines: [{ lineId: line.id, quantity: 5 }] })
  expect([lowered.outstanding.amount, lowered.refunded.amount]).toEqual([0, 0])
  await expectRefused(order.id, () => support.api.admin.orders.edit(less(3)))
  expect((await at.desk.edit(less(3))).refunded.amount).toBe(4 * 11_900)
})

const placeReturned = async (): Promise<{ orderId: string; id: IdOf<'return'> }> => {
  const { order, api } = await at.place([{ quantity: 2 }])
  await at.desk.fulfil(act(order.id))
  const lines = unitsOf(order, [1])
  const { returns } = await api.orders.requestReturn({ ...act(order.id), lines, reason: 'damaged' })
  const { id } = only(returns)
  await at.desk.returns.approve(act(id))
  return { orderId: order.id, id }
}

test('receive: they must say that nothing is refunded; leaving it out is no answer', async () => {
  const warehouse = await at.shop.signUp('wendy', 'warehouse')
  const { orderId, id } = await placeReturned()
  for (const desk of [warehouse.api.admin.orders, tool.admin.orders]) {
    await expectRefused(orderId, () => desk.returns.receive(act(id)))
    await expectRefused(orderId, () => desk.returns.receive({ ...act(id), refund: true }))
  }
  expect(await warehouse.api.admin.orders.returns.receive({ ...act(id), refund: false })).toMatchObject({
    status: 'received',
  })
  expect(refunds(orderId)).toEqual([])
})

test('keys: another’s idempotency key neither does nor repeats for them what its owner did', async () => {
  const { order } = await at.place()
  const canceled = { ...act(order.id), reason }
  await at.desk.cancel(canceled)
  const seen = everythingOf(order.id)
  expect((await failureOf(support.api.admin.orders.cancel(canceled))).code).toBe('order.illegal_transition')
  expect(everythingOf(order.id)).toEqual(seen)
})

test('race: paid and canceled at once, a support’s cancellation never refunds', async () => {
  for (let round = 0; round < 10; round += 1) {
    const { order } = await at.place([{}], byInvoice)
    await Promise.allSettled([
      at.desk.capture(act(order.id)),
      support.api.admin.orders.cancel({ ...act(order.id), reason }),
    ])
    expect(refunds(order.id)).toEqual([])
    const { status, paid } = await at.desk.get({ id: order.id })
    expect([status, paid.amount > 0]).toEqual(status === 'canceled' ? ['canceled', false] : ['placed', true])
  }
})

test('customers: they still cancel their own paid orders, and their money goes back', async () => {
  const { order, api } = await at.place()
  expect(await api.orders.cancel(act(order.id))).toMatchObject({ status: 'canceled', refunded: order.total })
})
