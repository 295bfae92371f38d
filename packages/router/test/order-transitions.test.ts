import type { OrderStatus } from '@tradepost/contract'
import { nextStatuses, orderStatuses } from '@tradepost/contract'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { findBrokenInvariants } from './invariants.ts'
import type { OrderDesk } from './order-desk.ts'
import { newKey, openDesk, unitsOf } from './order-desk.ts'
import { failureOf, newVisitor, only, orderInput } from './test-shop.ts'

let at: OrderDesk

beforeAll(async () => {
  at = await openDesk()
})

afterEach(() => {
  expect(findBrokenInvariants(at.shop.path)).toEqual([])
})

afterAll(() => at.shop.close())

const act = (id: `ord_${string}`) => ({ id, idempotencyKey: newKey() })
const challenge = { payment: { method: 'test_card', cardNumber: '4000002500003155' } } as const

/** Starts an order whose payment waits for the buyer to pass a challenge. */
const begin = async (onHand = 5) => {
  const slug = `begun-${newKey()}`
  const variantId = only(await at.shop.addProduct({ slug, sku: slug.toUpperCase(), onHand }))
  const api = at.shop.as(newVisitor())
  await api.cart.addItem({ variantId, quantity: 2 })
  const { orderId } = await api.checkout.start(orderInput(newKey(), challenge))
  return { id: orderId, api, variantId }
}

/** Makes an order of two units with a status. */
const orderIn = async (status: OrderStatus) => {
  const { id } = await begin()
  if (status === 'pending_payment') return id
  if (status === 'expired') await at.desk.transition({ ...act(id), to: 'expired' })
  else if (status === 'canceled') await at.desk.cancel({ ...act(id), reason: 'x' })
  else await at.desk.transition({ ...act(id), to: 'placed' })
  const { lines } = await at.desk.get({ id })
  if (status === 'partially_fulfilled') await at.desk.fulfil({ ...act(id), lines: unitsOf({ lines }, [1]) })
  if (status === 'fulfilled' || status === 'completed') await at.desk.fulfil(act(id))
  if (status === 'completed') await at.desk.complete(act(id))
  return id
}

test.each(orderStatuses)('transition: from %s exactly the statuses of the machine are reached', async (from) => {
  for (const to of orderStatuses) {
    const id = await orderIn(from)
    const { lines } = await at.desk.get({ id })
    const part = to === 'partially_fulfilled' && from === 'placed' ? { lines: unitsOf({ lines }, [1]) } : {}
    const name = { lines: unitsOf({ lines }, [1]) }
    const input = { ...act(id), to, ...(to === 'partially_fulfilled' ? name : part) }
    // A placed order expires only if its invoice is unpaid, and these orders are paid.
    const allowed = nextStatuses(from).filter((status) => from !== 'placed' || status !== 'expired')
    const told = nextStatuses(from).filter((status) => status !== to)
    // One of two units is left, so fulfilling it would not leave the order partially fulfilled.
    if (from === 'partially_fulfilled' && to === from) {
      expect((await failureOf(at.desk.transition(input))).code).toBe('input.invalid')
    } else if (allowed.includes(to)) expect((await at.desk.transition(input)).status).toBe(to)
    else {
      const refused = await failureOf(at.desk.transition(input))
      expect(refused, to).toMatchObject({ code: 'order.illegal_transition', details: { from, to, allowed: told } })
    }
  }
})

test('transition: an accepted order is paid by hand, and a payment that comes after all goes back whole', async () => {
  const { id, api } = await begin()
  const reference = (await at.desk.get({ id })).payments[0]?.reference ?? ''
  await at.shop.testPayments.answerChallenge(reference, true)
  const placed = await at.desk.transition({ ...act(id), to: 'placed', reason: 'paid in the shop' })
  expect(placed).toMatchObject({ status: 'placed', paymentStatus: expect.stringMatching(/paid|partially_refunded/) })
  expect(placed.paid.amount - placed.refunded.amount).toBe(placed.total.amount)
  expect((await at.shop.testPayments.find(reference))?.refundedAmount).toBe(placed.total.amount)
  expect((await api.orders.get({ id })).timeline).toContainEqual(
    expect.objectContaining({ kind: 'refunded_late_payment' })
  )
})

test('transition: an expired order is accepted while its goods are there, and stays expired where they are not', async () => {
  const there = await begin()
  await at.desk.transition({ ...act(there.id), to: 'expired' })
  expect((await at.desk.transition({ ...act(there.id), to: 'placed' })).status).toBe('placed')
  const gone = await begin(2)
  await at.desk.transition({ ...act(gone.id), to: 'expired' })
  const other = at.shop.as(newVisitor())
  await other.cart.addItem({ variantId: gone.variantId, quantity: 1 })
  await other.orders.place(orderInput(newKey()))
  expect((await failureOf(at.desk.transition({ ...act(gone.id), to: 'placed' }))).code).toBe('order.out_of_stock')
})

test('transition: to expired, an order that turns out to be paid is placed instead', async () => {
  const { id } = await begin()
  await at.shop.testPayments.answerChallenge((await at.desk.get({ id })).payments[0]?.reference ?? '', true)
  const refused = await failureOf(at.desk.transition({ ...act(id), to: 'expired' }))
  expect(refused).toMatchObject({ code: 'order.illegal_transition', details: { from: 'placed', to: 'expired' } })
})

test('transition: whoever may not do the act may not reach its status either', async () => {
  const support = (await at.shop.signUp('sam', 'support')).api.admin.orders
  const id = await orderIn('placed')
  const { lines } = await at.desk.get({ id })
  for (const to of ['fulfilled', 'partially_fulfilled', 'completed'] as const) {
    const input = { ...act(id), to, lines: unitsOf({ lines }, [1]) }
    expect((await failureOf(support.transition(input))).code, to).toBe('auth.forbidden')
  }
  const open = await orderIn('pending_payment')
  expect((await failureOf(support.transition({ ...act(open), to: 'placed' }))).code).toBe('auth.forbidden')
  // Canceling a paid order refunds money, which support may not do. Support may cancel unpaid orders.
  expect((await failureOf(support.transition({ ...act(id), to: 'canceled' }))).code).toBe('auth.forbidden')
  expect((await support.transition({ ...act(open), to: 'canceled' })).status).toBe('canceled')
})

test('transition: the key stands for the status that was asked for', async () => {
  const id = await orderIn('placed')
  const input = { ...act(id), to: 'fulfilled' as const }
  const first = await at.desk.transition(input)
  expect(JSON.stringify(await at.desk.transition(input))).toBe(JSON.stringify(first))
  expect((await failureOf(at.desk.transition({ ...input, to: 'completed' }))).code).toBe('idempotency.conflict')
})
