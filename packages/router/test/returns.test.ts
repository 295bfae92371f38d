import { receiveProviderEvent, workProviderEvents } from '@tradepost/commerce'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { findBrokenInvariants } from './invariants.ts'
import type { OrderDesk, Placed, Wanted } from './order-desk.ts'
import { byInvoice, newKey, openDesk, unitsOf } from './order-desk.ts'
import { failureOf, newVisitor, only, orderInput } from './test-shop.ts'

let at: OrderDesk

beforeAll(async () => {
  at = await openDesk()
})

afterEach(() => {
  expect(findBrokenInvariants(at.shop.path)).toEqual([])
})

afterAll(() => at.shop.close())

const act = <I extends string>(id: I) => ({ id, idempotencyKey: newKey() })
const damaged = { reason: 'damaged' as const, note: 'A crack.' }
const noReturn = `ret_${'0'.repeat(26)}` as const
const onHandOf = (variantId: string | undefined) =>
  only(at.shop.rows('SELECT on_hand FROM stock_levels WHERE variant_id = ?', variantId))['on_hand']

/** Places an order and fulfills all of it. */
const placeSent = async (
  wanted: readonly Wanted[] = [{ quantity: 3 }],
  rest: Parameters<OrderDesk['place']>[1] = {}
) => {
  const placed = await at.place(wanted, rest)
  await at.desk.fulfil(act(placed.order.id))
  return placed
}

/** Places and fulfills an order, and requests a return of some units. */
const placeReturned = async (quantities: readonly number[] = [2], wanted?: readonly Wanted[]) => {
  const placed = await placeSent(wanted)
  const lines = unitsOf(placed.order, quantities)
  const { returns } = await placed.api.orders.requestReturn({ ...act(placed.order.id), ...damaged, lines })
  return { ...placed, lines, returnId: only(returns).id }
}

test('request: what has left can be sent back, no unit twice, once a key', async () => {
  const { order, api } = await placeSent()
  const input = { ...act(order.id), ...damaged, lines: unitsOf(order, [2]) }
  const asked = await api.orders.requestReturn(input)
  expect(asked.returns).toMatchObject([{ status: 'requested', ...damaged, lines: [{ quantity: 2 }] }])
  expect(asked.lines).toMatchObject([{ fulfilledQuantity: 3, returnedQuantity: 2 }])
  expect(JSON.stringify(await api.orders.requestReturn(input))).toBe(JSON.stringify(asked))
  const more = { ...input, idempotencyKey: newKey() }
  expect(await failureOf(api.orders.requestReturn(more))).toEqual({
    code: 'return.exceeds_fulfilled',
    details: { lineId: order.lines[0]?.id, returnable: 1 },
  })
  const conflict = { ...input, lines: unitsOf(order, [1]) }
  expect((await failureOf(api.orders.requestReturn(conflict))).code).toBe('idempotency.conflict')
})

test('request: not before it has left, not of another order, not by a stranger', async () => {
  const { order, api } = await at.place()
  const other = await placeSent()
  const input = { ...act(order.id), ...damaged, lines: unitsOf(order, [1]) }
  expect((await failureOf(api.orders.requestReturn(input))).code).toBe('return.exceeds_fulfilled')
  const foreign = { ...input, lines: unitsOf(other.order, [1]) }
  expect((await failureOf(api.orders.requestReturn(foreign))).code).toBe('order.line_not_found')
  const stranger = at.shop.as(newVisitor())
  expect((await failureOf(stranger.orders.requestReturn(input))).code).toBe('order.not_found')
})

