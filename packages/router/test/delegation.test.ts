import type { IdOf } from '@tradepost/contract'
import { schema } from '@tradepost/db'
import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Account, TestShop } from './test-shop.ts'
import { failureOf, makeClock, makeTestShop, newVisitor, PASSWORD } from './test-shop.ts'
import { totpCode } from './totp.ts'

const DAY = 24 * 60 * 60 * 1000
const STEP = 30_000
let shop: TestShop
let clock: ReturnType<typeof makeClock>
let olive: Account
let oscar: Account

beforeEach(async () => {
  clock = makeClock()
  shop = await makeTestShop({ now: clock.now })
  olive = await shop.signUp('olive', 'owner')
  oscar = await shop.signUp('oscar', 'owner')
})

afterEach(() => shop.close())

const codeOf = async (call: Promise<unknown>) => (await failureOf(call)).code
const tool = (key: string) => shop.as(newVisitor({ session: key }))
const password = PASSWORD

const makeKey = (by: Account, rest: { expiresInDays?: number | null } = {}) =>
  by.api.admin.apiKeys.create({ name: 'tool', permissions: [...by.user.permissions], password, ...rest })

const email = 'new@example.com'
const accept = async () => {
  const token = await shop.lastToken(email, 'accept-invitation')
  return shop.as().auth.acceptInvitation({ token, name: 'New', password: 'a password of somebody' })
}

const endings: Record<string, (userId: IdOf<'user'>) => Promise<unknown>> = {
  'is disabled': (userId) => olive.api.admin.staff.setDisabled({ userId, disabled: true }),
  'is demoted': (userId) => olive.api.admin.staff.setRole({ userId, role: 'manager' }),
  'is let go': (userId) => olive.api.admin.staff.setRole({ userId, role: 'customer' }),
  'is erased': () => oscar.api.account.data.erase({ password }),
}

test.each(Object.entries(endings))('invitation: is dead, mailed or not, once whoever invited %s', async (_, end) => {
  await oscar.api.admin.staff.invite({ email, role: 'owner' })
  await shop.lastToken(email, 'accept-invitation')
  await end(oscar.user.id)
  expect(await codeOf(accept())).toBe('auth.token_invalid')
  expect((await olive.api.admin.staff.list()).invitations).toEqual([])
  expect(shop.rows('SELECT id FROM users WHERE email = ?', email)).toEqual([])
})

test('invitation: one not mailed yet is not mailed once whoever invited is let go', async () => {
  await oscar.api.admin.staff.invite({ email, role: 'owner' })
  await olive.api.admin.staff.setDisabled({ userId: oscar.user.id, disabled: true })
  await expect(shop.lastToken(email, 'accept-invitation')).rejects.toThrow('No mail')
})

test('invitation: one that a key sent ends with the key, revoked or run out', async () => {
  const first = await makeKey(oscar)
  await tool(first.key).admin.staff.invite({ email, role: 'owner' })
  await shop.lastToken(email, 'accept-invitation')
  await oscar.api.admin.apiKeys.revoke({ id: first.apiKey.id })
  expect(await codeOf(accept())).toBe('auth.token_invalid')
  const second = await makeKey(oscar, { expiresInDays: 1 })
  await tool(second.key).admin.staff.invite({ email, role: 'owner' })
  await shop.lastToken(email, 'accept-invitation')
  clock.pass(DAY)
  expect(await codeOf(accept())).toBe('auth.token_invalid')
})

test('key: one that a key made, and one that this one made, end with the first, revoked, rotated or run out', async () => {
  const chain = async (expiresInDays: number | null) => {
    const first = await makeKey(oscar, { expiresInDays })
    const permissions = [...oscar.user.permissions]
    const second = await tool(first.key).admin.apiKeys.create({ name: 'second', permissions, expiresInDays: null })
    const third = await tool(second.key).admin.apiKeys.create({ name: 'third', permissions, expiresInDays: null })
    await tool(third.key).admin.orders.list({})
    return { id: first.apiKey.id, keys: [second.key, third.key] }
  }
  const areDead = async (keys: string[]) => {
    for (const key of keys) expect(await codeOf(tool(key).admin.orders.list({}))).toBe('auth.required')
  }
  const revoked = await chain(null)
  await oscar.api.admin.apiKeys.revoke({ id: revoked.id })
  await areDead(revoked.keys)
  const rotated = await chain(null)
  await oscar.api.admin.apiKeys.rotate({ id: rotated.id, password })
  await areDead(rotated.keys)
  const ended = await chain(1)
  clock.pass(DAY)
  await areDead(ended.keys)
})

test('key: one that rotates itself goes on, and still ends with the key that made it', async () => {
  const first = await makeKey(oscar)
  const second = await tool(first.key).admin.apiKeys.create({ name: 'two', permissions: ['api_keys:write'] })
  const next = await tool(second.key).admin.apiKeys.rotate({ id: second.apiKey.id })
  expect((await tool(next.key).auth.session()).apiKey?.id).toBe(next.apiKey.id)
  await oscar.api.admin.apiKeys.revoke({ id: first.apiKey.id })
  expect((await tool(next.key).auth.session()).apiKey).toBeNull()
})

