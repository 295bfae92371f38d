import { cpSync } from 'node:fs'
import { createTradepostClient, memorySession } from '@tradepost/client'
import type { PlaceOrderInput } from '@tradepost/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readRows } from '../../../packages/router/test/read-rows.ts'
import { newGuest, orderInput } from './buyers.ts'
import { atOnce, outcomeOf } from './proof-shop.ts'
import type { ServerEnv } from './run-server.ts'
import { makeShopFolder, runServer } from './run-server.ts'

// A database that was a demo once: its rows must not make a shop without the switches a demo again.
const template = makeShopFolder()
const demo = { SEED_DEMO: 'true', TEST_PAYMENTS: 'true', DEV_MAILBOX: 'true' }
const unset = { SEED_DEMO: undefined, TEST_PAYMENTS: undefined, DEV_MAILBOX: undefined }

beforeAll(async () => {
  const server = await runServer(template.folder, { ...demo, NODE_ENV: 'development' })
  await server.stop()
})

afterAll(template.remove)

const environments = [undefined, 'development', 'production']
const addresses: Record<string, ServerEnv> = {
  loopback: { HOST: '127.0.0.1', PUBLIC_URL: undefined },
  public: { HOST: '0.0.0.0', PUBLIC_URL: 'https://shop.example' },
}
const providers: Record<string, ServerEnv> = {
  none: {},
  Stripe: {
    STRIPE_SECRET_KEY: 'sk_test_x',
    STRIPE_WEBHOOK_SECRET: 'whsec_x',
    STRIPE_PUBLISHABLE_KEY: 'pk_test_x',
    STRIPE_API_BASE: 'http://127.0.0.1:9',
  },
}
const demos: Record<string, ServerEnv> = { off: unset, on: demo }

/** The facts that an anonymous caller finds over HTTP, or that the server has refused to start. */
type Found = 'no start' | { mailbox: number; ways: readonly string[]; demoOwner: boolean; secure: boolean }

const closed = (ways: string, secure: boolean): Found => ({
  mailbox: 404,
  ways: ways.split(' '),
  demoOwner: false,
  secure,
})
const demoShop = (ways: string) => ({ mailbox: 200, ways: ways.split(' '), demoOwner: true, secure: false })

// NODE_ENV, address, provider, demo → what is reachable.
const expected: Record<string, Found> = {
  'unset loopback none off': closed('invoice', false),
  'unset loopback none on': 'no start',
  'unset loopback Stripe off': closed('card invoice', false),
  'unset loopback Stripe on': 'no start',
  'unset public none off': closed('invoice', true),
  'unset public none on': 'no start',
  'unset public Stripe off': closed('card invoice', true),
  'unset public Stripe on': 'no start',
  'development loopback none off': closed('invoice', false),
  'development loopback none on': demoShop('test_card invoice'),
  'development loopback Stripe off': closed('card invoice', false),
  'development loopback Stripe on': demoShop('card invoice'),
  'development public none off': closed('invoice', true),
  'development public none on': 'no start',
  'development public Stripe off': closed('card invoice', true),
  'development public Stripe on': 'no start',
  'production loopback none off': closed('invoice', false),
  'production loopback none on': 'no start',
  'production loopback Stripe off': closed('card invoice', false),
  'production loopback Stripe on': 'no start',
  'production public none off': closed('invoice', true),
  'production public none on': 'no start',
  'production public Stripe off': closed('card invoice', true),
  'production public Stripe on': 'no start',
}

const crash = (environment: string | undefined): ServerEnv =>
  environment === 'development' ? {} : { CRASH_AT: 'checkout.reserved' }

const cells = environments.flatMap((NODE_ENV) =>
  Object.entries(addresses).flatMap(([address, where]) =>
    Object.entries(providers).flatMap(([provider, keys]) =>
      Object.entries(demos).map(([switches, on]) => ({
        name: [NODE_ENV ?? 'unset', address, provider, switches].join(' '),
        env: { NODE_ENV, ...where, ...keys, ...on, ...crash(NODE_ENV) },
      }))
    )
  )
)

const owner = { email: 'owner@example.com', password: 'demo-owner-tradepost' }

interface Shop {
  /** The address at which this machine reaches it. */
  readonly url: string
  /** The origin of its own pages. */
  readonly origin: string
}

