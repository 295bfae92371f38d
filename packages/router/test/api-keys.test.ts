import { createHash } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { TestShop } from './test-shop.ts'
import { failureOf, makeClock, makeTestShop, newVisitor, only, PASSWORD } from './test-shop.ts'

const DAY = 24 * 60 * 60 * 1000
let shop: TestShop
let clock: ReturnType<typeof makeClock>

beforeEach(async () => {
  clock = makeClock()
  shop = await makeTestShop({ now: clock.now })
})

afterEach(() => shop.close())

const codeOf = async (call: Promise<unknown>) => (await failureOf(call)).code
const tool = (key: string) => shop.as(newVisitor({ session: key }))

test('key: may do what it was made for, and nothing else, least of all as its maker (A18)', async () => {
  const { api } = await shop.signUp('olive', 'owner')
  const { key, apiKey } = await api.admin.apiKeys.create({
    password: PASSWORD,
    name: 'orders',
    permissions: ['orders:read'],
  })
  expect(await tool(key).auth.session()).toMatchObject({
    user: null,
    apiKey: { id: apiKey.id, name: 'orders' },
    permissions: ['orders:read'],
    expiresAt: apiKey.expiresAt,
  })
  await tool(key).admin.orders.list({})
  expect(await codeOf(tool(key).admin.staff.list())).toBe('auth.forbidden')
  expect(await codeOf(tool(key).orders.list({}))).toBe('auth.forbidden')
})

test('key: is shown once, kept as SHA-256 of 200 random bits, and recognised by its prefix (A09, A18)', async () => {
  const { api } = await shop.signUp('olive', 'owner')
  const { key, apiKey } = await api.admin.apiKeys.create({
    password: PASSWORD,
    name: 'tool',
    permissions: ['orders:read'],
  })
  expect(key).toMatch(/^tpk_[0-9a-z]{40}$/)
  expect(apiKey.prefix).toBe(key.slice(0, 10))
  expect(only(shop.rows('SELECT key_hash FROM api_keys'))).toEqual({
    key_hash: createHash('sha256').update(key).digest('hex'),
  })
  expect(only((await api.admin.apiKeys.list()).items)).toEqual(apiKey)
  const tables = shop.rows("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'product_search%'")
  for (const { name } of tables) {
    expect(JSON.stringify(shop.rows(`SELECT * FROM "${String(name)}"`)), String(name)).not.toContain(key.slice(12))
  }
  const wrong = `${key.slice(0, -1)}${key.endsWith('0') ? '1' : '0'}`
  expect(await codeOf(tool(wrong).admin.orders.list({}))).toBe('auth.required')
})

test('key: revoked, it is refused on the next call, and cannot be revoked or rotated again (A18)', async () => {
  const { api } = await shop.signUp('olive', 'owner')
  const { key, apiKey } = await api.admin.apiKeys.create({
    password: PASSWORD,
    name: 'tool',
    permissions: ['orders:read'],
  })
  await tool(key).admin.orders.list({})
  await api.admin.apiKeys.revoke({ id: apiKey.id })
  expect(await codeOf(tool(key).admin.orders.list({}))).toBe('auth.required')
  expect(await codeOf(api.admin.apiKeys.revoke({ id: apiKey.id }))).toBe('api_key.not_found')
  expect(await codeOf(api.admin.apiKeys.rotate({ id: apiKey.id, password: PASSWORD }))).toBe('api_key.not_found')
})

test('key: rotated, the new one does the same until the same end, and the old one nothing (A18)', async () => {
  const { api } = await shop.signUp('olive', 'owner')
  const old = await api.admin.apiKeys.create({
    password: PASSWORD,
    name: 'tool',
    permissions: ['orders:read'],
    expiresInDays: 9,
  })
  clock.pass(DAY)
  const made = await api.admin.apiKeys.rotate({ id: old.apiKey.id, password: PASSWORD })
  expect(made.key).not.toBe(old.key)
  const { name, permissions, expiresAt } = old.apiKey
  expect(made.apiKey).toMatchObject({ name, permissions, expiresAt })
  await tool(made.key).admin.orders.list({})
  expect(await codeOf(tool(old.key).admin.orders.list({}))).toBe('auth.required')
})

test('key: ends on its day to the millisecond, after 90 days unless told otherwise, or never (A18)', async () => {
  const { api } = await shop.signUp('olive', 'owner')
  const make = (rest: { expiresInDays?: number | null }) =>
    api.admin.apiKeys.create({ password: PASSWORD, name: 'tool', permissions: ['orders:read'], ...rest })
  const [short, usual, endless] = [
    await make({ expiresInDays: 1 }),
    await make({}),
    await make({ expiresInDays: null }),
  ]
  clock.pass(DAY - 1)
  await tool(short.key).admin.orders.list({})
  clock.pass(1)
  expect(await codeOf(tool(short.key).admin.orders.list({}))).toBe('auth.required')
  clock.pass(89 * DAY - 1)
  await tool(usual.key).admin.orders.list({})
  clock.pass(1)
  expect(await codeOf(tool(usual.key).admin.orders.list({}))).toBe('auth.required')
  clock.pass(5000 * DAY)
  await tool(endless.key).admin.orders.list({})
})

test('key: shrinks with its maker’s role, and ends with their access, on the next call (A18)', async () => {
  const olive = await shop.signUp('olive', 'owner')
  const oscar = await shop.signUp('oscar', 'owner')
  const { key } = await oscar.api.admin.apiKeys.create({
    password: PASSWORD,
    name: 'tool',
    permissions: ['orders:read', 'staff:read'],
  })
  const userId = oscar.user.id
  await tool(key).admin.staff.list()
  await olive.api.admin.staff.setRole({ userId, role: 'support' })
  expect(await codeOf(tool(key).admin.staff.list())).toBe('auth.forbidden')
  await tool(key).admin.orders.list({})
  await olive.api.admin.staff.setDisabled({ userId, disabled: true })
  expect(await codeOf(tool(key).admin.orders.list({}))).toBe('auth.required')
})

test('key: notes when it was last used', async () => {
  const { api } = await shop.signUp('olive', 'owner')
  const { key } = await api.admin.apiKeys.create({ password: PASSWORD, name: 'tool', permissions: ['orders:read'] })
  clock.pass(DAY)
  await tool(key).admin.orders.list({})
  expect(only((await api.admin.apiKeys.list()).items).lastUsedAt).toBe(new Date(clock.now()).toISOString())
})
