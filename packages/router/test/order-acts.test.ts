import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { findBrokenInvariants } from './invariants.ts'
import type { OrderDesk } from './order-desk.ts'
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

const act = (id: `ord_${string}`) => ({ id, idempotencyKey: newKey() })
const noOrder = `ord_${'0'.repeat(26)}` as const
const stockOf = (variantId: string | undefined) =>
  only(at.shop.rows('SELECT on_hand, allocated FROM stock_levels WHERE variant_id = ?', variantId))

test('get: staff see payments, what can be captured and refunded, and who did what by name', async () => {
  const { order } = await at.place()
  const seen = await at.desk.addNote({ ...act(order.id), note: 'Call first.' })
  expect(seen).toMatchObject({
    status: 'placed',
    version: 1,
    canEdit: true,
    customerId: null,
    payments: [{ provider: 'test', kind: 'checkout', status: 'captured', amount: order.total, captured: order.total }],
    capturable: { amount: 0 },
    refundable: order.total,
    outstanding: { amount: 0 },
  })
  expect(seen.timeline.at(-1)).toMatchObject({ kind: 'note', text: 'Call first.', isPublic: false, by: 'olive' })
  expect(await at.desk.get({ id: order.id })).toEqual(seen)
  expect(await failureOf(at.desk.get({ id: noOrder }))).toEqual({ code: 'order.not_found', details: null })
})

test('note: only a public one is told to the customer, who is not told the name of who wrote it', async () => {
  const { order, api } = await at.place()
  await at.desk.addNote({ ...act(order.id), note: 'Hidden.' })
  await at.desk.addNote({ ...act(order.id), note: 'Shown.', isPublic: true })
  const { timeline } = await api.orders.get({ id: order.id })
  expect(timeline.filter(({ kind }) => kind === 'note')).toMatchObject([{ text: 'Shown.', by: 'staff' }])
  expect((await failureOf(at.desk.addNote({ ...act(noOrder), note: 'x' }))).code).toBe('order.not_found')
})

test('list: by status, money, goods, time, number and address, and all of them together', async () => {
  const { order } = await at.place([{ quantity: 2 }], { email: 'listed@example.com', ...byInvoice })
  await at.desk.fulfil({ ...act(order.id), lines: unitsOf(order, [1]) })
  const numbersOf = async (filter: Parameters<typeof at.desk.list>[0]) =>
    (await at.desk.list({ limit: 100, ...filter })).items.map(({ number }) => number)
  const { placedAt, number } = order
  const next = new Date(Date.parse(placedAt) + 1).toISOString()
  const all = { search: 'listed@example.com', status: 'partially_fulfilled', paymentStatus: 'unpaid' } as const
  expect(await numbersOf({ ...all, fulfilmentStatus: 'partially_fulfilled', placedFrom: placedAt })).toEqual([number])
  expect(await numbersOf({ search: number.toLowerCase(), placedBefore: next })).toEqual([number])
  for (const other of [{ status: 'placed' }, { paymentStatus: 'paid' }, { fulfilmentStatus: 'fulfilled' }] as const) {
    expect(await numbersOf({ search: number, ...other })).toEqual([])
  }
  expect(await numbersOf({ search: number, placedFrom: next })).toEqual([])
  expect(await numbersOf({ search: number, placedBefore: placedAt })).toEqual([])
})

