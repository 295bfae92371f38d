import type { TradepostClient } from '@tradepost/client'
import type { ActPoint } from '@tradepost/commerce'
import { actPoints } from '@tradepost/commerce'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { ProofShop } from './proof-shop.ts'
import { challengeCard, embeddedBooks, goodCard, lateCard, openProofShop, orderBy, outcomeOf } from './proof-shop.ts'

let shop: ProofShop
let mug: `var_${string}`
beforeAll(async () => {
  shop = await openProofShop({ DEV_MAILBOX: 'true' })
  mug = await shop.product('mug', 10_000)
})
afterEach(() => expect(shop.faults()).toEqual([]))
afterAll(() => shop.close())

/** A crash of the server, the call that it interrupts and that is repeated after the restart, and the expected end. */
interface Death {
  readonly points: readonly ActPoint[]
  readonly captureMode?: 'manual'
  /** How often the point is reached, if not once: at its start the server itself queries open payments. */
  readonly reached?: number
  /** Runs before the server gets its crash point. */
  readonly prepare?: (guest: TradepostClient, key: string) => Promise<unknown>
  readonly act: (guest: TradepostClient, key: string) => Promise<unknown>
  /** The state of the order and of the provider's books after the same call is repeated. */
  readonly end: { status: string; books: string; captured: number | 'all'; refunded: number | 'all' }
}

const place = (card: string) => (guest: TradepostClient, key: string) =>
  guest.orders.place.mutate(orderBy(key, card, `${key}@example.com`))
const start = (guest: TradepostClient, key: string) =>
  guest.checkout.start.mutate(orderBy(key, challengeCard, `${key}@example.com`))

const rowOf = (key: string) =>
  shop.rows('SELECT id, status, total_amount FROM orders WHERE email = ? ORDER BY id DESC', `${key}@example.com`)[0]
const idOf = (key: string): `ord_${string}` => {
  const id = String(rowOf(key)?.['id'])
  if (!isOrderId(id)) throw new Error(`There is no order of ${key}.`)
  return id
}
const isOrderId = (id: string): id is `ord_${string}` => id.startsWith('ord_')

const staffAct = (key: string) => ({ id: idOf(key), idempotencyKey: `${key}-staff` })
const capture = (_: TradepostClient, key: string) => shop.owner.admin.orders.capture.mutate(staffAct(key))
const cancel = (_: TradepostClient, key: string) =>
  shop.owner.admin.orders.cancel.mutate({ ...staffAct(key), reason: 'x' })
const refund = (_: TradepostClient, key: string) =>
  shop.owner.admin.orders.refund.mutate({ ...staffAct(key), amount: { amount: 500, currency: 'EUR' }, reason: 'x' })
const expire = (_: TradepostClient, key: string) =>
  shop.owner.admin.orders.transition.mutate({ ...staffAct(key), to: 'expired' })
const prove = (guest: TradepostClient, key: string) =>
  guest.checkout.complete.mutate({ orderId: idOf(key), challenge: 'passed' })

const paid = { status: 'placed', books: 'captured', captured: 'all', refunded: 0 } as const