test('key: a person gets one, new or rotated, by the password alone, and by the second factor where it is on', async () => {
  const { apiKeys } = olive.api.admin
  const request = { name: 'tool', permissions: ['orders:read' as const] }
  const { id } = (await apiKeys.create({ ...request, password })).apiKey
  const refusals = async (proof: { password?: string; code?: string }) => [
    await codeOf(apiKeys.create({ ...request, ...proof })),
    await codeOf(apiKeys.rotate({ id, ...proof })),
  ]
  expect(await refusals({})).toEqual(Array(2).fill('auth.password_required'))
  expect(await refusals({ password: 'not the password' })).toEqual(Array(2).fill('auth.wrong_password'))
  const { secret } = await olive.api.account.mfa.begin({ password })
  await olive.api.account.mfa.confirm({ code: totpCode(secret, clock.now()) })
  clock.pass(2 * STEP)
  expect(await refusals({ password })).toEqual(Array(2).fill('auth.mfa_required'))
  expect(await refusals({ password, code: totpCode(secret, clock.now(), 9) })).toEqual(
    Array(2).fill('auth.mfa_invalid')
  )
  await apiKeys.rotate({ id, password, code: totpCode(secret, clock.now()) })
})

test('key: does not spare its maker the second factor that the shop asks for', async () => {
  const { key } = await makeKey(oscar)
  await olive.api.admin.settings.setSecurity({ requireStaffMfa: true })
  expect(await codeOf(tool(key).admin.orders.list({}))).toBe('auth.mfa_setup_required')
  expect((await tool(key).auth.session()).mfaSetupRequired).toBe(true)
  const { secret } = await oscar.api.account.mfa.begin({ password })
  await oscar.api.account.mfa.confirm({ code: totpCode(secret, clock.now()) })
  await tool(key).admin.orders.list({})
})

test('password: its change tells which keys of the account work, and ends them where that is asked for', async () => {
  const first = await makeKey(oscar)
  const second = await tool(first.key).admin.apiKeys.create({ name: 'second', permissions: ['orders:read'] })
  const ofOlive = await makeKey(olive)
  const next = 'another long password'
  const { apiKeys } = await oscar.api.account.password.change({ currentPassword: password, newPassword: next })
  expect(apiKeys.map(({ id }) => id)).toEqual([second.apiKey.id, first.apiKey.id])
  expect(await oscar.api.account.apiKeys.list()).toEqual({ apiKeys })
  await tool(first.key).admin.orders.list({})
  const change = { currentPassword: next, newPassword: password, revokeApiKeys: true }
  expect(await oscar.api.account.password.change(change)).toEqual({ apiKeys: [] })
  for (const { key } of [first, second]) expect(await codeOf(tool(key).admin.orders.list({}))).toBe('auth.required')
  await tool(ofOlive.key).admin.orders.list({})
  const audited = "SELECT target FROM audit_log WHERE procedure = 'account.password.change'"
  expect(shop.rows(audited)).toHaveLength(2)
})

test('password: a reset by mail tells how many keys work, ends them where that is asked for, and so may their owner', async () => {
  const { key } = await makeKey(oscar)
  const reset = async (revokeApiKeys: boolean) => {
    await shop.as().auth.requestPasswordReset({ email: oscar.user.email })
    const token = await shop.lastToken(oscar.user.email, 'reset-password')
    return shop.as(oscar.visitor).auth.resetPassword({ token, password, revokeApiKeys })
  }
  expect(await reset(false)).toEqual({ apiKeysLeft: 1 })
  await tool(key).admin.orders.list({})
  expect(await reset(true)).toEqual({ apiKeysLeft: 0 })
  expect(await codeOf(tool(key).admin.orders.list({}))).toBe('auth.required')
  await oscar.api.auth.signIn({ email: oscar.user.email, password })
  const again = await makeKey(oscar)
  expect(await oscar.api.account.apiKeys.revokeAll()).toEqual({ revoked: 1 })
  expect(await codeOf(tool(again.key).admin.orders.list({}))).toBe('auth.required')
})

test('second factor: is asked for wherever the password is: change of address and of password, erasure', async () => {
  const { account } = oscar.api
  const { secret } = await account.mfa.begin({ password })
  await account.mfa.confirm({ code: totpCode(secret, clock.now()) })
  const acts = {
    requestChange: (code?: string) => account.email.requestChange({ newEmail: 'moved@example.com', password, code }),
    change: (code?: string) => account.password.change({ currentPassword: password, newPassword: password, code }),
    erase: (code?: string) => account.data.erase({ password, code }),
  }
  for (const [name, act] of Object.entries(acts)) {
    clock.pass(2 * STEP)
    expect(await codeOf(act()), name).toBe('auth.mfa_required')
    expect(await codeOf(act(totpCode(secret, clock.now(), 9))), name).toBe('auth.mfa_invalid')
    await act(totpCode(secret, clock.now()))
  }
  expect(shop.rows('SELECT id FROM users WHERE erased_at IS NOT NULL')).toHaveLength(1)
})

test('sessions: an account has fifty at most, and one more ends the oldest', async () => {
  const { visitor, user } = await shop.signUp('ada')
  for (let n = 0; n < 50; n++) {
    clock.pass(1000)
    await shop.deps.sessions.begin(user.id, 'a browser')
  }
  expect(await shop.deps.sessions.list(user.id)).toHaveLength(50)
  expect((await shop.as(visitor).auth.session()).user).toBeNull()
})

test('sign-in: a password that is changed while it is checked lets nobody in', async () => {
  const { passwords } = shop.deps
  const changing = {
    ...passwords,
    verify: async (...given: Parameters<typeof passwords.verify>) => {
      const matches = await passwords.verify(...given)
      const { users } = schema
      const passwordHash = await passwords.hash('another long password', given[2])
      await shop.deps.db.write((tx) => tx.update(users).set({ passwordHash }).where(eq(users.id, oscar.user.id)))
      return matches
    },
  }
  const { signIn } = await import('@tradepost/commerce')
  const attempt = { email: oscar.user.email, password, address: '192.0.2.9', deviceHash: null }
  await expect(signIn({ ...shop.deps, passwords: changing }, attempt)).rejects.toMatchObject({
    code: 'auth.invalid_credentials',
  })
})
