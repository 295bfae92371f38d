import { createTradepostClient, memorySession } from '@tradepost/client'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { importCsv, orderInput } from './buyers.ts'
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
  roundsOf,
  tally,
  timeFor,
} from './proof-shop.ts'

const SEEDS = roundsOf('RACE_SEEDS', 100)
// Acts of staff take several calls each.
const FEW = roundsOf('RACE_SEEDS', 10)
const AT_ONCE = 8
vi.setConfig({ testTimeout: timeFor(SEEDS) })

let shop: ProofShop
let plenty: `var_${string}`
beforeAll(async () => {
  shop = await openProofShop()
  plenty = await shop.product('plenty', 100_000)
})
afterEach(async () => {
  await shop.set({ captureMode: 'automatic' })
  expect(shop.faults()).toEqual([])
})
afterAll(() => shop.close())

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

const guestWith = async (quantity = 1) => {
  const guest = shop.guest()
  await guest.cart.addItem.mutate({ variantId: plenty, quantity })
  return guest
}

const placed = async (key: string, quantity = 1) => {
  const guest = await guestWith(quantity)
  return { guest, order: (await guest.orders.place.mutate(orderBy(key, goodCard))).order }
}

const start = async (key: string) => {
  const guest = await guestWith()
  const { orderId } = await guest.checkout.start.mutate(orderBy(key, challengeCard))
  return { guest, orderId }
}

const eur = (amount: number) => ({ amount, currency: 'EUR' as const })

/** Starts two calls up to 3 ms apart. The seed decides the delay and which is first. */
const race = (seed: number, left: () => Promise<unknown>, right: () => Promise<unknown>): Promise<string[]> => {
  const ms = (seed % 7) - 3
  return Promise.all([
    sleep(Math.max(0, -ms)).then(() => outcomeOf(left())),
    sleep(Math.max(0, ms)).then(() => outcomeOf(right())),
  ])
}

test(`races: ${SEEDS} times, paying against giving up, by the buyer and by staff: paid and placed, or canceled and given back`, async () => {
  const ids = await atOnce(numbers(SEEDS), AT_ONCE, async (seed) => {
    const { guest, orderId } = await start(`pay-or-not-${seed}`)
    const pay = () => guest.checkout.complete.mutate({ orderId, challenge: 'passed' })
    const cancel = { id: orderId, idempotencyKey: `rather-not-${seed}`, reason: 'x' }
    const giveUp = () =>
      seed % 2 === 0 ? guest.checkout.cancel.mutate({ orderId }) : shop.owner.admin.orders.cancel.mutate(cancel)
    const outcomes = await race(seed, pay, giveUp)
    expect(outcomes.filter((one) => one !== 'ok' && one !== 'order.cart_changed')).toEqual([])
    return orderId
  })
  await shop.settled()
  const kept = new Map(embeddedBooks(shop.folder).map((row) => [row.orderId, row.captured - row.refunded]))
  const ends = ids.map((id) => {
    const [row] = shop.rows('SELECT status, total_amount FROM orders WHERE id = ?', id)
    const isPaid = kept.get(id) === row?.['total_amount']
    return `${String(row?.['status'])} ${isPaid ? 'paid' : String(kept.get(id))}`
  })
  expect(Object.keys(tally(ends)).filter((end) => !['placed paid', 'canceled 0'].includes(end))).toEqual([])
})

test(`races: ${FEW} times, refund against refund against cancel: never more is given back than was taken`, async () => {
  await atOnce(numbers(FEW), 4, async (seed) => {
    const { order } = await placed(`refunds-${seed}`)
    const most = order.total.amount
    const refund = (n: number) =>
      shop.owner.admin.orders.refund.mutate({
        id: order.id,
        idempotencyKey: `refund-${seed}-${n}`,
        amount: eur(Math.floor(most / 2) + 1),
        reason: 'x',
      })
    const cancel = { id: order.id, idempotencyKey: `cancel-it-${seed}`, reason: 'x' }
    const calls = [
      () => refund(1),
      () => refund(2),
      () => refund(3),
      () => shop.owner.admin.orders.cancel.mutate(cancel),
    ]
    const outcomes = await Promise.all(calls.slice(0, 3 + (seed % 2)).map((call) => outcomeOf(call())))
    expect(outcomes.filter((one) => one !== 'ok' && one !== 'refund.exceeds_captured')).toEqual([])
    const books = embeddedBooks(shop.folder).find(({ orderId }) => orderId === order.id)
    expect(books?.refunded).toBe(seed % 2 === 0 ? Math.floor(most / 2) + 1 : most)
  })
})

