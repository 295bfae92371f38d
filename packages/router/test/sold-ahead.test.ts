import type { IdOf, Location, Order } from '@tradepost/contract'
import { FIRST_LOCATION } from '@tradepost/contract'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { findBrokenInvariants } from './invariants.ts'
import type { OrderDesk } from './order-desk.ts'
import { newKey, openDesk, unitsOf } from './order-desk.ts'
import { failureOf, newVisitor, only, orderInput } from './test-shop.ts'

let at: OrderDesk
let second: Location

beforeAll(async () => {
  at = await openDesk()
  const { create, list, update } = at.owner.api.admin.locations
  second = await create({ name: 'Second' })
  // Orders allocate from the second location first; imports and forms set the stock of the main location.
  await update({ ...only((await list()).items.filter(({ id }) => id === FIRST_LOCATION)), position: 900 })
})

afterEach(() => {
  expect(findBrokenInvariants(at.shop.path)).toEqual([])
})

afterAll(() => at.shop.close())

const levelsOf = (variantId: string) =>
  at.shop
    .rows('SELECT on_hand, allocated, backorder FROM stock_levels WHERE variant_id = ? ORDER BY location_id', variantId)
    .map((level) => Object.values(level))
const save = async (sku: string, stock: { onHand: number; backorder: boolean }): Promise<IdOf<'variant'>> =>
  only(await at.shop.addProduct({ slug: sku.toLowerCase(), sku, price: '5.00', ...stock }))
const receive = (variantId: IdOf<'variant'>, quantity: number, locationId: IdOf<'location'> = second.id) =>
  at.owner.api.admin.inventory.receive({ variantId, locationId, quantity, reason: 'x', idempotencyKey: newKey() })

/** Makes a visitor with units of a variant in the cart. */
const fillCart = async (variantId: IdOf<'variant'>, quantity: number) => {
  const api = at.shop.as(newVisitor({ address: `buyer-${newKey()}` }))
  await api.cart.addItem({ variantId, quantity })
  return { api, place: async () => (await api.orders.place(orderInput(newKey()))).order }
}

test('backorder: what may no longer be sold ahead is not, though units that were are still owed', async () => {
  const variantId = await save('ENDED', { onHand: 0, backorder: true })
  const [few, many] = [await fillCart(variantId, 1), await fillCart(variantId, 4)]
  await receive(variantId, 1)
  await (await fillCart(variantId, 3)).place()
  await save('ENDED', { onHand: 3, backorder: false })
  const owed = [
    [2, 0, 0],
    [1, 3, 1],
  ]
  expect(levelsOf(variantId)).toEqual(owed)
  for (const { place } of [few, many]) {
    const failure = await failureOf(place())
    expect(failure).toMatchObject({ code: 'order.out_of_stock', details: { items: [{ sku: 'ENDED', available: 0 }] } })
  }
  await receive(variantId, 1, FIRST_LOCATION)
  expect((await few.place()).status).toBe('placed')
  expect(levelsOf(variantId)).toEqual([
    [3, 1, 0],
    [1, 3, 1],
  ])
})

test('save: that a variant may no longer be sold ahead makes no units, and what was is sent when it has come', async () => {
  const variantId = await save('FEW', { onHand: 1, backorder: true })
  const { id } = await (await fillCart(variantId, 3)).place()
  await save('FEW', { onHand: 1, backorder: false })
  expect(levelsOf(variantId)).toEqual([[1, 3, 1]])
  // A count does not remove units that are on hand and allocated.
  await save('FEW', { onHand: 0, backorder: false })
  expect(levelsOf(variantId)).toEqual([[1, 3, 1]])
  expect(at.shop.rows("SELECT * FROM stock_movements WHERE variant_id = ? AND kind = 'adjusted'", variantId)).toEqual(
    []
  )
  await save('FEW', { onHand: 3, backorder: false })
  expect(levelsOf(variantId)).toEqual([[3, 3, 0]])
  expect((await at.desk.fulfil({ id, idempotencyKey: newKey() })).status).toBe('fulfilled')
})

const edit = ({ id, lines, version }: Pick<Order, 'id' | 'lines'> & { version: number }, quantity: number) =>
  at.desk.edit({
    id,
    version,
    lines: lines.map(({ id: lineId }) => ({ lineId, quantity })),
    reason: 'asked for',
    idempotencyKey: newKey(),
  })
const fulfil = ({ id, lines }: Pick<Order, 'id' | 'lines'>, quantity: number) =>
  at.desk.fulfil({ id, lines: unitsOf({ lines }, [quantity]), idempotencyKey: newKey() })

test('fulfil: what is there of an order is sent, its own before what is promised to others, wherever else more is to come', async () => {
  const variantId = await save('PARTLY', { onHand: 2, backorder: true })
  const other = await (await fillCart(variantId, 2)).place()
  const order = await (await fillCart(variantId, 3)).place()
  await receive(variantId, 2)
  await edit({ ...order, version: 1 }, 5)
  expect(levelsOf(variantId)).toEqual([
    [2, 5, 1],
    [2, 2, 1],
  ])
  const failure = await failureOf(fulfil(order, 5))
  expect(failure).toMatchObject({ code: 'stock.insufficient', details: { available: 4 } })
  await fulfil(order, 2)
  expect(levelsOf(variantId)).toEqual([
    [2, 5, 1],
    [0, 0, 1],
  ])
  await fulfil(other, 1)
  expect((await fulfil(order, 1)).status).toBe('partially_fulfilled')
  expect(await failureOf(fulfil(other, 1))).toMatchObject({ code: 'stock.insufficient', details: { available: 0 } })
})

test('edit: units that are still to come are given back before those that are there', async () => {
  const variantId = await save('FEWER', { onHand: 2, backorder: true })
  await receive(variantId, 1)
  const order = await (await fillCart(variantId, 5)).place()
  expect(levelsOf(variantId)).toEqual([
    [2, 2, 1],
    [1, 3, 1],
  ])
  await edit({ ...order, version: 1 }, 3)
  expect(levelsOf(variantId)).toEqual([
    [2, 2, 1],
    [1, 1, 1],
  ])
  expect((await fulfil(order, 3)).status).toBe('fulfilled')
})

test('place: what may be sold ahead can be ordered though its only location is off, what may not is sold out', async () => {
  const ahead = await save('AHEAD', { onHand: 0, backorder: true })
  const never = await save('NEVER', { onHand: 1, backorder: false })
  const { place } = await fillCart(never, 1)
  const { list, update } = at.owner.api.admin.locations
  const main = only((await list()).items.filter(({ id }) => id === FIRST_LOCATION))
  await update({ ...main, isActive: false })
  expect((await (await fillCart(ahead, 1)).place()).status).toBe('placed')
  expect((await failureOf(place())).code).toBe('order.out_of_stock')
  await update({ ...main, version: main.version + 1 })
  await (await fillCart(ahead, 2)).place()
  expect(levelsOf(ahead)).toEqual([
    [0, 0, 1],
    [0, 3, 1],
  ])
})
