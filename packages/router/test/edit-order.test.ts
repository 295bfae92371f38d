import { receiveProviderEvent, workProviderEvents } from '@tradepost/commerce'
import type { IdOf, Order } from '@tradepost/contract'
import { makeId, priceCart } from '@tradepost/contract'
import { schema } from '@tradepost/db'
import { eq } from 'drizzle-orm'
import { randomBytes } from 'node:crypto'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { findBrokenInvariants } from './invariants.ts'
import type { OrderDesk, Placed } from './order-desk.ts'
import { byInvoice, newKey, openDesk, unitsOf } from './order-desk.ts'
import { failureOf, newVisitor, only, orderInput } from './test-shop.ts'

let at: OrderDesk

beforeAll(async () => {
  at = await openDesk()
})

afterEach(async () => {
  await at.setShop({ captureMode: 'automatic' })
  await at.shop.deps.db.write((tx) =>
    tx.update(schema.promotions).set({ isActive: false }).where(eq(schema.promotions.isActive, true))
  )
  expect(findBrokenInvariants(at.shop.path)).toEqual([])
})

afterAll(() => at.shop.close())

const eur = (amount: number) => ({ amount, currency: 'EUR' as const })
const noVariant = `var_${'0'.repeat(26)}` as const
const stockOf = (variantId: string | undefined) =>
  only(at.shop.rows('SELECT on_hand, allocated FROM stock_levels WHERE variant_id = ?', variantId))
const addProduct = async (price: string, onHand = 10) => {
  const slug = `added-${newKey()}`
  return only(await at.shop.addProduct({ slug, sku: slug.toUpperCase(), price, onHand }))
}

/** Returns the input of an edit that sets new quantities, in the order of the lines. */
const edit = ({ id, lines }: Pick<Order, 'id' | 'lines'>, quantities: readonly number[], version = 1) => ({
  id,
  idempotencyKey: newKey(),
  version,
  lines: quantities.flatMap((quantity, index) => {
    const line = lines[index]
    return line ? [{ lineId: line.id, quantity }] : []
  }),
  reason: 'asked for by phone',
})

/** Prices an order again from scratch, from its stored pricing input. */
const repriced = (id: IdOf<'order'>) => {
  const { pricing } = only(at.shop.rows('SELECT pricing FROM orders WHERE id = ?', id))
  return priceCart(JSON.parse(String(pricing)) as Parameters<typeof priceCart>[0])
}

test('edit: cheaper gives back the difference, the stock, and says so', async () => {
  const { order, api, variantIds } = await at.place([{ quantity: 3 }, { price: '5.00', quantity: 2 }])
  const edited = await at.desk.edit(edit(order, [1, 0]))
  expect(edited.version).toBe(2)
  expect(edited.lines).toMatchObject([{ id: order.lines[0]?.id, quantity: 1, total: eur(1000) }])
  expect(edited).toMatchObject({ paymentStatus: 'partially_refunded', outstanding: eur(0), itemCount: 1 })
  expect(edited.refunded.amount).toBe(order.total.amount - edited.total.amount)
  expect(edited.total.amount).toBe(repriced(order.id).total)
  expect(variantIds.map(stockOf)).toMatchObject([{ allocated: 1 }, { allocated: 0 }])
  const { timeline } = await api.orders.get({ id: order.id })
  expect(timeline.find(({ kind }) => kind === 'edited')).toMatchObject({ reason: 'asked for by phone', by: 'staff' })
})

test('edit: dearer is owed, and paid by a transfer that staff note', async () => {
  const { order, variantIds } = await at.place([{ quantity: 1 }])
  const added = await addProduct('7.50')
  const input = {
    ...edit(order, [2]),
    add: [
      { variantId: added, quantity: 1 },
      { variantId: added, quantity: 1 },
    ],
  }
  const edited = await at.desk.edit(input)
  const owed = edited.total.amount - order.total.amount
  expect(edited).toMatchObject({ paymentStatus: 'partially_paid', outstanding: eur(owed), capturable: eur(owed) })
  expect(edited.lines).toMatchObject([{ quantity: 2 }, { quantity: 2, unitPrice: eur(750), total: eur(1500) }])
  expect([...variantIds, added].map(stockOf)).toMatchObject([{ allocated: 2 }, { allocated: 2 }])
  expect(JSON.stringify(await at.desk.edit(input))).toBe(JSON.stringify(edited))
  const paid = await at.desk.capture({ id: order.id, idempotencyKey: newKey() })
  expect(paid).toMatchObject({ paymentStatus: 'paid', paid: edited.total, outstanding: eur(0) })
  // Refunding all units refunds the new total.
  const lines = unitsOf(paid, [2, 2])
  const refund = { id: order.id, idempotencyKey: newKey(), lines, includeShipping: true, reason: 'x' }
  expect((await at.desk.refund(refund)).refunded).toEqual(edited.total)
})

