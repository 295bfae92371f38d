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
  expect(await shop.as(here).auth.resetPassword({ token: await mailed(), password: NEXT })).toEqual({
    apiKeysLeft: 0,
  })
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
  expect(await reset(second)).toEqual({ apiKeysLeft: 0 })
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
  expect(await deliverOutbox(shop.deps)).toEqual({ delivered: 2, failed: 0, isMailDown: false })
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

test('reset: lets the browser that made it in at once, and strangers stay slowed down', async () => {
  await shop.signUp('ada')
  for (let n = 0; n < 4; n++) await canSignIn(`wrong password ${n}`)
  expect(await canSignIn(PASSWORD)).toBe(false)
  await request()
  const here = newVisitor({ address: 'here' })
  await shop.as(here).auth.resetPassword({ token: await mailed(), password: NEXT })
  expect(await canSignIn(NEXT)).toBe(false)
  expect((await shop.as(here).auth.signIn({ email, password: NEXT })).user.email).toBe(email)
})

test('reset: gives its browser a new device cookie, and whoever copied the old one is a stranger', async () => {
  const { visitor } = await shop.signUp('ada')
  const copied = visitor.device
  const wrong = (device: string | null) =>
    failureOf(shop.as(newVisitor({ device })).auth.signIn({ email, password: 'not it, but long' }))
  await request()
  await shop.as(visitor).auth.resetPassword({ token: await mailed(), password: NEXT })
  expect(visitor.device).not.toBe(copied)
  const codes = []
  for (let n = 0; n < 10; n++) codes.push((await wrong(copied)).code)
  expect(codes.filter((code) => code === 'auth.invalid_credentials')).toHaveLength(3)
  expect((await shop.as(visitor).auth.signIn({ email, password: NEXT })).user.email).toBe(email)
})

test('reset: when the mails are spent, the last link stays good, and the next mail comes before it ends', async () => {
  await shop.signUp('ada')
  const mails = () => shop.rows("SELECT id FROM outbox WHERE topic = 'mail.password_reset'").length
  for (let n = 0; n < 3; n++) await request()
  const token = await mailed()
  for (let minute = 0; minute < 49; minute++) {
    clock.pass(60_000)
    expect(await request()).toEqual({ mailSentTo: email })
  }
  expect([mails(), await mailed()]).toEqual([3, token])
  clock.pass(60_000)
  await request()
  const next = await mailed()
  expect([mails(), next === token]).toEqual([4, false])
  expect(await reset(next)).toEqual({ apiKeysLeft: 0 })
  // The link has been used, so another request sends a new one at once.
  await request()
  expect(await mailed()).not.toBe(next)
})

test('reset: what was asked for before there was an account is not held against its owner', async () => {
  for (let n = 0; n < 5; n++) await request()
  await shop.signUp('ada')
  await request()
  expect(await mailed()).toMatch(/^[0-9a-z]{40}$/)
})