test(`races: ${FEW} times, taking held money against giving it up: one of them happens, whole`, async () => {
  await shop.set({ captureMode: 'manual' })
  await atOnce(numbers(FEW), 4, async (seed) => {
    const { order } = await placed(`held-key-${seed}`)
    const { admin } = shop.owner
    const capture = () => admin.orders.capture.mutate({ id: order.id, idempotencyKey: `take-it-${seed}` })
    const cancel = () => admin.orders.cancel.mutate({ id: order.id, idempotencyKey: `free-it-${seed}`, reason: 'x' })
    const outcomes = await race(seed, capture, cancel)
    expect(outcomes.filter((one) => !['ok', 'payment.exceeds_capturable'].includes(one))).toEqual([])
    const books = embeddedBooks(shop.folder).find(({ orderId }) => orderId === order.id)
    // The order is canceled in any case: any amount captured before is refunded.
    expect((books?.captured ?? 0) - (books?.refunded ?? 0)).toBe(0)
    expect(books?.status).not.toBe('authorized')
  })
  await shop.settled()
})

test(`races: ${FEW} times, an edit against sending: what is sent is what is paid for`, async () => {
  await atOnce(numbers(FEW), 4, async (seed) => {
    const { order } = await placed(`edits-key-${seed}`, 3)
    const [line] = order.lines
    if (!line) throw new Error('An order without lines was placed.')
    const { orders } = shop.owner.admin
    const { version } = await orders.get.query({ id: order.id })
    const about = { id: order.id, reason: 'x', version, add: [] }
    const lines = [{ lineId: line.id, quantity: 1 }]
    const edit = () => orders.edit.mutate({ ...about, lines, idempotencyKey: `edit-it-${seed}` })
    const fulfil = () => orders.fulfil.mutate({ id: order.id, idempotencyKey: `send-it-${seed}` })
    const [edited, sent] = await race(seed, edit, fulfil)
    expect([edited, sent]).toEqual([expect.stringMatching(/^(?:ok|order\.not_editable|order\.conflict)$/), 'ok'])
    const { lines: after, paid, refunded, total } = await orders.get.query({ id: order.id })
    expect(after[0]?.fulfilledQuantity).toBe(edited === 'ok' ? 1 : 3)
    expect(paid.amount - refunded.amount).toBe(total.amount)
  })
})

test('races: a code for 10 orders, 100 buyers at once: used 10 times, and who comes too late loses nothing but the code', async () => {
  await shop.coupon('FIRST-TEN', { usageLimit: 10, perCustomerLimit: null })
  const guests = await atOnce(numbers(100), 16, () => guestWith())
  await atOnce(guests, 16, (guest) => guest.cart.applyCoupon.mutate({ code: 'FIRST-TEN' }))
  const outcomes = await atOnce(guests, 64, (guest, n) =>
    outcomeOf(guest.orders.place.mutate(orderBy(`first-ten-${n}`, goodCard, `ten-${n}@example.com`)))
  )
  expect(tally(outcomes)).toEqual({ ok: 10, 'order.coupon_refused': 90 })
  const late = guests[outcomes.indexOf('order.coupon_refused')]
  await late?.cart.removeCoupon.mutate({ code: 'FIRST-TEN' })
  expect(await outcomeOf(late?.orders.place.mutate(orderInput('without-code')) ?? Promise.reject())).toBe('ok')
  expect(shop.rows("SELECT used_count FROM promotions WHERE code = 'FIRST-TEN'")).toEqual([{ used_count: 10 }])
})

test('races: a code for one order of each customer, 20 tabs of one customer at once: one order with it', async () => {
  await shop.coupon('ONE-EACH', { usageLimit: null, perCustomerLimit: 1 })
  const guests = await atOnce(numbers(20), 8, () => guestWith())
  await atOnce(guests, 8, (guest) => guest.cart.applyCoupon.mutate({ code: 'ONE-EACH' }))
  const outcomes = await atOnce(guests, 20, (guest, n) =>
    outcomeOf(guest.orders.place.mutate(orderBy(`one-each-${n}`, goodCard, 'same@example.com')))
  )
  expect(tally(outcomes)).toEqual({ ok: 1, 'order.coupon_refused': 19 })
})