test('edit: prices stay as they were bought at, what is added costs what it costs today', async () => {
  const { order } = await at.place([{ price: '10.00' }])
  await at.shop.addProduct({
    slug: order.lines[0]?.productSlug ?? '',
    sku: order.lines[0]?.sku ?? '',
    price: '99.00',
    onHand: 100,
  })
  const edited = await at.desk.edit(edit(order, [2]))
  expect(edited.lines).toMatchObject([{ quantity: 2, unitPrice: eur(1000) }])
  const { variantId } = order.lines[0] ?? {}
  const again = await at.desk.edit({
    ...edit(edited, [2], 2),
    add: [{ variantId: variantId ?? noVariant, quantity: 1 }],
  })
  expect(again.lines).toMatchObject([{ unitPrice: eur(1000) }, { unitPrice: eur(9900) }])
})

test('edit: of what is still owed less is owed, before anything goes back', async () => {
  const { order } = await at.place([{ quantity: 2 }], byInvoice)
  const smaller = await at.desk.edit(edit(order, [1]))
  expect(smaller).toMatchObject({ outstanding: smaller.total, refunds: [], paymentStatus: 'unpaid' })
  const larger = await at.desk.edit(edit(smaller, [5], 2))
  expect(larger.outstanding).toEqual(larger.total)
  const paid = await at.desk.capture({ id: order.id, idempotencyKey: newKey() })
  expect(paid).toMatchObject({ paymentStatus: 'paid', paid: larger.total })
})

test('edit: of money that is held less is taken, and more is owed only beyond it', async () => {
  await at.setShop({ captureMode: 'manual' })
  const { order } = await at.place([{ quantity: 3 }])
  const smaller = await at.desk.edit(edit(order, [1]))
  expect(smaller).toMatchObject({ capturable: smaller.total, refunds: [], outstanding: eur(0) })
  const back = await at.desk.edit(edit(smaller, [3], 2))
  expect(back).toMatchObject({ total: order.total, capturable: order.total, outstanding: eur(0) })
  const least = await at.desk.edit(edit(back, [1], 3))
  const paid = await at.desk.capture({ id: order.id, idempotencyKey: newKey() })
  expect(paid).toMatchObject({ paid: least.total, paymentStatus: 'paid' })
})

test('edit: a version that somebody else has changed is refused with the version that it has', async () => {
  const { order } = await at.place([{ quantity: 3 }])
  await at.desk.edit(edit(order, [2]))
  expect(await failureOf(at.desk.edit(edit(order, [1])))).toEqual({ code: 'order.conflict', details: { version: 2 } })
})

test('edit: what cannot be is refused, each with its reason, and nothing changes', async () => {
  const { order } = await at.place([{ quantity: 1, onHand: 2 }])
  const other = await at.place()
  const gone = await addProduct('1.00', 0)
  const base = edit(order, [1])
  const noOrder = `ord_${'0'.repeat(26)}` as const
  const refusals = {
    'order.not_found': { ...base, id: noOrder },
    'order.line_not_found': { ...base, lines: edit(other.order, [1]).lines },
    'variant.not_found': { ...base, add: [{ variantId: noVariant, quantity: 1 }] },
    'order.out_of_stock': { ...base, add: [{ variantId: gone, quantity: 1 }] },
    'input.invalid': edit(order, [0]),
  }
  for (const [code, input] of Object.entries(refusals)) expect((await failureOf(at.desk.edit(input))).code).toBe(code)
  expect(await failureOf(at.desk.edit(edit(order, [4])))).toEqual({
    code: 'order.out_of_stock',
    details: { items: [{ sku: order.lines[0]?.sku, title: order.lines[0]?.productTitle, requested: 3, available: 1 }] },
  })
  expect(await at.desk.get({ id: order.id })).toMatchObject({ version: 1, total: order.total })
})

test('edit: noting the transfer that it asked for leaves what the card holds', async () => {
  await at.setShop({ captureMode: 'manual' })
  const { order } = await at.place([{ quantity: 3 }])
  const { outstanding } = await at.desk.edit(edit(order, [4]))
  const act = { id: order.id, idempotencyKey: newKey() }
  const noted = await at.desk.capture({ ...act, amount: outstanding })
  expect(noted).toMatchObject({ paid: eur(1000), outstanding: eur(0), capturable: order.total })
  expect(noted.payments).toMatchObject([{ status: 'authorized' }, { provider: 'manual', status: 'captured' }])
  const taken = await at.desk.capture({ ...act, idempotencyKey: newKey() })
  expect(taken).toMatchObject({ paymentStatus: 'paid', paid: eur(order.total.amount + 1000), capturable: eur(0) })
})

