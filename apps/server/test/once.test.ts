import { memorySession } from '@tradepost/client'
import Sqlite from 'libsql'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { ProofShop } from './proof-shop.ts'
import {
  atOnce,
  embeddedBooks,
  goodCard,
  numbers,
  openProofShop,
  orderBy,
  roundsOf,
  tally,
  timeFor,
} from './proof-shop.ts'

const ROUNDS = roundsOf('ONCE_ROUNDS', 30)
vi.setConfig({ testTimeout: timeFor(ROUNDS) })
const DAY_MS = 24 * 60 * 60 * 1000

let shop: ProofShop
beforeAll(async () => {
  shop = await openProofShop()
})
afterAll(() => shop.close())

type Browser = typeof fetch

const post = (browser: Browser, procedure: string, body: unknown): Promise<Response> =>
  browser(`${shop.url}/trpc/${procedure}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

const place = async (browser: Browser, key: string, email?: string): Promise<string> =>
  (await post(browser, 'orders.place', orderBy(key, goodCard, email))).text()

const withCart = async (variantId: string): Promise<Browser> => {
  const browser = memorySession()
  await post(browser, 'cart.addItem', { variantId, quantity: 1 })
  return browser
}

const ordersOf = (email: string) => shop.rows('SELECT id, status FROM orders WHERE email = ?', email)

test(`once: ${ROUNDS} times, 2 to 10 calls with one key at once and two afterwards: one order, one charge, the same bytes`, async () => {
  const variantId = await shop.product('pressed-twice', ROUNDS * 2)
  const answers = await atOnce(numbers(ROUNDS), 4, async (round) => {
    const browser = await withCart(variantId)
    const call = () => place(browser, `round-${round}-key`, `round-${round}@example.com`)
    const first = await Promise.all(numbers(2 + (round % 9)).map(call))
    return new Set([...first, await call(), await call()])
  })
  expect(tally(answers.map(({ size }) => String(size)))).toEqual({ 1: ROUNDS })
  expect(answers.flatMap((all) => [...all]).filter((answer) => !answer.includes('"status":"placed"'))).toEqual([])
  expect(embeddedBooks(shop.folder)).toHaveLength(ROUNDS)
  expect(shop.rows('SELECT count(*) AS n FROM orders')).toEqual([{ n: ROUNDS }])
  expect(shop.faults()).toEqual([])
})

test('once: one key with another input is a conflict, among calls at once and afterwards, and orders nothing', async () => {
  const browser = await withCart(await shop.product('two-minds', 9))
  const inputs = ['a@example.com', 'b@example.com', 'a@example.com', 'b@example.com']
  const answers = await Promise.all(inputs.map((email) => place(browser, 'two-minds-key', email)))
  expect(answers.filter((answer) => answer.includes('"idempotency.conflict"'))).toHaveLength(2)
  expect(await place(browser, 'two-minds-key', 'c@example.com')).toContain('"idempotency.conflict"')
  expect(ordersOf('a@example.com').length + ordersOf('b@example.com').length).toBe(1)
  expect(ordersOf('c@example.com')).toEqual([])
})

test('once: checkout.start and then orders.place in two tabs of one cart: one of them orders, the other is told so', async () => {
  const browser = await withCart(await shop.product('two-ways', 9))
  const input = orderBy('two-ways-key', goodCard, 'ways@example.com')
  const answers = await Promise.all(
    ['checkout.start', 'orders.place', 'checkout.start', 'orders.place'].map(async (procedure) =>
      (await post(browser, procedure, input)).text()
    )
  )
  expect(ordersOf('ways@example.com')).toHaveLength(1)
  const refused = answers.filter((answer) => /"(?:checkout\.in_progress|order\.empty_cart)"/.test(answer))
  expect(refused).toHaveLength(2)
  expect(shop.faults()).toEqual([])
})

test('once: an order whose answer was lost by a kill is answered by its key after the restart, and a day later', async () => {
  const browser = await withCart(await shop.product('lost-answer', 9))
  await shop.restart({ CRASH_AT: 'checkout.settled' })
  await expect(place(browser, 'lost-answer-key', 'lost@example.com')).rejects.toThrow()
  await shop.restart()
  const answer = await place(browser, 'lost-answer-key', 'lost@example.com')
  expect(answer).toContain('"status":"placed"')
  await shop.server().stop('SIGKILL')
  const file = new Sqlite(shop.server().databasePath)
  file.exec(`UPDATE idempotency_keys SET created_at = created_at - ${3 * DAY_MS}`)
  file.close()
  await shop.restart()
  // Keys are kept as long as the orders that they placed: a repetition never orders again.
  expect(await place(browser, 'lost-answer-key', 'lost@example.com')).toBe(answer)
  expect(ordersOf('lost@example.com')).toHaveLength(1)
  const [order] = ordersOf('lost@example.com')
  expect(embeddedBooks(shop.folder).filter(({ orderId }) => orderId === order?.['id'])).toHaveLength(1)
  expect(shop.faults()).toEqual([])
})
