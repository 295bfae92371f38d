import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { makeSessions } from '@tradepost/commerce'
import { openDatabase, schema } from '@tradepost/db'
import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { TestShop } from './test-shop.ts'
import { callerOf, failureOf, makeTestShop, newVisitor, only, PASSWORD } from './test-shop.ts'

const START = Date.UTC(2026, 10, 20)
const DAY = 24 * 60 * 60 * 1000
let shop: TestShop

// Only the clock is set by hand: sessions go by Date alone.
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: START })
  shop = await makeTestShop()
})

afterEach(async () => {
  vi.useRealTimers()
  await shop.close()
})

const ada = { email: 'ada@example.com', name: 'Ada', password: PASSWORD }
const signIn = { email: ada.email, password: PASSWORD }
const wrong = { email: ada.email, password: 'not the password' }
const pass = (ms: number) => vi.setSystemTime(Date.now() + ms)

test('register: makes a customer and a session, and tells neither password nor hash', async () => {
  const visitor = newVisitor()
  const answer = await shop.as(visitor).auth.register(ada)
  expect(answer).toEqual({
    user: {
      id: answer.user.id,
      email: ada.email,
      name: 'Ada',
      role: 'customer',
      createdAt: '2026-11-20T00:00:00.000Z',
    },
    token: null,
    expiresAt: '2026-12-20T00:00:00.000Z',
    cartChanges: [],
  })
  expect((await shop.as(visitor).auth.session()).user).toEqual(answer.user)
  expect(String(only(shop.rows('SELECT password_hash FROM users'))['password_hash'])).toMatch(
    /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/
  )
})

test('register: a role cannot be brought along', async () => {
  const hostile = { ...ada, role: 'owner' }
  expect((await failureOf(shop.as().auth.register(hostile))).code).toBe('input.invalid')
  expect(shop.rows('SELECT * FROM users')).toEqual([])
})