test('receive: what goes back on the shelf is stock, the rest is written off, and all of it is refunded', async () => {
  const { order, returnId, lines, variantIds } = await placeReturned(
    [2, 1],
    [{ quantity: 2 }, { price: '3.33', quantity: 3 }]
  )
  await at.desk.returns.approve(act(returnId))
  const restock = unitsOf(order, [1, 1])
  const input = { ...act(returnId), restock }
  const received = await at.desk.returns.receive(input)
  expect(received.status).toBe('received')
  const restockedOf = (lineId: string) => received.lines.find((line) => line.lineId === lineId)?.restockedQuantity
  expect(lines.map(({ lineId }) => restockedOf(lineId))).toEqual([1, 1])
  expect(variantIds.map(onHandOf)).toEqual([99, 98])
  const seen = await at.desk.get({ id: order.id })
  expect(seen).toMatchObject({ paymentStatus: 'partially_refunded', refunded: { amount: 2333 } })
  expect(JSON.stringify(await at.desk.returns.receive(input))).toBe(JSON.stringify(received))
})

test('receive: a return of everything makes the order returned, and all refunds with the shipping come to its total', async () => {
  const { order, returnId } = await placeReturned([3])
  await at.desk.returns.approve(act(returnId))
  await at.desk.returns.receive(act(returnId))
  const shipping = { ...act(order.id), includeShipping: true, reason: 'kindness' }
  const seen = await at.desk.refund(shipping)
  expect(seen).toMatchObject({ fulfilmentStatus: 'returned', paymentStatus: 'refunded', refunded: order.total })
})

test('receive: only what was paid and not refunded before goes back, and nothing where that is not wanted', async () => {
  const refunded = await placeReturned([2])
  const lines = unitsOf(refunded.order, [2])
  await at.desk.refund({ ...act(refunded.order.id), lines, reason: 'at once' })
  await at.desk.returns.approve(act(refunded.returnId))
  await at.desk.returns.receive(act(refunded.returnId))
  expect((await at.desk.get({ id: refunded.order.id })).refunded.amount).toBe(2000)

  const unwanted = await placeReturned([2])
  await at.desk.returns.approve(act(unwanted.returnId))
  await at.desk.returns.receive({ ...act(unwanted.returnId), refund: false })
  expect((await at.desk.get({ id: unwanted.order.id })).refunded.amount).toBe(0)

  const unpaid = await placeSent([{ quantity: 1 }], byInvoice)
  const asked = { ...act(unpaid.order.id), ...damaged, lines: unitsOf(unpaid.order, [1]) }
  const { id } = only((await unpaid.api.orders.requestReturn(asked)).returns)
  await at.desk.returns.approve(act(id))
  expect((await at.desk.returns.receive(act(id))).status).toBe('received')
  expect((await at.desk.get({ id: unpaid.order.id })).refunds).toEqual([])
})

/** Returns units of a fulfilled order, and reads the order. */
const sendBack = async ({ order, api }: Pick<Placed, 'order' | 'api'>, quantities: readonly number[]) => {
  const asked = { ...act(order.id), ...damaged, lines: unitsOf(order, quantities) }
  const { returns } = await api.orders.requestReturn(asked)
  const id = returns.find(({ status }) => status === 'requested')?.id ?? noReturn
  await at.desk.returns.approve(act(id))
  await at.desk.returns.receive(act(id))
  return at.desk.get({ id: order.id })
}

test.each([
  { paid: 400, owed: 1090, refunded: 0, paymentStatus: 'partially_paid' },
  { paid: 1490, owed: 0, refunded: 0, paymentStatus: 'paid' },
  { paid: 2000, owed: 0, refunded: 510, paymentStatus: 'partially_refunded' },
])('receive: of an invoice that was paid in part, $paid, less is owed before anything goes back', async (it) => {
  const placed = await placeSent([{ quantity: 2 }], byInvoice)
  const { order } = placed
  await at.desk.capture({ ...act(order.id), amount: { amount: it.paid, currency: 'EUR' } })
  const seen = await sendBack(placed, [1])
  const { paymentStatus } = it
  expect(seen).toMatchObject({ paymentStatus, outstanding: { amount: it.owed }, refunded: { amount: it.refunded } })
  expect(seen).toMatchObject({ capturable: seen.outstanding, refundedLines: unitsOf(order, [1]) })
  if (it.owed > 0) expect((await at.desk.capture(act(order.id))).paymentStatus).toBe('paid')
  // The returned unit has no payment left to refund. The rest is refunded to the last cent.
  const again = { ...act(order.id), lines: unitsOf(order, [2]), reason: 'again' }
  expect((await failureOf(at.desk.refund(again))).code).toBe('refund.exceeds_captured')
  const rest = { ...act(order.id), lines: unitsOf(order, [1]), includeShipping: true, reason: 'rest' }
  expect(await at.desk.refund(rest)).toMatchObject({ paymentStatus: 'refunded', refundable: { amount: 0 } })
})

