import type { IdOf } from '@tradepost/contract'
import { orderStatuses } from '@tradepost/contract'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findBrokenInvariants } from './invariants.ts'
import type { TestShop } from './test-shop.ts'
import { declinedCard, failureOf, goodCard, makeTestShop, newVisitor, only, orderInput } from './test-shop.ts'

let shop: TestShop

beforeEach(async () => {
  shop = await makeTestShop()
})

afterEach(async () => {
  const broken = findBrokenInvariants(shop.path)
  await shop.close()
  expect(broken).toEqual([])
})

const card = (cardNumber: string) => ({ payment: { method: 'test_card' as const, cardNumber } })

const countOf = (table: string): unknown => only(shop.rows(`SELECT count(*) AS n FROM ${table}`))['n']

const stockOf = (variantId: IdOf<'variant'>) =>
  only(shop.rows('SELECT on_hand, allocated FROM stock_levels WHERE variant_id = ?', variantId))

/** Makes a guest with units of a new product in the cart. */
const guestWith = async (product: { slug: string; price?: string; onHand?: number }, quantity = 1) => {
  const [variantId = '' as never] = await shop.addProduct(product)
  const visitor = newVisitor()
  const api = shop.as(visitor)
  await api.cart.addItem({ variantId, quantity })
  return { api, visitor, variantId }
}

test('place: a paid order has frozen names and prices, its totals, its history, and leaves an empty cart', async () => {
  const { api } = await guestWith({ slug: 'mug', price: '12.50', onHand: 5 }, 2)

  const { order, cart } = await api.orders.place(orderInput('first-order'))
  await shop.addProduct({ slug: 'mug', title: 'Renamed', price: '99.00', onHand: 5 })

  expect(cart).toMatchObject({ id: null, lines: [], itemCount: 0 })
  expect(order.number).toMatch(/^TP-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/)
  expect(order.timeline.map(({ text }) => text)).toEqual(['pending_payment', '€29.90', 'placed'])
  const again = await api.orders.get({ id: order.id })
  expect(again).toEqual(order)
  expect(again).toMatchObject({
    status: 'placed',
    paymentStatus: 'paid',
    itemCount: 2,
    nextActions: ['fulfil', 'fulfil_part', 'cancel'],
    lines: [{ productTitle: 'mug', quantity: 2, unitPrice: { amount: 1250 }, total: { amount: 2500 } }],
    totals: { subtotal: { amount: 2500 }, shipping: { amount: 490 }, tax: { amount: 498 }, total: { amount: 2990 } },
  })
})

test('place: stock is allocated, and every row that announces and explains it is written', async () => {
  const { api, variantId } = await guestWith({ slug: 'mug', onHand: 5 }, 2)

  const { order } = await api.orders.place(orderInput('first-order'))

  expect(stockOf(variantId)).toMatchObject({ on_hand: 5, allocated: 2 })
  expect(
    shop.rows("SELECT allocated_delta FROM stock_movements WHERE kind = 'allocated' AND order_id = ?", order.id)
  ).toEqual([{ allocated_delta: 2 }])
  expect(shop.rows('SELECT topic FROM outbox WHERE subject_id = ? ORDER BY id', order.id)).toEqual([
    { topic: 'order.pending_payment' },
    { topic: 'order.payment_captured' },
    { topic: 'order.placed' },
  ])
  expect(shop.rows('SELECT status, amount FROM payments WHERE order_id = ?', order.id)).toEqual([
    { status: 'captured', amount: order.total.amount },
  ])
})

test('place: the order that takes stock down to the shop’s mark announces it, and no order before or after it', async () => {
  const variantId = only(await shop.addProduct({ slug: 'mug', onHand: 6 }))
  const lowEvents = () => shop.rows("SELECT payload FROM outbox WHERE topic = 'stock.low'").length
  const counts: number[] = []
  for (let n = 0; n < 4; n++) {
    const api = shop.as(newVisitor())
    await api.cart.addItem({ variantId, quantity: 1 })
    await api.orders.place(orderInput(`order-no-${n}`))
    counts.push(lowEvents())
  }
  expect(counts).toEqual([0, 0, 1, 1])
})

test('place: the lines of an order stand in the order of the cart', async () => {
  const { visitor } = await guestWith({ slug: 'line-0', onHand: 9 })
  const slugs = ['line-0', ...Array.from({ length: 11 }, (_, n) => `line-${n + 1}`)]
  for (const slug of slugs.slice(1)) {
    const variantId = only(await shop.addProduct({ slug, onHand: 9 }))
    await shop.as(visitor).cart.addItem({ variantId })
  }

  const { order } = await shop.as(visitor).orders.place(orderInput('many-lines'))

  expect(order.lines.map((line) => line.productSlug)).toEqual(slugs)
})

