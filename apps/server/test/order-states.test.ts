import { errorOf } from '@tradepost/client'
import type { OrderStatus } from '@tradepost/contract'
import { nextActions, nextStatuses, orderStatuses } from '@tradepost/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ProofShop } from './proof-shop.ts'
import { challengeCard, goodCard, openProofShop, orderBy } from './proof-shop.ts'

let shop: ProofShop
let mug: `var_${string}`
beforeAll(async () => {
  shop = await openProofShop()
  mug = await shop.product('mug', 10_000)
})
afterAll(() => shop.close())

let made = 0
const key = () => `key-of-a-pair-${++made}`

/** The transitions to each status, from the start of an order. */
const ways: Readonly<Record<OrderStatus, readonly OrderStatus[]>> = {
  pending_payment: [],
  placed: ['placed'],
  partially_fulfilled: ['placed', 'partially_fulfilled'],
  fulfilled: ['placed', 'fulfilled'],
  completed: ['placed', 'fulfilled', 'completed'],
  canceled: ['canceled'],
  expired: ['expired'],
}

const move = async (id: `ord_${string}`, to: OrderStatus) => {
  const { lines } = await shop.owner.admin.orders.get.query({ id })
  const units = lines.map(({ id: lineId }) => ({ lineId, quantity: 1 }))
  const parcel = to === 'partially_fulfilled' ? { lines: units } : {}
  return shop.owner.admin.orders.transition.mutate({ id, to, idempotencyKey: key(), ...parcel })
}

/** Creates an order of three units and moves it to a status. */
const orderIn = async (status: OrderStatus): Promise<`ord_${string}`> => {
  const guest = shop.guest()
  await guest.cart.addItem.mutate({ variantId: mug, quantity: 3 })
  const isPaid = status !== 'expired' && status !== 'canceled' && status !== 'pending_payment'
  const { orderId } = await guest.checkout.start.mutate(orderBy(key(), isPaid ? goodCard : challengeCard))
  for (const to of isPaid ? ways[status].slice(1) : ways[status]) await move(orderId, to)
  return orderId
}

const pairs = orderStatuses.flatMap((from) => orderStatuses.map((to) => ({ from, to })))

test.each(pairs)('order: from $from to $to over HTTP, as the machine says', async ({ from, to }) => {
  const id = await orderIn(from)
  const before = shop.rows('SELECT count(*) AS n FROM order_history WHERE order_id = ?', id)
  // Only an unpaid invoice may still expire after it is placed, and these orders are paid.
  const allowed = nextStatuses(from).filter((status) => from !== 'placed' || status !== 'expired')
  if (allowed.includes(to)) {
    expect(await move(id, to)).toMatchObject({
      status: to,
      nextActions: nextActions(to).filter((action) => to !== 'placed' || action !== 'expire'),
    })
    return
  }
  const told = nextStatuses(from).filter((status) => status !== to)
  const refusal = await move(id, to).then(
    () => null,
    (error: unknown) => errorOf(error)
  )
  expect(refusal).toMatchObject({
    code: 'order.illegal_transition',
    httpStatus: 409,
    details: { from, to, allowed: told },
  })
  expect(shop.rows('SELECT status FROM orders WHERE id = ?', id)).toEqual([{ status: from }])
  expect(shop.rows('SELECT count(*) AS n FROM order_history WHERE order_id = ?', id)).toEqual(before)
})

test('order: after all pairs of statuses the rows and the provider’s books agree', async () => {
  expect(pairs).toHaveLength(orderStatuses.length ** 2)
  expect(shop.faults()).toEqual([])
})