test('refund: money goes back by one payment where one has enough, to the card before any has to be transferred by hand', async () => {
  const { order } = await at.place([{ quantity: 2 }])
  await at.desk.edit(edit(order, [3]))
  await at.desk.capture({ id: order.id, idempotencyKey: newKey() })
  const back = async (amount: number) => {
    const act = { id: order.id, idempotencyKey: newKey(), amount: eur(amount), reason: 'x' }
    const { payments } = await at.desk.refund(act)
    return Object.fromEntries(payments.map(({ provider, refunded }) => [provider, refunded.amount]))
  }
  expect(await back(1500)).toEqual({ test: 1500, manual: 0 })
  expect(await back(1000)).toEqual({ test: 1500, manual: 1000 })
})

test('edit: what is taken at the provider beyond what the order costs since goes back', async () => {
  await at.setShop({ captureMode: 'manual' })
  const { order } = await at.place([{ quantity: 3 }])
  const { payments, total } = await at.desk.edit(edit(order, [1]))
  const reference = only(payments).reference ?? ''
  await at.shop.testPayments.capture({ idempotencyKey: 'by hand', reference, amount: order.total.amount })
  for (const id of ['evt_taken', 'evt_told_again']) {
    await receiveProviderEvent(at.shop.deps, 'test', { id, type: 'captured', reference })
    await workProviderEvents(at.shop.deps)
  }
  const seen = await at.desk.get({ id: order.id })
  expect(seen).toMatchObject({ paid: order.total, refunded: eur(2000), refundable: total })
  expect(await at.shop.testPayments.find(reference)).toMatchObject({ refundedAmount: 2000 })
})

test.each(['fulfilled in part', 'canceled'])('edit: an order that is %s is not edited', async (how) => {
  const { order } = await at.place([{ quantity: 2 }])
  const act = { id: order.id, idempotencyKey: newKey() }
  if (how === 'canceled') await at.desk.cancel({ ...act, reason: 'x' })
  else await at.desk.fulfil({ ...act, lines: unitsOf(order, [1]) })
  expect((await failureOf(at.desk.edit(edit(order, [1])))).code).toBe('order.not_editable')
})

/** Adds a promotion of 10% off from 20.00 EUR. */
const addPromotion = async (rest: Partial<typeof schema.promotions.$inferInsert> = {}): Promise<IdOf<'promotion'>> => {
  const id = makeId('promotion', Date.now(), (bytes) => randomBytes(bytes))
  const counts = { minimumQuantity: 0, priority: 0, usedCount: 0, version: 1, createdAt: 0, updatedAt: 0 }
  const reward = { kind: 'percent' as const, basisPoints: 1000, on: { kind: 'everything' as const } }
  const row = { id, title: 'Ten', code: null, reward, minimumAmounts: [eur(2000)], stacking: 'combine' as const }
  await at.shop.deps.db.write((tx) =>
    tx.insert(schema.promotions).values({ ...row, ...counts, isActive: true, ...rest })
  )
  return id
}

const usesOf = (id: string) => only(at.shop.rows('SELECT used_count FROM promotions WHERE id = ?', id))['used_count']

const end = (id: IdOf<'promotion'>) =>
  at.shop.deps.db.write((tx) =>
    tx.update(schema.promotions).set({ isActive: false }).where(eq(schema.promotions.id, id))
  )

test('edit: a promotion that no longer counts is given back, and taken again when it does', async () => {
  const id = await addPromotion()
  const placed: Placed = await at.place([{ quantity: 3 }])
  const { order } = placed
  expect([order.totals.discount, usesOf(id)]).toEqual([eur(300), 1])
  const without = await at.desk.edit(edit(order, [1]))
  expect([without.totals.discount, without.discounts, usesOf(id)]).toEqual([eur(0), [], 0])
  const again = await at.desk.edit(edit(without, [4], 2))
  expect([again.totals.discount, usesOf(id)]).toEqual([eur(400), 1])
})

test('edit: the promotions of an order go on counting for it after they have ended', async () => {
  const id = await addPromotion()
  const { order } = await at.place([{ quantity: 3 }])
  await end(id)
  const edited = await at.desk.edit(edit(order, [4]))
  expect([edited.totals.discount, usesOf(id)]).toEqual([eur(400), 1])
})

test('edit: a promotion that is used up by others does not count for what an edit makes worth it', async () => {
  const id = await addPromotion({ usageLimit: 1 })
  const { order } = await at.place([{ quantity: 1 }])
  await at.place([{ quantity: 2 }])
  const edited = await at.desk.edit(edit(order, [3]))
  expect([edited.totals.discount, usesOf(id)]).toEqual([eur(0), 1])
})