test('place: a declined card gives back the stock and the cart; the same key repeats it, a new key may succeed', async () => {
  const { api, variantId } = await guestWith({ slug: 'mug', onHand: 1 })
  const declined = { code: 'payment.declined', details: { reason: 'card_declined' } }

  expect(await failureOf(api.orders.place(orderInput('key-declined', card(declinedCard))))).toEqual(declined)
  expect(stockOf(variantId)).toMatchObject({ allocated: 0 })
  expect(await api.cart.get()).toMatchObject({ itemCount: 1, problems: [] })

  expect(await failureOf(api.orders.place(orderInput('key-declined', card(declinedCard))))).toEqual(declined)
  expect(countOf('orders')).toBe(1)

  const { order } = await api.orders.place(orderInput('key-of-good-card', card(goodCard)))
  expect(order.status).toBe('placed')
  expect(stockOf(variantId)).toMatchObject({ allocated: 1 })
  expect(shop.rows('SELECT status FROM orders ORDER BY id')).toEqual([{ status: 'canceled' }, { status: 'placed' }])
})

test('place: each test card does what its name says, and any other number is declined', async () => {
  const { api } = await guestWith({ slug: 'mug', onHand: 1 })
  const reasonOf = async (cardNumber: string) =>
    (await failureOf(api.orders.place(orderInput(`with-${cardNumber}`, card(cardNumber))))).details
  expect(await reasonOf('4000000000009995')).toEqual({ reason: 'insufficient_funds' })
  expect(await reasonOf('5555555555554444')).toEqual({ reason: 'card_declined' })
})

test('place: another total than the buyer was shown is refused with the right one, and nothing changes', async () => {
  const { api, variantId } = await guestWith({ slug: 'mug', price: '10.00', onHand: 3 })
  const expectedTotal = { amount: 1489, currency: 'EUR' as const }

  expect(await failureOf(api.orders.place(orderInput('stale-total', { expectedTotal })))).toEqual({
    code: 'order.total_changed',
    details: { total: { amount: 1490, currency: 'EUR' } },
  })
  expect(countOf('orders')).toBe(0)
  expect(stockOf(variantId)).toMatchObject({ allocated: 0 })
  const sameTotal = { expectedTotal: { amount: 1490, currency: 'EUR' as const } }
  expect((await api.orders.place(orderInput('right-total', sameTotal))).order.total.amount).toBe(1490)
})

test('place: what is sold out is named with what is left, and nothing changes', async () => {
  const { api, visitor } = await guestWith({ slug: 'mug', onHand: 5 }, 5)
  const bowl = only(await shop.addProduct({ slug: 'bowl', sku: 'BOWL', onHand: 4 }))
  await api.cart.addItem({ variantId: bowl, quantity: 4 })
  await shop.addProduct({ slug: 'mug', sku: 'MUG', onHand: 2 })
  await shop.addProduct({ slug: 'bowl', sku: 'BOWL', onHand: 0 })
  const before = shop.rows('SELECT * FROM stock_movements')

  expect(await failureOf(shop.as(visitor).orders.place(orderInput('too-late')))).toEqual({
    code: 'order.out_of_stock',
    details: {
      items: [
        { sku: 'MUG', title: 'mug', requested: 5, available: 2 },
        { sku: 'BOWL', title: 'bowl', requested: 4, available: 0 },
      ],
    },
  })
  expect([countOf('orders'), countOf('payments'), countOf('outbox'), countOf('idempotency_keys')]).toEqual([0, 0, 0, 0])
  expect(shop.rows('SELECT * FROM stock_movements')).toEqual(before)
  expect((await api.cart.get()).problems.map(({ code }) => code)).toEqual(['out_of_stock', 'out_of_stock'])
})

test('place: what was archived meanwhile is named and nothing changes', async () => {
  const { api } = await guestWith({ slug: 'mug', onHand: 5 })
  await shop.addProduct({ slug: 'mug', sku: 'MUG', onHand: 5, status: 'archived' })
  expect(await failureOf(api.orders.place(orderInput('too-late')))).toEqual({
    code: 'order.unavailable',
    details: { skus: ['MUG'] },
  })
  expect(countOf('orders')).toBe(0)
})

test('place: an empty cart, and a guest without an e-mail address, are told so', async () => {
  const nobody = shop.as()
  expect(await failureOf(nobody.orders.place(orderInput('empty-cart')))).toEqual({
    code: 'order.empty_cart',
    details: null,
  })
  const { api } = await guestWith({ slug: 'mug', onHand: 5 })
  const { email: _, ...anonymous } = orderInput('no-address')
  expect((await failureOf(api.orders.place(anonymous))).code).toBe('order.email_required')
  expect(countOf('orders')).toBe(0)
})

test('place: a signed-in customer may leave the e-mail address out', async () => {
  const ada = await shop.signUp('ada')
  await ada.api.cart.addItem({ variantId: only(await shop.addProduct({ slug: 'mug', onHand: 5 })) })
  const { email: _, ...input } = orderInput('of-account')
  expect((await ada.api.orders.place(input)).order.email).toBe('ada@example.com')
})

