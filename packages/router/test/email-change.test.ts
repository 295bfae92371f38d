import { deliverOutbox } from '@tradepost/commerce'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { TestShop } from './test-shop.ts'
import { wireErrorOf, failureOf, makeClock, makeTestShop, newVisitor, PASSWORD } from './test-shop.ts'

const HOUR = 60 * 60 * 1000
const newEmail = 'new@example.com'
let shop: TestShop
let clock: ReturnType<typeof makeClock>

beforeEach(async () => {
  clock = makeClock()
  shop = await makeTestShop({ now: clock.now })
})

afterEach(() => shop.close())

const confirm = (token: string) => shop.as().auth.confirmEmailChange({ token })
const emails = () => shop.rows('SELECT email FROM users ORDER BY id').map(({ email }) => email)

test('address: moves once the link at the new one is opened, tells the old one, and ends every session (A16)', async () => {
  const { api } = await shop.signUp('ada')
  expect(await api.account.email.requestChange({ newEmail, password: PASSWORD })).toEqual({ mailSentTo: newEmail })
  const token = await shop.lastToken(newEmail, 'confirm-email')
  expect(emails()).toEqual(['ada@example.com'])
  expect(await confirm(token)).toEqual({ email: newEmail })
  expect(emails()).toEqual([newEmail])
  expect((await api.auth.session()).user).toBeNull()
  await deliverOutbox(shop.deps)
  expect(shop.mailbox.list()[0]).toMatchObject({ to: 'ada@example.com', subject: 'Your account was changed' })
  expect((await shop.as().auth.signIn({ email: newEmail, password: PASSWORD })).user.name).toBe('ada')
  expect((await failureOf(confirm(token))).code).toBe('auth.token_invalid')
})

test('address: is not asked for without the password, and no mail goes out (A16)', async () => {
  const { api } = await shop.signUp('ada')
  const request = { newEmail, password: 'not the password' }
  expect((await failureOf(api.account.email.requestChange(request))).code).toBe('auth.wrong_password')
  expect(shop.rows("SELECT * FROM outbox WHERE topic = 'mail.email_change'")).toEqual([])
})

test('address: a link is good for an hour, and a second request voids the first (A16)', async () => {
  const { api } = await shop.signUp('ada')
  await api.account.email.requestChange({ newEmail, password: PASSWORD })
  const first = await shop.lastToken(newEmail, 'confirm-email')
  await api.account.email.requestChange({ newEmail: 'second@example.com', password: PASSWORD })
  const second = await shop.lastToken('second@example.com', 'confirm-email')
  expect((await failureOf(confirm(first))).code).toBe('auth.token_invalid')
  clock.pass(HOUR)
  expect((await failureOf(confirm(second))).code).toBe('auth.token_invalid')
  expect(emails()).toEqual(['ada@example.com'])
})

test('address: one that has an account is told so by mail alone, also where it got one meanwhile (A13, A16)', async () => {
  const { api } = await shop.signUp('ada')
  await shop.signUp('bob')
  const twin = ' BOB@Example.com'
  expect(await api.account.email.requestChange({ newEmail: twin, password: PASSWORD })).toEqual({
    mailSentTo: 'bob@example.com',
  })
  await deliverOutbox(shop.deps)
  expect(shop.mailbox.list()[0]).toMatchObject({ to: 'bob@example.com', subject: 'You have an account already' })
  await api.account.email.requestChange({ newEmail: 'carl@example.com', password: PASSWORD })
  const token = await shop.lastToken('carl@example.com', 'confirm-email')
  await shop.signUp('carl')
  expect((await failureOf(confirm(token))).code).toBe('auth.email_taken')
  expect(emails()).toEqual(['ada@example.com', 'bob@example.com', 'carl@example.com'])
})

test('address: twins of another script or with hidden characters are refused (A16)', async () => {
  const { api } = await shop.signUp('ada')
  for (const newEmail of ['bоb@example.com', 'bob@еxample.com', 'bob\u200b@example.com']) {
    const { code } = await failureOf(api.account.email.requestChange({ newEmail, password: PASSWORD }))
    expect(code, newEmail).toBe('input.invalid')
  }
})

test('address: after the move a link to reset that went to the old address is dead (A15, A16)', async () => {
  const { api } = await shop.signUp('ada')
  await shop.as().auth.requestPasswordReset({ email: 'ada@example.com' })
  const token = await shop.lastToken('ada@example.com', 'reset-password')
  await api.account.email.requestChange({ newEmail, password: PASSWORD })
  await confirm(await shop.lastToken(newEmail, 'confirm-email'))
  const reset = shop.as(newVisitor()).auth.resetPassword({ token, password: 'a password of a thief' })
  expect((await failureOf(reset)).code).toBe('auth.token_invalid')
})

test('address: 40 requests send five mails, one stranger gets three at most, and the last link stays good', async () => {
  const { api } = await shop.signUp('ada')
  const ask = (newEmail: string, by = api) =>
    by.account.email.requestChange({ newEmail, password: PASSWORD }).then(
      () => 'sent',
      (error: unknown) => wireErrorOf(error).code
    )
  const answers = []
  for (let n = 0; n < 40; n++) answers.push(await ask(`stranger-${n}@example.com`))
  expect(answers.filter((answer) => answer === 'sent')).toHaveLength(5)
  expect(new Set(answers)).toEqual(new Set(['sent', 'auth.rate_limited']))
  const token = await shop.lastToken('stranger-4@example.com', 'confirm-email')
  const toOne = []
  for (const name of ['bob', 'cyd', 'dan', 'eve', 'fay']) {
    toOne.push(await ask('one+tag@example.com', (await shop.signUp(name)).api))
  }
  expect(toOne.filter((answer) => answer === 'sent')).toHaveLength(3)
  expect(await confirm(token)).toEqual({ email: 'stranger-4@example.com' })
})