test('races: a code is free again after a cancel and not after a refund, and an account has used what its guest has', async () => {
  await shop.coupon('FREED', { usageLimit: 1, perCustomerLimit: 1 })
  const use = async (key: string, email: string) => {
    const guest = await guestWith()
    await guest.cart.applyCoupon.mutate({ code: 'FREED' })
    return (await guest.orders.place.mutate(orderBy(key, goodCard, email))).order
  }
  const { orders } = shop.owner.admin
  const first = await use('freed-first', 'one@example.com')
  await orders.cancel.mutate({ id: first.id, idempotencyKey: 'freed-cancel', reason: 'x' })
  const second = await use('freed-second', 'one@example.com')
  await orders.refund.mutate({ id: second.id, idempotencyKey: 'freed-refund', amount: second.total, reason: 'x' })
  const late = shop.guest()
  expect(await outcomeOf(late.cart.applyCoupon.mutate({ code: 'FREED' }))).toBe('coupon.refused')

  await shop.coupon('OF-GUESTS', { usageLimit: null, perCustomerLimit: 1 })
  const guest = await guestWith()
  await guest.cart.applyCoupon.mutate({ code: 'OF-GUESTS' })
  await guest.orders.place.mutate(orderBy('as-a-guest', goodCard, 'owner@shop.test'))
  const session = memorySession()
  const signedIn = createTradepostClient({ url: shop.url, fetch: session })
  const { transport: _, ...owner } = {
    email: 'owner@shop.test',
    password: 'a long owner password',
    transport: 'cookie',
  }
  await signedIn.auth.signIn.mutate(owner)
  expect(await outcomeOf(signedIn.cart.applyCoupon.mutate({ code: 'OF-GUESTS' }))).toBe('coupon.refused')
})

test('races: 50 additions at once add up; sets and removals among them leave one of the quantities that were asked for', async () => {
  const guest = await guestWith()
  await atOnce(numbers(49), 49, () => guest.cart.addItem.mutate({ variantId: plenty }))
  const { lines } = await guest.cart.get.query()
  expect(lines).toMatchObject([{ quantity: 50 }])
  const lineId = lines[0]?.id ?? `cln_${'0'.repeat(26)}`
  const outcomes = await atOnce(numbers(50), 50, (n) =>
    outcomeOf(
      n % 10 === 9
        ? guest.cart.removeItem.mutate({ lineId })
        : guest.cart.setQuantity.mutate({ lineId, quantity: n + 1 })
    )
  )
  expect(Object.keys(tally(outcomes)).toSorted()).toEqual(['cart.line_not_found', 'ok'])
  expect((await guest.cart.get.query()).lines).toEqual([])
})

test('races: a guest’s cart that two sign-ins meet at once is merged once, into one of the accounts', async () => {
  const browser = memorySession()
  const tabs = numbers(2).map(() => createTradepostClient({ url: shop.url, fetch: browser }))
  const [first] = tabs
  await first?.cart.addItem.mutate({ variantId: plenty, quantity: 2 })
  const owner = { email: 'owner@shop.test', password: 'a long owner password' } as const
  const answers = await Promise.all(tabs.map((tab) => tab.auth.signIn.mutate(owner)))
  expect(answers.flatMap(({ cartChanges }) => cartChanges)).toMatchObject([{ kind: 'added', quantity: 2 }])
  expect((await first?.cart.get.query())?.itemCount).toBe(2)
})

test('races: a price that has changed since it was shown is told and charges nothing; one that changes after the start does not count', async () => {
  const dear = async (price: string) => {
    const csv = `Handle,Title,Option1 Name,Option1 Value,Variant Inventory Qty,Variant Price\ndear,dear,Title,Default Title,50,${price}\n`
    await importCsv(shop.owner, csv)
    return (await shop.owner.products.get.query({ slug: 'dear' })).variants[0]?.id ?? plenty
  }
  const variantId = await dear('10.00')
  const guest = shop.guest()
  const shown = (await guest.cart.addItem.mutate({ variantId })).totals.total
  await dear('12.00')
  const input = { ...orderBy('dear-key', goodCard), expectedTotal: shown }
  expect(await outcomeOf(guest.orders.place.mutate(input))).toBe('order.total_changed')
  const now = (await guest.cart.get.query()).totals.total
  const challenged = { ...orderBy('dear-again', challengeCard), expectedTotal: now }
  const { orderId, total } = await guest.checkout.start.mutate(challenged)
  await dear('99.00')
  const { order } = await guest.checkout.complete.mutate({ orderId, challenge: 'passed' })
  expect([order?.total, total]).toEqual([now, now])
  expect(embeddedBooks(shop.folder).find((row) => row.orderId === orderId)?.captured).toBe(now.amount)
})