test('fulfil: in parts and then whole, each parcel with its tracking, the stock gone, and then complete', async () => {
  const { order, variantIds } = await at.place([
    { quantity: 3, onHand: 10 },
    { quantity: 1, onHand: 5 },
  ])
  const tracking = { carrier: 'DHL', trackingNumber: 'T1', trackingUrl: 'https://dhl.example/T1' }
  const part = await at.desk.fulfil({ ...act(order.id), lines: unitsOf(order, [2, 0]), ...tracking })
  expect(part).toMatchObject({ status: 'partially_fulfilled', fulfilmentStatus: 'partially_fulfilled', canEdit: false })
  expect(part.fulfilments).toMatchObject([{ ...tracking, lines: unitsOf(order, [2, 0]) }])
  expect(stockOf(variantIds[0])).toEqual({ on_hand: 8, allocated: 1 })
  const whole = await at.desk.fulfil(act(order.id))
  expect(whole).toMatchObject({ status: 'fulfilled', nextActions: ['complete'], canReturn: true, canCancel: false })
  expect(whole.fulfilments[1]?.lines).toEqual(unitsOf(order, [1, 1]))
  expect(variantIds.map(stockOf)).toEqual([
    { on_hand: 7, allocated: 0 },
    { on_hand: 4, allocated: 0 },
  ])
  expect((await at.desk.complete(act(order.id))).status).toBe('completed')
  expect(await failureOf(at.desk.complete(act(order.id)))).toEqual({
    code: 'order.illegal_transition',
    details: { from: 'completed', to: 'completed', allowed: [], allowedActions: [] },
  })
})

test('fulfil: never more than is open, never another order’s line, never twice, and a refusal changes nothing', async () => {
  const { order, variantIds } = await at.place([{ quantity: 2 }])
  const other = await at.place()
  const [line] = order.lines
  const lineId = line?.id
  expect(await failureOf(at.desk.fulfil({ ...act(order.id), lines: unitsOf(order, [3]) }))).toEqual({
    code: 'fulfilment.exceeds_open',
    details: { lineId, open: 2 },
  })
  // A line that is listed twice counts twice.
  const twice = [...unitsOf(order, [1]), ...unitsOf(order, [2])]
  expect((await failureOf(at.desk.fulfil({ ...act(order.id), lines: twice }))).code).toBe('fulfilment.exceeds_open')
  const foreign = [...unitsOf(order, [1]), ...unitsOf(other.order, [1])]
  expect((await failureOf(at.desk.fulfil({ ...act(order.id), lines: foreign }))).code).toBe('order.line_not_found')
  expect(stockOf(variantIds[0])).toEqual({ on_hand: 100, allocated: 2 })
  expect((await failureOf(at.desk.complete(act(order.id)))).code).toBe('order.illegal_transition')
  expect((await failureOf(at.desk.fulfil(act(noOrder)))).code).toBe('order.not_found')
  await at.desk.fulfil(act(order.id))
  expect((await failureOf(at.desk.fulfil(act(order.id)))).code).toBe('order.illegal_transition')
})

test('fulfil: what was sold ahead of its stock leaves when it has come', async () => {
  const { order, variantIds } = await at.place([{ quantity: 3, onHand: 1, backorder: true }])
  const [line] = order.lines
  expect(await failureOf(at.desk.fulfil(act(order.id)))).toEqual({
    code: 'stock.insufficient',
    details: { sku: line?.sku, available: 1 },
  })
  await at.desk.fulfil({ ...act(order.id), lines: unitsOf(order, [1]) })
  expect(stockOf(variantIds[0])).toEqual({ on_hand: 0, allocated: 2 })
})

test('fulfil: an order of several locations leaves from each what is held there', async () => {
  const { shop } = at
  const [variantId = '' as never] = await shop.addProduct({ slug: 'spread', sku: 'SPREAD', onHand: 2 })
  await addLocation(variantId, 3)
  const visitor = newVisitor()
  await shop.as(visitor).cart.addItem({ variantId, quantity: 4 })
  const { order } = await shop.as(visitor).orders.place(orderInput(newKey()))
  const levels = () =>
    shop.rows('SELECT on_hand, allocated FROM stock_levels WHERE variant_id = ? ORDER BY location_id', variantId)
  expect(levels()).toEqual([
    { on_hand: 2, allocated: 2 },
    { on_hand: 3, allocated: 2 },
  ])
  await at.desk.fulfil({ ...act(order.id), lines: unitsOf(order, [3]) })
  expect(levels()).toEqual([
    { on_hand: 0, allocated: 0 },
    { on_hand: 2, allocated: 1 },
  ])
  expect(findBrokenInvariants(shop.path)).toEqual([])
  await at.desk.fulfil(act(order.id))
  expect(levels()).toEqual([
    { on_hand: 0, allocated: 0 },
    { on_hand: 1, allocated: 0 },
  ])
})

