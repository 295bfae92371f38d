import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { orderInput } from './buyers.ts'
import type { ProofShop } from './proof-shop.ts'
import { atOnce, numbers, openProofShop, outcomeOf, roundsOf, tally, timeFor } from './proof-shop.ts'

const BUYERS = roundsOf('OVERSELL_BUYERS', 100)
const REPEATS = roundsOf('OVERSELL_REPEATS', 1)
const SOCKETS = 64
vi.setConfig({ testTimeout: timeFor(BUYERS * REPEATS) })

let shop: ProofShop
beforeAll(async () => {
  shop = await openProofShop()
})
afterAll(() => shop.close())

test.each([2, 10, 100])(
  `oversell: ${BUYERS} buyers, %i for each unit, ${REPEATS} times: as many orders as units, and all others told so`,
  async (ratio) => {
    for (const repeat of numbers(REPEATS)) await sellOut(Math.max(1, Math.floor(BUYERS / ratio)), `${ratio}-${repeat}`)
  }
)

const sellOut = async (units: number, name: string) => {
  const variantId = await shop.product(`one-for-${name}`, units)
  const guests = numbers(BUYERS).map(() => shop.guest())
  await atOnce(guests, SOCKETS, (guest) => guest.cart.addItem.mutate({ variantId }))

  const outcomes = await atOnce(guests, SOCKETS, (guest, n) =>
    outcomeOf(guest.orders.place.mutate(orderInput(`one-for-${name}-${n}`)))
  )

  expect(tally(outcomes)).toEqual({ ok: units, 'order.out_of_stock': BUYERS - units })
  const [level] = shop.rows('SELECT on_hand, allocated FROM stock_levels WHERE variant_id = ?', variantId)
  expect(level).toEqual({ on_hand: units, allocated: units })
  expect(shop.faults()).toEqual([])
}

test('oversell: no two orders have one number, however many are placed at once', () => {
  const [row] = shop.rows('SELECT count(*) AS orders, count(DISTINCT number) AS numbers FROM orders')
  expect(row?.['numbers']).toBe(row?.['orders'])
})

test('oversell: units of one variant are summed up, whether tabs put them in the cart at once or staff add them to an order', async () => {
  const variantId = await shop.product('in-two-tabs', 5)
  const guest = shop.guest()
  await guest.cart.addItem.mutate({ variantId })
  const tabs = await atOnce(numbers(4), 4, () => outcomeOf(guest.cart.addItem.mutate({ variantId, quantity: 2 })))
  expect(tally(tabs)).toEqual({ ok: 2, 'cart.insufficient_stock': 2 })
  const { order } = await guest.orders.place.mutate(orderInput('in-two-tabs'))
  expect(order.lines).toMatchObject([{ quantity: 5 }])

  const { version } = await shop.owner.admin.orders.get.query({ id: order.id })
  const edit = { id: order.id, version, idempotencyKey: 'one-too-many', reason: 'x', lines: [] }
  const edited = shop.owner.admin.orders.edit.mutate({ ...edit, add: [{ variantId, quantity: 1 }] })
  expect(await outcomeOf(edited)).toBe('order.out_of_stock')
  expect(shop.faults()).toEqual([])
})

test('oversell: carts with two scarce things in opposite order: both or neither, and never one too many', async () => {
  const left = await shop.product('left-glove', 10)
  const right = await shop.product('right-glove', 10)
  const guests = numbers(40).map(() => shop.guest())
  await atOnce(guests, SOCKETS, async (guest, n) => {
    const pair = n % 2 === 0 ? [left, right] : [right, left]
    for (const variantId of pair) await guest.cart.addItem.mutate({ variantId })
  })
  const outcomes = await atOnce(guests, SOCKETS, (guest, n) =>
    outcomeOf(guest.orders.place.mutate(orderInput(`a-pair-${n}`)))
  )
  expect(tally(outcomes)).toEqual({ ok: 10, 'order.out_of_stock': 30 })
  expect(shop.faults()).toEqual([])
})
