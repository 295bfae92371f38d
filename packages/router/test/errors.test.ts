import { readFileSync } from 'node:fs'
import { makePlaceOrder } from '@tradepost/commerce'
import { errorTable } from '@tradepost/contract'
import { appRouter } from '@tradepost/router'
import { fetchRequestHandler } from '@trpc/server/adapters/fetch'
import Sqlite from 'libsql'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { TestShop } from './test-shop.ts'
import { makeTestContext, makeTestShop, newVisitor, PASSWORD } from './test-shop.ts'

let shop: TestShop

beforeEach(async () => {
  shop = await makeTestShop()
})

afterEach(() => shop.close())

/** Sends one call through tRPC's own HTTP handler and returns the raw response. */
const send = async (path: string, { input, method = 'POST' }: { input?: unknown; method?: 'GET' | 'POST' } = {}) => {
  const body = method === 'POST' ? JSON.stringify(input ?? null) : null
  const headers = { 'content-type': 'application/json' }
  const answer = await fetchRequestHandler({
    endpoint: '/trpc',
    req: new Request(`http://shop.test/trpc/${path}`, { method, headers, body }),
    router: appRouter,
    createContext: () => makeTestContext({ deps: shop.deps, placeOrder: makePlaceOrder(shop.deps) }, newVisitor()),
  })
  return { status: answer.status, text: await answer.text() }
}

const internal = {
  error: {
    code: -32_603,
    message: 'Something went wrong on our side.',
    data: { code: 'internal', details: null, httpStatus: 500, requestId: 'req-of-a-test' },
  },
}

/** Breaks the shop's database directly, bypassing our own code. */
const breakTable = (table: string) => {
  const file = new Sqlite(shop.path)
  file.exec(`ALTER TABLE ${table} RENAME TO broken_${table}`)
  file.close()
}

test('internal: a broken table is told as internal with the request’s id, and not a word of SQL or of the input', async () => {
  breakTable('users')
  const { status, text } = await send('auth.signIn', { input: { email: 'canary@example.com', password: PASSWORD } })
  expect([status, JSON.parse(text)]).toEqual([500, internal])
  expect(text).not.toMatch(/select|users|canary|sqlite|\.ts|node_modules|battery/i)
})

test('internal: a failing write in the middle of an act is told alike and leaves nothing behind', async () => {
  breakTable('cart_lines')
  const [variantId] = await shop.addProduct({ slug: 'mug', onHand: 5 })
  const { status, text } = await send('cart.addItem', { input: { variantId } })
  expect([status, JSON.parse(text)]).toEqual([500, internal])
  expect(shop.rows('SELECT * FROM carts')).toEqual([])
})

test('internal: a database that was closed under the server is told as internal or busy, nothing else', async () => {
  await shop.deps.db.close()
  const read = await send('products.list?input=%7B%7D', { method: 'GET' })
  expect([read.status, JSON.parse(read.text)]).toEqual([500, internal])
  const write = await send('auth.register', { input: { email: 'a@example.com', name: 'A', password: PASSWORD } })
  expect(JSON.parse(write.text)).toMatchObject({
    error: { data: { code: 'busy', httpStatus: 503, details: { retryAfterMs: 500 } } },
  })
})

test('input: faults name the field and say what to do, and never repeat the value', async () => {
  const { status, text } = await send('auth.register', {
    input: { email: 'canary', name: '', password: 'hunter2hunter', x: 1 },
  })
  expect(status).toBe(400)
  const { data } = JSON.parse(text).error
  expect(data.code).toBe('input.invalid')
  expect(data.details.issues.map(({ path }: { path: string }) => path).toSorted()).toEqual(['', 'email', 'name'])
  expect(text).not.toMatch(/canary|hunter2/)
})

test('input: a thousand faults are answered in less than 4 KB', async () => {
  const input = Object.fromEntries(Array.from({ length: 1000 }, (_, n) => [`unknown-key-${n}-${'x'.repeat(50)}`, n]))
  const { status, text } = await send('auth.register', { input })
  expect([status, text.length < 4096]).toEqual([400, true])
})

test('request: what is no JSON, no procedure or the wrong method is told by code', async () => {
  const codeOf = async (path: string, rest?: Parameters<typeof send>[1]) =>
    JSON.parse((await send(path, rest)).text).error.data.code
  expect(await codeOf('no.such.procedure')).toBe('not_found')
  expect(await codeOf('cart.get', { method: 'POST' })).toBe('not_found')
  expect(await codeOf('cart.addItem', { method: 'GET' })).toBe('not_found')
  expect(await codeOf('products.list?input=%7B', { method: 'GET' })).toBe('request.invalid')
})

test('docs/errors.md: has one heading for each code, in the order of the table, and no other', () => {
  const page = readFileSync(new URL('../../../docs/errors.md', import.meta.url), 'utf8')
  const headings = [...page.matchAll(/^## (.+)$/gm)].map(([, code]) => code)
  expect(headings).toEqual(Object.keys(errorTable))
  for (const [code, { status, details }] of Object.entries(errorTable)) {
    const section = page.split(`\n## ${code}\n`)[1]?.split('\n## ')[0] ?? ''
    expect(section, code).toContain(`**${status}**`)
    const example = /```json\n([\s\S]+?)```/.exec(section)?.[1] ?? 'null'
    expect(details.parse(JSON.parse(example)), code).toEqual(JSON.parse(example))
  }
})