test('receive: of money that is held less is taken, by what came back', async () => {
  await at.setShop({ captureMode: 'manual' })
  const placed = await placeSent([{ quantity: 3 }])
  await at.setShop({ captureMode: 'automatic' })
  const { order } = placed
  for (const left of [2490, 1490]) {
    expect(await sendBack(placed, [1])).toMatchObject({ capturable: { amount: left }, refunds: [] })
  }
  const paid = await at.desk.capture(act(order.id))
  expect(paid).toMatchObject({ paid: { amount: 1490 }, paymentStatus: 'paid', capturable: { amount: 0 } })
  expect((await sendBack(placed, [1])).refunded.amount).toBe(1000)
})

test('receive: what is taken at the provider of money that was held for what came back goes back', async () => {
  await at.setShop({ captureMode: 'manual' })
  const placed = await placeSent([{ quantity: 3 }])
  await at.setShop({ captureMode: 'automatic' })
  const { payments } = await sendBack(placed, [1])
  const reference = only(payments).reference ?? ''
  const { amount } = placed.order.total
  await at.shop.testPayments.capture({ idempotencyKey: 'by hand', reference, amount })
  await receiveProviderEvent(at.shop.deps, 'test', { id: 'evt_taken_whole', type: 'captured', reference })
  await workProviderEvents(at.shop.deps)
  const seen = await at.desk.get({ id: placed.order.id })
  expect([seen.paid.amount, seen.refunded.amount]).toEqual([amount, 1000])
})

test('receive: who may send and not refund takes the goods in and leaves the money to others', async () => {
  const { order, returnId } = await placeReturned([1])
  await at.desk.returns.approve(act(returnId))
  const { api } = await at.shop.signUp('walter', 'warehouse')
  expect((await failureOf(api.admin.orders.returns.receive(act(returnId)))).code).toBe('auth.forbidden')
  const received = await api.admin.orders.returns.receive({ ...act(returnId), refund: false })
  expect(received.status).toBe('received')
  expect((await at.desk.get({ id: order.id })).refunded.amount).toBe(0)
})

test('receive: units go back to the locations that they left from, as many as left and have not come back', async () => {
  const { id: locationId } = await at.owner.api.admin.locations.create({ name: 'Second' })
  const variantId = only(await at.shop.addProduct({ slug: 'both', sku: 'BOTH', price: '5.00', onHand: 2 }))
  const received = { variantId, locationId, quantity: 3, reason: 'x', idempotencyKey: newKey() }
  await at.owner.api.admin.inventory.receive(received)
  const api = at.shop.as(newVisitor())
  await api.cart.addItem({ variantId, quantity: 5 })
  const { order } = await api.orders.place(orderInput(newKey()))
  await at.desk.fulfil(act(order.id))
  const sendBack = async (quantity: number) => {
    const asked = { ...act(order.id), ...damaged, lines: unitsOf(order, [quantity]) }
    const { returns } = await api.orders.requestReturn(asked)
    const { id } = only(returns.filter(({ status }) => status === 'requested'))
    await at.desk.returns.approve(act(id))
    await at.desk.returns.receive({ ...act(id), restock: asked.lines })
    return at.shop
      .rows('SELECT on_hand FROM stock_levels WHERE variant_id = ? ORDER BY location_id', variantId)
      .map(({ on_hand: onHand }) => onHand)
  }
  expect(await sendBack(1)).toEqual([1, 0])
  expect(await sendBack(3)).toEqual([2, 2])
  expect(await sendBack(1)).toEqual([2, 3])
})

