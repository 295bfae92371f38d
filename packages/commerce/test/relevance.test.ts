import { randomBytes } from 'node:crypto'
import { openTestDatabase } from '@tradepost/db/testing'
import type { TestDatabase } from '@tradepost/db/testing'
import { seedCatalogue, seedCollections } from '@tradepost/db/seed'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Deps } from '../src/deps.ts'
import type { PaymentProvider } from '../src/payments/payment-provider.ts'
import { makeSessions } from '../src/auth/sessions.ts'
import { makeQuotas } from '../src/quotas/quotas.ts'
import { listProducts } from '../src/products/list-products.ts'
import { seedDemo } from '../src/shop/seed-demo.ts'
import { labelledQueries } from './relevance.ts'

/** The demo shop has past orders. Which provider captured their payments does not matter to a search. */
const refuse = () => Promise.reject(new Error('Nothing but paying happens here.'))
const paidAtOnce: PaymentProvider = {
  name: 'test',
  method: 'test_card',
  needsBrowser: false,
  create: async ({ idempotencyKey: reference, amount, currency }) => ({
    reference,
    amount,
    currency,
    status: 'captured',
    capturedAmount: amount,
    refundedAmount: 0,
    failure: null,
    clientSecret: null,
  }),
  recover: refuse,
  find: refuse,
  capture: refuse,
  refund: refuse,
  void: refuse,
  parseWebhook: refuse,
}

const FIRST = 3
const GOAL = 0.95

let shop: TestDatabase
let deps: Deps
beforeAll(async () => {
  shop = await openTestDatabase()
  const sources = { db: shop.database, now: Date.now, random: (bytes: number) => randomBytes(bytes) }
  deps = {
    ...sources,
    passwords: { hash: async () => 'of nobody', verify: async () => false },
    payments: [paidAtOnce],
    stripePublishableKey: null,
    wakePayments: () => {},
    reached: async () => {},
    media: { put: async (name) => `/media/${name}`, remove: async () => {} },
    images: { process: () => Promise.reject(new Error('No picture is made smaller here.')) },
    mailer: { send: async () => {} },
    publicUrl: 'https://shop.test',
    quotas: makeQuotas({ now: sources.now, factor: 1000 }),
    importFiles: {
      write: async () => {},
      size: async () => null,
      read: async function* () {},
      remove: async () => {},
    },
    wakeImports: () => {},
    stopping: new AbortController().signal,
    sessions: makeSessions(sources),
  }
  await seedDemo(deps, seedCatalogue(), seedCollections)
})
afterAll(() => shop.remove())

test('relevance: every label names products of the demo shop', () => {
  const known = new Set(seedCatalogue().map(({ slug }) => slug))
  const queries = labelledQueries()
  expect(queries.flatMap(({ wanted }) => wanted.filter((slug) => !known.has(slug)))).toEqual([])
  expect(new Set(queries.map(({ typed }) => typed)).size).toBe(queries.length)
  expect(queries.length).toBeGreaterThanOrEqual(120)
})

test(`relevance: of the labelled queries at least ${GOAL * 100} % have a wanted product among the first ${FIRST}`, async () => {
  const queries = labelledQueries()
  const misses: string[] = []
  for (const { kind, typed, wanted } of queries) {
    const { items } = await listProducts(deps, { search: typed, limit: FIRST })
    const found = items.map(({ slug }) => slug)
    if (!wanted.some((slug) => found.includes(slug)))
      misses.push(`${kind}: “${typed}” found ${found.join(', ') || 'nothing'}`)
  }
  const rate = 1 - misses.length / queries.length
  process.stdout.write(
    `relevance: ${(rate * 100).toFixed(1)} % of ${queries.length}\n${misses.map((miss) => `  ${miss}\n`).join('')}`
  )
  expect(rate, misses.join('\n')).toBeGreaterThanOrEqual(GOAL)
})
