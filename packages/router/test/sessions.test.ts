import { createHash } from 'node:crypto'
import { makeSessions } from '@tradepost/commerce'
import { openDatabase } from '@tradepost/db'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { TestShop, Visitor } from './test-shop.ts'
import { callerOf, failureOf, makeTestShop, newVisitor, only, PASSWORD } from './test-shop.ts'
import { totpCode } from './totp.ts'

const START = Date.UTC(2026, 10, 20)
const DAY = 24 * 60 * 60 * 1000
let shop: TestShop

// Only Date is faked: sessions depend on no other timer.
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: START })
  shop = await makeTestShop()
})

afterEach(async () => {
  vi.useRealTimers()
  await shop.close()
})

const pass = (ms: number) => vi.setSystemTime(Date.now() + ms)
const signIn = { email: 'ada@example.com', password: PASSWORD }
const nameOf = async (session: string | null) =>
  (await shop.as(newVisitor({ session })).auth.session()).user?.name ?? null

const elsewhere = async (): Promise<Visitor> => {
  const visitor = newVisitor({ userAgent: 'elsewhere' })
  await shop.as(visitor).auth.signIn(signIn)
  return visitor
}

test('session: ends 30 days after its last use, to the millisecond (A08)', async () => {
  const { api } = await shop.signUp('ada')
  pass(30 * DAY - 1)
  expect((await api.auth.session()).user?.name).toBe('ada')
  pass(30 * DAY)
  expect((await api.auth.session()).user).toBeNull()
})

test('session: ends 90 days after its beginning, however it is used, and never says otherwise (A08)', async () => {
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
  expect(await api.auth.session()).toMatchObject({ user: null, permissions: [], expiresAt: null })
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
  const restarted = callerOf({ ...shop.deps, db, sessions: makeSessions({ ...shop.deps, db }) })
  expect((await restarted(visitor).auth.session()).user?.name).toBe('bob')
  await db.close()
})

test('session: one that was not issued is not taken over: signing in makes another (A06)', async () => {
  const { visitor: attacker } = await shop.signUp('mallory')
  await shop.signUp('ada')
  const victim = newVisitor({ session: attacker.session })
  await shop.as(victim).auth.signIn(signIn)
  expect(victim.session).not.toBe(attacker.session)
  expect(await nameOf(victim.session)).toBe('ada')
  expect(await nameOf(attacker.session)).toBeNull()
})

test('password: its change gives this browser a new session and ends every other on its next call (A06, A07)', async () => {
  const { api, visitor } = await shop.signUp('ada')
  const other = await elsewhere()
  const before = visitor.session
  const newPassword = 'another long password'
  await api.account.password.change({ currentPassword: PASSWORD, newPassword })
  expect(visitor.session).not.toBe(before)
  expect([await nameOf(before), await nameOf(other.session), await nameOf(visitor.session)]).toEqual([
    null,
    null,
    'ada',
  ])
  expect((await failureOf(shop.as().auth.signIn(signIn))).code).toBe('auth.invalid_credentials')
  expect((await shop.as().auth.signIn({ ...signIn, password: newPassword })).user.name).toBe('ada')
})

test('password: the wrong one changes nothing and ends no session', async () => {
  const { api, visitor } = await shop.signUp('ada')
  const change = { currentPassword: 'not the password', newPassword: 'another long password' }
  expect((await failureOf(api.account.password.change(change))).code).toBe('auth.wrong_password')
  expect(await nameOf(visitor.session)).toBe('ada')
  expect((await shop.as().auth.signIn(signIn)).user.name).toBe('ada')
})

test('second factor: turning it on and off gives a new session each time and ends every other (A06, A07)', async () => {
  const { api, visitor } = await shop.signUp('ada')
  const other = await elsewhere()
  const { secret } = await api.account.mfa.begin({ password: PASSWORD })
  const first = visitor.session
  await api.account.mfa.confirm({ code: totpCode(secret, Date.now()) })
  const second = visitor.session
  pass(30_000)
  await api.account.mfa.disable({ password: PASSWORD, code: totpCode(secret, Date.now()) })
  expect(new Set([first, second, visitor.session]).size).toBe(3)
  const names = [first, other.session, second, visitor.session].map(nameOf)
  expect(await Promise.all(names)).toEqual([null, null, null, 'ada'])
})

test('role and access: a change ends every session of the member on its next call (A06, A07)', async () => {
  const owner = await shop.signUp('olive', 'owner')
  const sue = await shop.signUp('sue', 'support')
  await sue.api.admin.orders.list({})
  await owner.api.admin.staff.setRole({ userId: sue.user.id, role: 'warehouse' })
  expect((await failureOf(sue.api.admin.orders.list({}))).code).toBe('auth.required')
  await sue.api.auth.signIn({ email: sue.user.email, password: PASSWORD })
  await owner.api.admin.staff.setDisabled({ userId: sue.user.id, disabled: true })
  expect((await failureOf(sue.api.admin.orders.list({}))).code).toBe('auth.required')
  await owner.api.admin.staff.setDisabled({ userId: sue.user.id, disabled: false })
  expect((await failureOf(sue.api.admin.orders.list({}))).code).toBe('auth.required')
})

test('list: names browser and times of one’s own sessions, and neither token nor hash (A09)', async () => {
  const { api, visitor } = await shop.signUp('ada')
  await shop.signUp('bob')
  pass(1000)
  const other = await elsewhere()
  const { items } = await api.account.sessions.list()
  expect(items.map(({ userAgent, isCurrent }) => [userAgent, isCurrent])).toEqual([
    ['elsewhere', false],
    ['a browser of a test', true],
  ])
  const text = JSON.stringify(items)
  for (const token of [visitor.session ?? '', other.session ?? '']) {
    expect(token.length * 5).toBeGreaterThanOrEqual(128)
    expect(text).not.toContain(token)
    expect(text).not.toContain(createHash('sha256').update(token).digest('hex'))
  }
  for (const { id } of items) expect(await nameOf(id)).toBeNull()
})

test('list: never tells an end later than 90 days after the beginning (A08)', async () => {
  const { api } = await shop.signUp('ada')
  for (let day = 0; day < 80; day += 20) {
    pass(20 * DAY)
    await api.auth.session()
  }
  expect(only((await api.account.sessions.list()).items).expiresAt).toBe(new Date(START + 90 * DAY).toISOString())
})

test('revoke: ends one other session, or all others, on their next call, and this one stays (A07)', async () => {
  const { api, visitor } = await shop.signUp('ada')
  const others = [await elsewhere(), await elsewhere(), await elsewhere()]
  const id = (await api.account.sessions.list()).items.find(({ isCurrent }) => !isCurrent)?.id
  if (!id) throw new Error('no other session')
  await api.account.sessions.revoke({ id })
  const left = await Promise.all(others.map(({ session }) => nameOf(session)))
  expect(left.filter((name) => name === 'ada')).toHaveLength(2)
  expect((await failureOf(api.account.sessions.revoke({ id }))).code).toBe('session.not_found')
  expect(await api.account.sessions.revokeOthers()).toEqual({ revoked: 2 })
  expect(await Promise.all(others.map(({ session }) => nameOf(session)))).toEqual([null, null, null])
  expect(await nameOf(visitor.session)).toBe('ada')
})