test('place: variants that are not tracked, or may be back-ordered, are sold beyond stock', async () => {
  const { api } = await guestWith({ slug: 'download' }, 500)
  const chair = only(await shop.addProduct({ slug: 'chair', price: '5.00', onHand: 1, backorder: true }))
  await api.cart.addItem({ variantId: chair, quantity: 3 })
  expect((await api.orders.place(orderInput('beyond-stock'))).order.itemCount).toBe(503)
  expect(stockOf(chair)).toMatchObject({ on_hand: 1, allocated: 3 })
})

test('get: an order is seen by its guest or its account, and is not found for anybody else', async () => {
  const { api, visitor } = await guestWith({ slug: 'mug', onHand: 5 })
  const { order } = await api.orders.place(orderInput('of-a-guest'))
  const ada = await shop.signUp('ada')
  const olive = await shop.signUp('olive', 'owner')
  const missing = { code: 'order.not_found', details: null }

  expect((await shop.as(visitor).orders.get({ id: order.id })).number).toBe(order.number)
  expect(await failureOf(ada.api.orders.get({ id: order.id }))).toEqual(missing)
  expect(await failureOf(olive.api.orders.get({ id: order.id }))).toEqual(missing)
  expect(await failureOf(shop.as().orders.get({ id: order.id }))).toEqual(missing)
  expect(
    await failureOf(shop.as(newVisitor({ guest: 'another-guest-entirely' })).orders.get({ id: order.id }))
  ).toEqual(missing)
})

test('get: a guest who signs in afterwards still sees the order of this browser, and another browser does not', async () => {
  const { api, visitor } = await guestWith({ slug: 'mug', onHand: 5 })
  const { order } = await api.orders.place(orderInput('guest-first'))
  const { user } = await shop.signUp('ada')
  visitor.session = (await shop.deps.sessions.begin(user.id, '')).token
  expect((await api.auth.session()).user?.id).toBe(user.id)
  expect((await api.orders.get({ id: order.id })).number).toBe(order.number)
  expect((await api.orders.list({})).items).toEqual([])
  const elsewhere = shop.as(newVisitor({ session: visitor.session }))
  expect((await failureOf(elsewhere.orders.get({ id: order.id }))).code).toBe('order.not_found')
})

test('list: one’s own orders, newest first, each once though new ones arrive between pages', async () => {
  const ada = await shop.signUp('ada')
  const mug = only(await shop.addProduct({ slug: 'mug', onHand: 50 }))
  const place = async (n: number) => {
    await ada.api.cart.addItem({ variantId: mug })
    return (await ada.api.orders.place(orderInput(`order-no-${n}`))).order.id
  }
  const placed: string[] = []
  for (let n = 0; n < 7; n++) placed.unshift(await place(n))

  const seen: string[] = []
  let cursor: string | null = null
  do {
    const page = await ada.api.orders.list({ limit: 3, cursor })
    seen.push(...page.items.map(({ id }) => id))
    cursor = page.nextCursor
    await place(100 + seen.length)
  } while (cursor !== null && seen.length <= placed.length)

  expect(seen).toEqual(placed)
  const [newest] = (await ada.api.orders.list({})).items
  expect(newest).toMatchObject({ itemCount: 1, paymentStatus: 'paid', status: 'placed' })
  const bob = await shop.signUp('bob')
  expect(await bob.api.orders.list({})).toEqual({ items: [], nextCursor: null })
})

test('admin list: by status, by whole number or address, and for staff alone', async () => {
  const { api } = await guestWith({ slug: 'mug', onHand: 5 })
  const { order } = await api.orders.place(orderInput('of-a-guest'))
  const sue = await shop.signUp('sue', 'support')
  const find = async (input: Parameters<typeof sue.api.admin.orders.list>[0]) =>
    (await sue.api.admin.orders.list(input)).items.map(({ number }) => number)

  expect(await find({ search: order.number.toLowerCase() })).toEqual([order.number])
  expect(await find({ search: 'Guest@Example.com' })).toEqual([order.number])
  expect(await find({ status: 'placed' })).toEqual([order.number])
  expect(await find({ status: 'canceled' })).toEqual([])
  expect(await find({ search: '%' })).toEqual([])
  expect((await sue.api.admin.orders.list({})).items).toMatchObject([
    { customerName: 'Ada', itemCount: 1, paymentStatus: 'paid', email: 'guest@example.com' },
  ])
})

test('status: the database takes exactly the statuses of the order machine', () => {
  const { sql } = only(shop.rows("SELECT sql FROM sqlite_schema WHERE name = 'orders'"))
  expect(sql).toContain(`CHECK (status IN (${orderStatuses.map((status) => `'${status}'`).join(', ')}))`)
})