const deaths: Readonly<Record<string, Death>> = {
  'an order': {
    points: ['checkout.begin', 'checkout.reserved', 'checkout.asked', 'checkout.settled'],
    act: place(goodCard),
    end: paid,
  },
  'an order told by mail': { points: ['outbox.told'], act: place(goodCard), end: paid },
  'an order that the provider tells of': { points: ['event.stored', 'event.settled'], act: place(lateCard), end: paid },
  'a proof': { points: ['payment.found'], reached: 2, prepare: start, act: prove, end: paid },
  'a capture': {
    points: ['capture.marked', 'capture.asked', 'capture.settled'],
    captureMode: 'manual',
    prepare: place(goodCard),
    act: capture,
    end: paid,
  },
  'a refund': {
    points: ['refund.requested', 'refund.asked', 'refund.settled'],
    prepare: place(goodCard),
    act: refund,
    end: { ...paid, refunded: 500 },
  },
  'a cancel of what was paid': {
    points: ['refund.requested', 'refund.asked', 'refund.settled'],
    prepare: place(goodCard),
    act: cancel,
    end: { ...paid, status: 'canceled', refunded: 'all' },
  },
  'a cancel of what is held': {
    points: ['void.marked', 'void.asked', 'void.settled'],
    captureMode: 'manual',
    prepare: place(goodCard),
    act: cancel,
    end: { status: 'canceled', books: 'voided', captured: 0, refunded: 0 },
  },
  'the end of a reservation': {
    points: ['expire.found', 'expire.released', 'void.marked', 'void.asked', 'void.settled'],
    prepare: start,
    act: expire,
    end: { status: 'expired', books: 'voided', captured: 0, refunded: 0 },
  },
}

const all = Object.entries(deaths).flatMap(([name, death]) => death.points.map((point) => ({ name, point, death })))
// Each point is tested once, with the first act that passes it. Every act at every point takes 50 % longer.
const isFirst = ({ point }: (typeof all)[number], index: number) =>
  all.findIndex((one) => one.point === point) === index
const cases = process.env['CRASH_POINTS'] === 'all' ? all : all.filter(isFirst)

const dead = () => expect.poll(() => shop.server().process.signalCode, { timeout: 20_000 }).toBe('SIGKILL')

test.each(cases)(
  'crash: $name dies at $point: after the restart the same call ends it, once',
  async ({ name, point, death }) => {
    const key = `${name}-${point}`.replaceAll(/[^a-z]+/g, '-')
    await shop.set({ captureMode: death.captureMode ?? 'automatic' })
    const guest = shop.guest()
    await guest.cart.addItem.mutate({ variantId: mug })
    await death.prepare?.(guest, key)
    await shop.restart({ CRASH_AT: `${point}:${death.reached ?? 1}` })
    const told = await outcomeOf(death.act(guest, key))
    await dead()
    await shop.restart()
    if (told !== 'ok') await outcomeOf(death.act(guest, key))
    await shop.settled()
    const row = rowOf(key)
    const { status, books, captured, refunded } = death.end
    expect(row?.['status']).toBe(status)
    const sum = (amount: number | 'all') => (amount === 'all' ? row?.['total_amount'] : amount)
    const booked = embeddedBooks(shop.folder).filter(({ orderId }) => orderId === row?.['id'])
    expect(booked).toMatchObject([{ status: books, captured: sum(captured), refunded: sum(refunded) }])
  }
)

test('crash: every named point between two steps is one at which the server has died', () => {
  const missed = actPoints.filter((point) => !cases.some((one) => one.point === point))
  expect(missed).toEqual([])
})

test('crash: a server that dies while it recovers what another death has left recovers it the next time', async () => {
  await shop.set({ captureMode: 'automatic' })
  const guest = shop.guest()
  await guest.cart.addItem.mutate({ variantId: mug })
  await shop.restart({ CRASH_AT: 'checkout.asked' })
  expect(await outcomeOf(place(goodCard)(guest, 'dies-twice'))).not.toBe('ok')
  await expect(shop.restart({ CRASH_AT: 'payment.found' })).rejects.toThrow('did not start')
  await expect(shop.restart({ CRASH_AT: 'checkout.settled' })).rejects.toThrow('did not start')
  await shop.restart()
  await place(goodCard)(guest, 'dies-twice')
  expect(embeddedBooks(shop.folder).filter(({ orderId }) => orderId === idOf('dies-twice'))).toHaveLength(1)
})

test('crash: what was not told by mail is told after the restart', async () => {
  await expect
    .poll(() => shop.rows('SELECT id FROM outbox WHERE delivered_at IS NULL'), { timeout: 30_000 })
    .toEqual([])
})