test('receive: never more on the shelf than came, never a line that did not', async () => {
  const { order, returnId } = await placeReturned([2], [{ quantity: 3 }, { quantity: 1 }])
  await at.desk.returns.approve(act(returnId))
  expect(await failureOf(at.desk.returns.receive({ ...act(returnId), restock: unitsOf(order, [3]) }))).toEqual({
    code: 'return.exceeds_fulfilled',
    details: { lineId: order.lines[0]?.id, returnable: 2 },
  })
  const stray = { ...act(returnId), restock: unitsOf(order, [0, 1]) }
  expect((await failureOf(at.desk.returns.receive(stray))).code).toBe('order.line_not_found')
})

test('reject: the units may be asked back again, and the customer is told why', async () => {
  const { order, api, returnId, lines } = await placeReturned([3])
  const input = { ...act(returnId), reason: 'Worn.' }
  const rejected = await at.desk.returns.reject(input)
  expect(rejected).toMatchObject({ status: 'rejected', orderId: order.id, orderNumber: order.number })
  expect(JSON.stringify(await at.desk.returns.reject(input))).toBe(JSON.stringify(rejected))
  const seen = await api.orders.get({ id: order.id })
  expect(seen).toMatchObject({ canReturn: true, lines: [{ returnedQuantity: 0 }] })
  expect(seen.timeline.at(-1)).toMatchObject({ kind: 'return_rejected', reason: 'Worn.', by: 'staff' })
  await api.orders.requestReturn({ ...act(order.id), ...damaged, lines })
})

test('returns: each step only from where it is allowed, and one that there is not is not found', async () => {
  const { returnId } = await placeReturned([1])
  const { returns } = at.desk
  const refusalOf = async (call: Promise<unknown>) => await failureOf(call)
  const from = (status: string) => ({ code: 'return.illegal_transition', details: { status } })
  expect(await refusalOf(returns.receive(act(returnId)))).toEqual(from('requested'))
  await returns.approve(act(returnId))
  expect(await refusalOf(returns.approve(act(returnId)))).toEqual(from('approved'))
  await returns.receive(act(returnId))
  expect(await refusalOf(returns.receive(act(returnId)))).toEqual(from('received'))
  expect(await refusalOf(returns.reject({ ...act(returnId), reason: 'x' }))).toEqual(from('received'))
  for (const call of [returns.approve, returns.receive]) {
    expect((await failureOf(call(act(noReturn)))).code).toBe('return.not_found')
  }
})

test('list: returns are listed newest first, by status', async () => {
  const { returnId, order } = await placeReturned([1])
  const { items } = await at.desk.returns.list({ status: 'requested' })
  expect(items[0]).toMatchObject({ id: returnId, orderId: order.id, email: 'guest@example.com', status: 'requested' })
  const approved = await at.desk.returns.list({ status: 'approved' })
  expect(approved.items.map(({ id }) => id)).not.toContain(returnId)
})

test('races: one unit is sent back, approved, rejected and received once, whoever else tries', async () => {
  const { order, api } = await placeSent([{ quantity: 1 }])
  const ask = () => api.orders.requestReturn({ ...act(order.id), ...damaged, lines: unitsOf(order, [1]) })
  const asked = await Promise.allSettled([ask(), ask(), ask()])
  expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  const { id } = only((await api.orders.get({ id: order.id })).returns)
  await at.desk.returns.approve(act(id))
  const { reject, receive } = at.desk.returns
  const ended = await Promise.allSettled([receive(act(id)), reject({ ...act(id), reason: 'x' }), receive(act(id))])
  expect(ended.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
})

test('request: an order is returned once everything has come back, and not when that is asked for', async () => {
  const { order, returnId } = await placeReturned([2], [{ quantity: 2 }])
  const fulfilment = async () => (await at.desk.get({ id: order.id })).fulfilmentStatus
  expect(await fulfilment()).toBe('fulfilled')
  await at.desk.returns.approve(act(returnId))
  expect(await fulfilment()).toBe('fulfilled')
  await at.desk.returns.receive(act(returnId))
  expect(await fulfilment()).toBe('returned')
})