test('register: an address is taken once, whatever its case, also by two at once', async () => {
  const twice = [ada, { ...ada, email: ' ADA@Example.com ' }].map((input) => shop.as().auth.register(input))
  expect((await Promise.allSettled(twice)).map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(await failureOf(shop.as().auth.register(ada))).toEqual({ code: 'auth.email_taken', details: null })
  expect(shop.rows('SELECT email FROM users')).toEqual([{ email: 'ada@example.com' }])
})

test('register: passwords that are guessed first are refused, short ones are no input', async () => {
  const codeOf = async (password: string) => (await failureOf(shop.as().auth.register({ ...ada, password }))).code
  for (const password of ['password123', 'PassWord123', 'ada@example.com', 'aaaaaaaaaaaa', '1212121212']) {
    expect(await codeOf(password)).toBe('auth.weak_password')
  }
  expect(await codeOf('ninechars')).toBe('input.invalid')
  expect(await codeOf('x'.repeat(129))).toBe('input.invalid')
  expect(shop.rows('SELECT * FROM users')).toEqual([])
})

test('register: 128 characters count whole, and a composed password equals its decomposed twin', async () => {
  const password = `${'x1y2z3'.repeat(21)}é`
  await shop.as().auth.register({ ...ada, password })
  expect((await failureOf(shop.as().auth.signIn({ ...signIn, password: password.slice(0, -1) }))).code).toBe(
    'auth.invalid_credentials'
  )
  expect((await shop.as().auth.signIn({ ...signIn, password: password.normalize('NFD') })).user.name).toBe('Ada')
})

test('sign-in: a wrong password and an unknown address are answered alike', async () => {
  await shop.as().auth.register(ada)
  const known = await failureOf(shop.as().auth.signIn(wrong))
  expect(known).toEqual({ code: 'auth.invalid_credentials', details: null })
  expect(await failureOf(shop.as().auth.signIn({ ...wrong, email: 'nobody@example.com' }))).toEqual(known)
})

test('sign-in: every time a new session, and the one before it in this browser is over', async () => {
  await shop.as().auth.register(ada)
  const visitor = newVisitor({ session: 'chosen-by-an-attacker' })
  await shop.as(visitor).auth.signIn(signIn)
  const first = visitor.session
  expect(first).not.toBe('chosen-by-an-attacker')
  await shop.as(visitor).auth.signIn(signIn)
  expect(visitor.session).not.toBe(first)
  expect((await shop.as(newVisitor({ session: first })).auth.session()).user).toBeNull()
  expect((await shop.as(visitor).auth.session()).user?.name).toBe('Ada')
})

test('sign-in: a tool gets its token once, in the answer and not as a cookie', async () => {
  await shop.as().auth.register(ada)
  const visitor = newVisitor()
  const { token } = await shop.as(visitor).auth.signIn({ ...signIn, transport: 'token' })
  expect(visitor.session).toBeNull()
  expect((await shop.as(newVisitor({ session: token })).auth.session()).user?.name).toBe('Ada')
})

test('throttle: five tries are free, then the delay doubles from a second to a quarter of an hour', async () => {
  await shop.as().auth.register(ada)
  let tries = 0
  const fail = async () => failureOf(shop.as(newVisitor({ address: `192.0.2.${++tries}` })).auth.signIn(wrong))
  for (let n = 0; n < 5; n++) expect((await fail()).code).toBe('auth.invalid_credentials')
  for (const seconds of [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]) {
    expect(await fail()).toEqual({ code: 'auth.rate_limited', details: { retryAfterMs: seconds * 1000 } })
    pass(seconds * 1000 - 1)
    expect((await fail()).details).toEqual({ retryAfterMs: 1 })
    pass(1)
    expect((await fail()).code).toBe('auth.invalid_credentials')
  }
})

test('throttle: the right password is not looked at while a delay runs, succeeds after it, and clears the count', async () => {
  await shop.as().auth.register(ada)
  const tryWrong = () => failureOf(shop.as().auth.signIn(wrong))
  for (let n = 0; n < 5; n++) await tryWrong()
  expect((await failureOf(shop.as().auth.signIn(signIn))).code).toBe('auth.rate_limited')
  const afterRestart = callerOf({ ...shop.deps, sessions: makeSessions(shop.deps.db) })
  expect((await failureOf(afterRestart().auth.signIn(signIn))).code).toBe('auth.rate_limited')
  pass(1000)
  expect((await shop.as().auth.signIn(signIn)).user.name).toBe('Ada')
  for (let n = 0; n < 5; n++) expect((await tryWrong()).code).toBe('auth.invalid_credentials')
})

test('throttle: what failed more than a day ago is forgotten', async () => {
  await shop.as().auth.register(ada)
  const codes = async () => {
    const five = []
    for (let n = 0; n < 5; n++) five.push((await failureOf(shop.as().auth.signIn(wrong))).code)
    return five
  }
  await codes()
  pass(DAY + 1)
  expect(await codes()).toEqual(Array.from({ length: 5 }, () => 'auth.invalid_credentials'))
})

test('throttle: parallel tries are counted each, and other accounts and addresses are not slowed down', async () => {
  await shop.as().auth.register(ada)
  await shop.as().auth.register({ ...ada, email: 'bob@example.com' })
  const codes = await Promise.all(
    Array.from({ length: 12 }, async () => (await failureOf(shop.as().auth.signIn(wrong))).code)
  )
  expect(codes.filter((code) => code === 'auth.invalid_credentials')).toHaveLength(5)
  expect((await shop.as().auth.signIn({ ...signIn, email: 'bob@example.com' })).user.email).toBe('bob@example.com')
})

test('throttle: one address gets twenty tries over all accounts', async () => {
  const at = (address: string, n: number) =>
    failureOf(shop.as(newVisitor({ address })).auth.signIn({ ...wrong, email: `u${n}@example.com` }))
  for (let n = 0; n < 20; n++) expect((await at('198.51.100.7', n)).code).toBe('auth.invalid_credentials')
  expect((await at('198.51.100.7', 20)).code).toBe('auth.rate_limited')
  expect((await at('198.51.100.8', 21)).code).toBe('auth.invalid_credentials')
})

test('sign-out: the session is over for every copy of it, and others stay', async () => {
  const { visitor, api } = await shop.signUp('ada')
  const elsewhere = newVisitor()
  await shop.as(elsewhere).auth.signIn(signIn)
  const copy = newVisitor({ session: visitor.session })
  expect(await api.auth.signOut()).toBeNull()
  expect(visitor.session).toBeNull()
  expect(await shop.as(copy).auth.session()).toEqual({ user: null, expiresAt: null })
  expect((await failureOf(shop.as(copy).orders.list({}))).code).toBe('auth.required')
  expect((await shop.as(elsewhere).auth.session()).user?.name).toBe('ada')
  expect(await shop.as().auth.signOut()).toBeNull()
})

test('session: the database holds its SHA-256 and nowhere the session or the guest’s cookie', async () => {
  const { visitor } = await shop.signUp('ada')
  const guest = newVisitor()
  const variantId = only(await shop.addProduct({ slug: 'mug', onHand: 5 }))
  await shop.as(guest).cart.addItem({ variantId })
  const token = visitor.session ?? ''
  expect(token.length * 5).toBeGreaterThanOrEqual(128)
  const files = [shop.path, `${shop.path}-wal`, `${shop.path}-shm`].filter((file) => existsSync(file))
  const bytes = Buffer.concat(files.map((file) => readFileSync(file)))
  expect(bytes.includes(createHash('sha256').update(token).digest('hex'))).toBe(true)
  expect([token, guest.guest ?? '', PASSWORD].filter((secret) => bytes.includes(secret))).toEqual([])
})

test('disabled: the session is refused from the next call on, and so is a new sign-in', async () => {
  const { api, user } = await shop.signUp('ada')
  await shop.deps.db.write((tx) => tx.update(schema.users).set({ disabledAt: 1 }).where(eq(schema.users.id, user.id)))
  expect((await api.auth.session()).user).toBeNull()
  expect((await failureOf(api.orders.list({}))).code).toBe('auth.required')
  expect((await failureOf(shop.as().auth.signIn(signIn))).code).toBe('auth.invalid_credentials')
})

test('role: a change of role counts from the next call on', async () => {
  const { api, user } = await shop.signUp('sue', 'support')
  await api.admin.orders.list({})
  await shop.deps.db.write((tx) =>
    tx.update(schema.users).set({ role: 'customer' }).where(eq(schema.users.id, user.id))
  )
  expect((await failureOf(api.admin.orders.list({}))).code).toBe('auth.forbidden')
})

test('session: ends 30 days after its last use, to the millisecond', async () => {
  const { api } = await shop.signUp('ada')
  pass(30 * DAY - 1)
  expect((await api.auth.session()).user?.name).toBe('ada')
  pass(30 * DAY)
  expect((await api.auth.session()).user).toBeNull()
})

test('session: ends 90 days after its beginning, however it is used, and never says otherwise', async () => {
  const { api } = await shop.signUp('ada')
  const end = new Date(START + 90 * DAY).toISOString()
  for (let day = 10; day < 90; day += 10) {
    pass(10 * DAY)
    const { user, expiresAt } = await api.auth.session()
    expect(user?.name).toBe('ada')
    expect(expiresAt !== null && expiresAt <= end).toBe(true)
  }
  pass(10 * DAY - 1)
  expect(await api.auth.session()).toMatchObject({ user: { name: 'ada' }, expiresAt: end })
  pass(1)
  expect(await api.auth.session()).toEqual({ user: null, expiresAt: null })
})

test('session: expired ones are removed, the others are kept through a restart', async () => {
  await shop.signUp('ada')
  pass(20 * DAY)
  const { visitor } = await shop.signUp('bob')
  pass(15 * DAY)
  await shop.deps.sessions.removeExpired()
  expect(shop.rows('SELECT count(*) AS n FROM sessions')).toEqual([{ n: 1 }])

  await shop.deps.db.close()
  const db = await openDatabase({ url: `file:${shop.path}` })
  const restarted = callerOf({ ...shop.deps, db, sessions: makeSessions(db) })
  expect((await restarted(visitor).auth.session()).user?.name).toBe('bob')
  await db.close()
})