const addLocation = async (variantId: `var_${string}`, onHand: number) => {
  const locationId = `loc_${'1'.repeat(26)}` as const
  const { locations, stockLevels, stockMovements } = (await import('@tradepost/db')).schema
  await at.shop.deps.db.write(async (tx) => {
    const row = { id: locationId, name: 'Second', position: 1, isActive: true, version: 1, createdAt: 0, updatedAt: 0 }
    await tx.insert(locations).values(row)
    await tx.insert(stockLevels).values({ variantId, locationId, onHand, allocated: 0, backorder: false })
    const id = `mov_${'1'.repeat(26)}` as const
    const move = { id, variantId, locationId, kind: 'received' as const, onHandDelta: onHand, allocatedDelta: 0 }
    await tx.insert(stockMovements).values({ ...move, reason: 'test', actor: 'test', createdAt: 0 })
  })
}

test('cancel: stock is free, money goes back whole, and the customer is told why', async () => {
  const { order, api, variantIds } = await at.place([{ quantity: 2 }])
  const canceled = await at.desk.cancel({ ...act(order.id), reason: 'Out of fabric.' })
  expect(canceled).toMatchObject({ status: 'canceled', paymentStatus: 'refunded', refunded: order.total })
  expect(canceled.refunds).toMatchObject([{ status: 'succeeded', amount: order.total, reason: 'Out of fabric.' }])
  expect(stockOf(variantIds[0])).toEqual({ on_hand: 100, allocated: 0 })
  const { timeline } = await api.orders.get({ id: order.id })
  expect(timeline).toContainEqual(expect.objectContaining({ text: 'canceled', reason: 'Out of fabric.', by: 'staff' }))
  expect((await failureOf(at.desk.cancel({ ...act(order.id), reason: 'x' }))).code).toBe('order.illegal_transition')
  expect((await failureOf(at.desk.cancel({ ...act(noOrder), reason: 'x' }))).code).toBe('order.not_found')
})

test('cancel: what has begun to leave stays', async () => {
  const { order, api } = await at.place([{ quantity: 2 }])
  await at.desk.fulfil({ ...act(order.id), lines: unitsOf(order, [1]) })
  const details = {
    from: 'partially_fulfilled',
    to: 'canceled',
    allowed: ['fulfilled', 'partially_fulfilled'],
    allowedActions: ['fulfil', 'fulfil_part'],
  }
  const refused = { code: 'order.illegal_transition', details }
  expect(await failureOf(at.desk.cancel({ ...act(order.id), reason: 'x' }))).toEqual(refused)
  expect(await failureOf(api.orders.cancel(act(order.id)))).toEqual(refused)
})

test('cancel: a customer cancels their own order, nobody else’s, once a key', async () => {
  const { order, api, variantIds } = await at.place()
  const stranger = at.shop.as(newVisitor())
  expect((await failureOf(stranger.orders.cancel(act(order.id)))).code).toBe('order.not_found')
  const input = act(order.id)
  const canceled = await api.orders.cancel(input)
  expect(canceled).toMatchObject({ status: 'canceled', refunded: order.total, canCancel: false })
  expect(JSON.stringify(await api.orders.cancel(input))).toBe(JSON.stringify(canceled))
  expect(stockOf(variantIds[0])).toEqual({ on_hand: 100, allocated: 0 })
})

test('cancel: an unpaid invoice is given up, and nothing goes back', async () => {
  const { order } = await at.place([{}], byInvoice)
  expect(order).toMatchObject({ status: 'placed', paymentStatus: 'unpaid' })
  const canceled = await at.desk.cancel({ ...act(order.id), reason: 'never paid' })
  expect(canceled).toMatchObject({ paymentStatus: 'voided', outstanding: { amount: 0 }, refunds: [] })
})