/** Places an order as a new guest. Returns the outcome and the guest's cookie. */
const buy = async ({ url, origin }: Shop, payment: PlaceOrderInput['payment']) => {
  let cookie = ''
  const fromPage: typeof fetch = async (input, init) => {
    const headers = new Headers(init?.headers)
    headers.set('origin', origin)
    const answer = await fetch(input, { ...init, headers })
    cookie ||= answer.headers.getSetCookie()[0] ?? ''
    return answer
  }
  const guest = createTradepostClient({ url, fetch: memorySession(fromPage) })
  const { items } = await guest.products.list.query({ limit: 1 })
  const { variants } = await guest.products.get.query({ slug: items[0]?.slug ?? '' })
  await guest.cart.addItem.mutate({ variantId: variants[0]?.id ?? 'var_', quantity: 1 })
  const placed = await outcomeOf(guest.orders.place.mutate({ ...orderInput(`matrix-${payment.method}`), payment }))
  return { placed, cookie }
}

/** Checks what an anonymous caller can reach in a running shop. */
const lookAt = async (shop: Shop): Promise<Found> => {
  const { url } = shop
  const files = await Promise.all(['.json', '.css'].map((ending) => fetch(`${url}/dev/mail${ending}`)))
  const [mailbox = 0, style] = files.map(({ status }) => status)
  expect(style).toBe(mailbox)
  // If the mailbox is off, this address shows the shop's own page, like every unknown address.
  const page = await fetch(`${url}/dev/mail`)
  expect((await page.text()).includes('/dev/mail.css'), 'the mailbox page').toBe(mailbox === 200)
  const signIn = await outcomeOf(createTradepostClient({ url }).auth.signIn.mutate(owner))
  const { paymentMethods: ways } = await newGuest(url).shop.get.query()
  const { placed, cookie } = await buy(shop, { method: 'test_card', cardNumber: '4242424242424242' })
  expect(placed).toBe(ways.includes('test_card') ? 'ok' : 'payment.method_unavailable')
  // Invoices are always accepted, and crash points are ignored outside development and tests.
  expect((await buy(shop, { method: 'invoice' })).placed).toBe('ok')
  const secure = /^__Host-guest=.*; Secure/.test(cookie)
  const { headers } = await fetch(`${url}/health/live`)
  expect(headers.has('strict-transport-security')).toBe(secure)
  return { mailbox, ways, demoOwner: signIn === 'ok', secure }
}

interface Tried {
  readonly found: Found
  /** The server's output. */
  readonly told: string
}

const startAndLook = async (env: ServerEnv): Promise<Tried> => {
  const { folder, remove } = makeShopFolder()
  try {
    cpSync(template.folder, folder, { recursive: true })
    const server = await runServer(folder, { ...unset, ...env }).catch(String)
    if (typeof server === 'string') return { found: 'no start', told: server }
    try {
      const url = `http://127.0.0.1:${server.port}`
      return { found: await lookAt({ url, origin: env['PUBLIC_URL'] ?? url }), told: server.output() }
    } finally {
      await server.stop()
    }
  } finally {
    remove()
  }
}

test('matrix: of 24 ways to start, a stranger reaches the mailbox, test cards and demo owner only where they are enabled', async () => {
  const tried = await atOnce(cells, 2, async ({ name, env }) => ({ name, ...(await startAndLook(env)) }))
  expect(Object.fromEntries(tried.map(({ name, found: seen }) => [name, seen]))).toEqual(expected)
  for (const { name, told } of tried) {
    // Each start reports what is off, or why the server does not start, and names the variable.
    for (const setting of ['DEV_MAILBOX', 'TEST_PAYMENTS', 'SEED_DEMO'])
      if (name.endsWith('off')) expect(told, name).toContain(`"setting":"${setting}"`)
    if (expected[name] === 'no start') expect(told, name).toContain('Set PUBLIC_DEMO=true')
    // A setting that is off, or that only this machine reaches, is no risk and must not cause a warning.
    expect(told, name).not.toMatch(/"level":40.*"setting"/)
  }
}, 600_000)

test('public demo: PUBLIC_DEMO starts one where others reach it, and each risk is a warning', async () => {
  const { found: seen, told } = await startAndLook({ ...demo, ...addresses['public'], PUBLIC_DEMO: 'true' })
  expect(seen).toEqual({ ...demoShop('test_card invoice'), secure: true })
  const warned = told.split('\n').filter((line) => /"level":40.*"setting"/.test(line))
  expect(warned.map((line) => JSON.parse(line).setting)).toEqual(['DEV_MAILBOX', 'TEST_PAYMENTS', 'SEED_DEMO'])
})

test('new shop: without any switch it has no product and no account', async () => {
  const { folder, remove } = makeShopFolder()
  const server = await runServer(folder, { ...unset, NODE_ENV: undefined })
  expect(readRows(server.databasePath, 'SELECT id FROM products UNION ALL SELECT id FROM users', [])).toEqual([])
  await server.stop()
  remove()
})
