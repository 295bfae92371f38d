import Sqlite from 'libsql'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ProofShop } from './proof-shop.ts'
import {
  atOnce,
  challengeCard,
  embeddedBooks,
  goodCard,
  numbers,
  openProofShop,
  orderBy,
  outcomeOf,
  tally,
} from './proof-shop.ts'

const ORDERS = 24
// Time for the restart. Then the first order is paid 1 s before the reservations end, and the last one after the job
// has run, which it does every 2 s.
const RESTART_MS = 6000
const BEFORE_MS = 1000
const AFTER_MS = 3500

let shop: ProofShop
beforeAll(async () => {
  shop = await openProofShop()
})
afterAll(() => shop.close())

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

const start = async (variantId: `var_${string}`, key: string) => {
  const guest = shop.guest()
  await guest.cart.addItem.mutate({ variantId })
  const { orderId } = await guest.checkout.start.mutate(orderBy(key, challengeCard))
  return { guest, orderId }
}

/** Moves the end of every open reservation, as the passing of time would. */
const endReservations = async (at: number) => {
  await shop.server().stop('SIGTERM')
  const file = new Sqlite(shop.server().databasePath)
  file.exec(`UPDATE orders SET reserved_until = ${at} WHERE status = 'pending_payment'`)
  file.close()
  await shop.restart()
}

const statusOf = (orderId: string) => shop.rows('SELECT status FROM orders WHERE id = ?', orderId)[0]?.['status']

test('reservations: one that runs out ends by itself: its unit, its cart and its payment are free, and the next buyer gets it', async () => {
  const variantId = await shop.product('the-only-one', 1)
  const { guest, orderId } = await start(variantId, 'never-proved')
  const next = shop.guest()
  expect(await outcomeOf(next.cart.addItem.mutate({ variantId }))).toBe('cart.insufficient_stock')
  await endReservations(Date.now())
  await shop.settled('with orders')
  expect(statusOf(orderId)).toBe('expired')
  expect((await guest.cart.get.query()).itemCount).toBe(1)
  await next.cart.addItem.mutate({ variantId })
  expect((await next.orders.place.mutate(orderBy('next-in-line', goodCard))).order.status).toBe('placed')
  expect(embeddedBooks(shop.folder).find((row) => row.orderId === orderId)).toMatchObject({ status: 'voided' })
  expect(shop.faults()).toEqual([])
})

test(`reservations: ${ORDERS} are paid while they end, before, at and after the tick: placed, or nothing is kept`, async () => {
  const variantId = await shop.product('at-the-tick', ORDERS)
  const begun = await atOnce(numbers(ORDERS), 8, (n) => start(variantId, `at-the-tick-${n}`))
  const end = Date.now() + RESTART_MS
  await endReservations(end)
  const outcomes = await atOnce(begun, ORDERS, async ({ guest, orderId }, n) => {
    await sleep(end - BEFORE_MS + (n * (BEFORE_MS + AFTER_MS)) / ORDERS - Date.now())
    return outcomeOf(guest.checkout.complete.mutate({ orderId, challenge: 'passed' }))
  })
  expect(tally(outcomes)).toEqual({ ok: ORDERS })
  await shop.settled('with orders')
  const kept = new Map(embeddedBooks(shop.folder).map((row) => [row.orderId, row.captured - row.refunded]))
  const ends = begun.map(({ orderId }) => `${String(statusOf(orderId))} ${(kept.get(orderId) ?? 0) > 0}`)
  expect(Object.keys(tally(ends)).toSorted()).toEqual(['expired false', 'placed true'])
  const [level] = shop.rows('SELECT allocated FROM stock_levels WHERE variant_id = ?', variantId)
  expect(level).toEqual({ allocated: tally(ends)['placed true'] })
  expect(shop.faults()).toEqual([])
})
