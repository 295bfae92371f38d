import { deliverOutbox } from '@tradepost/commerce'
import { schema } from '@tradepost/db'
import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { TestShop } from './test-shop.ts'
import { failureOf, makeClock, makeTestShop, newVisitor, PASSWORD } from './test-shop.ts'

const HOUR = 60 * 60 * 1000
const NEXT = 'another long password'
let shop: TestShop
let clock: ReturnType<typeof makeClock>

beforeEach(async () => {
  clock = makeClock()
  shop = await makeTestShop({ now: clock.now })
})

afterEach(() => shop.close())

const email = 'ada@example.com'
const request = () => shop.as().auth.requestPasswordReset({ email })
const mailed = () => shop.lastToken(email, 'reset-password')
const reset = (token: string, password = NEXT) => shop.as().auth.resetPassword({ token, password })
const invalid = { code: 'auth.token_invalid', details: null }
const canSignIn = (password: string) =>
  shop
    .as(newVisitor({ address: password }))
    .auth.signIn({ email, password })
    .then(
      () => true,
      () => false
    )

test('reset: sets the password, signs nobody in, ends every session, and tells the owner (A15)', async () => {
  const { api, visitor } = await shop.signUp('ada')
  expect(await request()).toEqual({ mailSentTo: email })
  const here = newVisitor()
  expect(await shop.as(here).auth.resetPassword({ token: await mailed(), password: NEXT })).toBeNull()
  expect(here.session).toBeNull()
  expect((await api.auth.session()).user).toBeNull()
  expect((await failureOf(shop.as(visitor).orders.list({}))).code).toBe('auth.required')
  expect([await canSignIn(PASSWORD), await canSignIn(NEXT)]).toEqual([false, true])
  await deliverOutbox(shop.deps)
  expect(shop.mailbox.list()[0]).toMatchObject({ to: email, subject: 'Your account was changed' })
})

test('reset: a link is good once, of 100 at a time exactly one succeeds (A15)', async () => {
  await shop.signUp('ada')
  await request()
  const token = await mailed()
  const uses = Array.from({ length: 100 }, (_, n) => reset(token, `password number ${n}`))
  const answers = await Promise.allSettled(uses)
  const winners = answers.flatMap(({ status }, n) => (status === 'fulfilled' ? [n] : []))
  expect(winners).toHaveLength(1)
  expect(await canSignIn(`password number ${winners[0]}`)).toBe(true)
  expect(await failureOf(reset(token))).toEqual(invalid)
})

test('reset: a link is good for an hour, to the millisecond (A15)', async () => {
  await shop.signUp('ada')
  await request()
  const first = await mailed()
  clock.pass(HOUR)
  expect(await failureOf(reset(first))).toEqual(invalid)
  await request()
  const second = await mailed()
  clock.pass(HOUR - 1)
  expect(await reset(second)).toBeNull()
})

test('reset: a second request voids the first link, which then changes nothing (A15)', async () => {
  await shop.signUp('ada')
  await request()
  const first = await mailed()
  await request()
  const second = await mailed()
  expect(second).not.toBe(first)
  expect(await failureOf(reset(first))).toEqual(invalid)
  expect(await canSignIn(PASSWORD)).toBe(true)
  await reset(second)
})

test('reset: a link opens its own account alone, and for no other purpose (A15)', async () => {
  const ada = await shop.signUp('ada')
  await shop.signUp('bob')
  await request()
  await ada.api.account.email.requestChange({ newEmail: 'new@example.com', password: PASSWORD })
  const token = await mailed()
  const change = await shop.lastToken('new@example.com', 'confirm-email')
  const api = shop.as()
  expect(await failureOf(api.auth.verifyEmail({ token }))).toEqual(invalid)
  expect(await failureOf(api.auth.confirmEmailChange({ token }))).toEqual(invalid)
  expect(await failureOf(api.auth.acceptInvitation({ token, name: 'Eve', password: NEXT }))).toEqual(invalid)
  expect(await failureOf(reset(change))).toEqual(invalid)
  await reset(token)
  expect((await shop.as().auth.signIn({ email: 'bob@example.com', password: PASSWORD })).user.name).toBe('bob')
})

test('reset: the database holds the SHA-256 of the link’s 200 random bits, and the link nowhere (A09, A15)', async () => {
  await shop.signUp('ada')
  await request()
  const token = await mailed()
  expect(token).toMatch(/^[0-9a-z]{40}$/)
  const [row] = shop.rows("SELECT * FROM mail_tokens WHERE purpose = 'reset_password'")
  expect(row).toMatchObject({ token_hash: expect.stringMatching(/^[0-9a-f]{64}$/) })
  const tables = shop.rows("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'product_search%'")
  for (const { name } of tables) {
    expect(JSON.stringify(shop.rows(`SELECT * FROM "${String(name)}"`)), String(name)).not.toContain(token)
  }
})

test('reset: an unknown or disabled address is answered alike and gets no mail (A13)', async () => {
  await shop.signUp('ada')
  const before = shop.mailbox.list().length
  expect(await shop.as().auth.requestPasswordReset({ email: 'nobody@example.com' })).toEqual({
    mailSentTo: 'nobody@example.com',
  })
  const { users } = schema
  await shop.deps.db.write((tx) => tx.update(users).set({ disabledAt: 1 }).where(eq(users.email, email)))
  expect(await request()).toEqual({ mailSentTo: email })
  expect(await deliverOutbox(shop.deps)).toEqual({ delivered: 2, failed: 0 })
  expect(shop.mailbox.list()).toHaveLength(before)
})

test('reset: a password that is guessed first is refused, and the link stays good', async () => {
  await shop.signUp('ada')
  await request()
  const token = await mailed()
  for (const weak of ['password123', email]) {
    expect((await failureOf(reset(token, weak))).code).toBe('auth.weak_password')
  }
  await reset(token)
})

test('reset: voids a change of address that somebody else has asked for, mailed or not (A15, A16)', async () => {
  const { api } = await shop.signUp('ada')
  await api.account.email.requestChange({ newEmail: 'thief@example.com', password: PASSWORD })
  const theft = await shop.lastToken('thief@example.com', 'confirm-email')
  await api.account.email.requestChange({ newEmail: 'thief2@example.com', password: PASSWORD })
  await request()
  const token = await mailed()
  const second = await shop.lastToken('thief2@example.com', 'confirm-email')
  await reset(token)
  for (const token of [theft, second]) {
    expect(await failureOf(shop.as().auth.confirmEmailChange({ token }))).toEqual(invalid)
  }
  expect(await canSignIn(NEXT)).toBe(true)
})

test('reset: lets in at once who forgot the password and was slowed down', async () => {
  await shop.signUp('ada')
  for (let n = 0; n < 4; n++) await canSignIn(`wrong password ${n}`)
  expect(await canSignIn(PASSWORD)).toBe(false)
  await request()
  await reset(await mailed())
  expect(await canSignIn(NEXT)).toBe(true)
})