test.each([
  ['has ended', { endsAt: Date.now() - 1000 }],
  ['begins later now', { startsAt: Date.now() + 3_600_000 }],
])('edit: a promotion that %s does not count for what an edit makes worth it', async (_, period) => {
  const id = await addPromotion()
  const { order } = await at.place([{ quantity: 1 }])
  const { order: using } = await at.place([{ quantity: 3 }])
  await at.shop.deps.db.write((tx) => tx.update(schema.promotions).set(period).where(eq(schema.promotions.id, id)))
  const edited = await at.desk.edit(edit(order, [3]))
  expect(edited.totals.discount).toEqual(eur(0))
  const kept = await at.desk.edit(edit(using, [4]))
  expect([kept.totals.discount, usesOf(id)]).toEqual([eur(400), 1])
})

const act = <I extends string>(id: I) => ({ id, idempotencyKey: newKey() })

/** Fulfills an order, and has units of it returned. */
const sendBack = async ({ order, api }: Pick<Placed, 'order' | 'api'>, quantities: readonly number[]) => {
  await at.desk.fulfil(act(order.id))
  const lines = unitsOf(order, quantities)
  const asked = await api.orders.requestReturn({ ...act(order.id), reason: 'damaged', note: '', lines })
  const { id } = only(asked.returns)
  await at.desk.returns.approve(act(id))
  await at.desk.returns.receive(act(id))
}

test('edit: a refunded unit that is taken out counts no more against those that stay', async () => {
  const { order, api } = await at.place([{ quantity: 3 }])
  await at.desk.refund({ ...act(order.id), lines: unitsOf(order, [1]), reason: 'missing' })
  const edited = await at.desk.edit(edit(order, [2]))
  expect(edited).toMatchObject({ refunded: eur(1000), refundedLines: [] })
  await sendBack({ order: edited, api }, [2])
  expect((await at.desk.get({ id: order.id })).refunded).toEqual(eur(3000))
  const rest = await at.desk.refund({ ...act(order.id), includeShipping: true, reason: 'kindness' })
  expect(rest.refunded).toEqual(order.total)
})

test('edit: of the refunded units only those are dropped that the edit gave nothing for', async () => {
  const { order } = await at.place([{ quantity: 4 }])
  await at.desk.refund({ ...act(order.id), lines: unitsOf(order, [2]), reason: 'missing' })
  // One of the two removed units was already refunded, and the price of the other pays for the added product.
  const added = await addProduct('10.00')
  const edited = await at.desk.edit({ ...edit(order, [2]), add: [{ variantId: added, quantity: 1 }] })
  expect(edited).toMatchObject({ refunded: eur(2000), outstanding: eur(0), refundedLines: unitsOf(edited, [1]) })
  const lines = unitsOf(edited, [1, 1])
  const rest = await at.desk.refund({ ...act(order.id), lines, includeShipping: true, reason: 'x' })
  expect(rest.refunded).toEqual(order.total)
})

/** Adds a product that requires no shipping. */
const addDigital = async (): Promise<IdOf<'variant'>> => {
  const id = await addProduct('5.00')
  const requiresShipping = false
  await at.shop.deps.db.write((tx) =>
    tx.update(schema.variants).set({ requiresShipping }).where(eq(schema.variants.id, id))
  )
  return id
}

test('edit: shipping is paid while something has to be sent, and again when it has to be again', async () => {
  const { order } = await at.place()
  const digital = await addDigital()
  expect(order.totals.shipping).toEqual(eur(490))
  const both = await at.desk.edit({ ...edit(order, [1]), add: [{ variantId: digital, quantity: 1 }] })
  expect(both.totals.shipping).toEqual(eur(490))
  const unsent = await at.desk.edit({ ...edit(both, [0], 2) })
  expect(unsent).toMatchObject({ total: eur(500), totals: { shipping: eur(0) } })
  const physical = await addProduct('7.00')
  const again = await at.desk.edit({ ...edit(unsent, [1], 3), add: [{ variantId: physical, quantity: 1 }] })
  expect(again).toMatchObject({ total: eur(1690), totals: { shipping: eur(490) } })
})

test('edit: what has to be sent is not put into an order that was bought without shipping', async () => {
  const digital = await addDigital()
  const api = at.shop.as(newVisitor())
  await api.cart.addItem({ variantId: digital, quantity: 1 })
  const { order } = await api.orders.place(orderInput(newKey()))
  const add = (variantId: IdOf<'variant'>) => ({ ...edit(order, [1]), add: [{ variantId, quantity: 1 }] })
  expect((await failureOf(at.desk.edit(add(await addProduct('5.00'))))).code).toBe('input.invalid')
  expect((await at.desk.edit(add(await addDigital()))).totals.shipping).toEqual(eur(0))
})
