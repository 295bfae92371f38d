import { afterEach, beforeEach, expect, test } from 'vitest'
import { deliverOutbox } from '@tradepost/commerce'
import type { TestShop } from './test-shop.ts'
import { callerOf, failureOf, makeClock, makeTestShop, newVisitor, only, PASSWORD } from './test-shop.ts'

const HOUR = 60 * 60 * 1000
let shop: TestShop
let clock: ReturnType<typeof makeClock>

beforeEach(async () => {
  clock = makeClock()
  shop = await makeTestShop({ now: clock.now })
})

afterEach(() => shop.close())

const ada = { email: 'ada@example.com', name: 'Ada', password: PASSWORD }
const users = () => shop.rows('SELECT email, name, role FROM users')
const verify = async () => shop.as().auth.verifyEmail({ token: await shop.lastToken(ada.email, 'verify-email') })

test('register: nothing is an account before the link in the mail is opened, and the link signs nobody in', async () => {
  const visitor = newVisitor()
  const api = shop.as(visitor)
  expect(await api.auth.register(ada)).toEqual({ mailSentTo: ada.email })
  expect(users()).toEqual([])
  expect((await failureOf(api.auth.signIn({ email: ada.email, password: PASSWORD }))).code).toBe(
    'auth.invalid_credentials'
  )
  const token = await shop.lastToken(ada.email, 'verify-email')
  expect(await api.auth.verifyEmail({ token })).toEqual({ email: ada.email })
  expect(visitor.session).toBeNull()
  expect(users()).toEqual([{ email: ada.email, name: 'Ada', role: 'customer' }])
  expect(shop.rows('SELECT * FROM registrations')).toEqual([])
  expect(String(only(shop.rows('SELECT password_hash FROM users'))['password_hash'])).toMatch(
    /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/
  )
})

test('register: a link is good once and for 24 hours, to the millisecond', async () => {
  await shop.as().auth.register(ada)
  const token = await shop.lastToken(ada.email, 'verify-email')
  clock.pass(24 * HOUR)
  expect((await failureOf(shop.as().auth.verifyEmail({ token }))).code).toBe('auth.token_invalid')
  await shop.as().auth.register(ada)
  const second = await shop.lastToken(ada.email, 'verify-email')
  clock.pass(24 * HOUR - 1)
  await shop.as().auth.verifyEmail({ token: second })
  expect((await failureOf(shop.as().auth.verifyEmail({ token: second }))).code).toBe('auth.token_invalid')
})

test('register: of two links for one address the first opened makes the account, and the other is dead', async () => {
  await shop.as().auth.register(ada)
  const first = await shop.lastToken(ada.email, 'verify-email')
  await shop.as().auth.register({ ...ada, name: 'Second' })
  await verify()
  expect((await failureOf(shop.as().auth.verifyEmail({ token: first }))).code).toBe('auth.token_invalid')
  expect(users()).toEqual([{ email: ada.email, name: 'Second', role: 'customer' }])
})

test('register: an address that has an account is answered alike, told by mail, and keeps its password (A13)', async () => {
  await shop.as().auth.register(ada)
  await verify()
  const again = { ...ada, email: ' ADA@Example.com ', password: 'a password of somebody else' }
  expect(await shop.as().auth.register(again)).toEqual({ mailSentTo: ada.email })
  await deliverOutbox(shop.deps)
  expect(shop.mailbox.list()[0]).toMatchObject({ to: ada.email, subject: 'You have an account already' })
  expect(shop.mailbox.list()[0]?.text).not.toContain('#')
  expect((await shop.as().auth.signIn({ email: ada.email, password: PASSWORD })).user.name).toBe('Ada')
  expect(users()).toHaveLength(1)
})

test('register: a role cannot be brought along', async () => {
  const hostile = { ...ada, role: 'owner' }
  expect((await failureOf(shop.as().auth.register(hostile))).code).toBe('input.invalid')
  expect(shop.rows('SELECT * FROM registrations')).toEqual([])
})

test('password: those that are guessed first are refused, short and long ones are no input (A14)', async () => {
  const codeOf = async (password: string) => (await failureOf(shop.as().auth.register({ ...ada, password }))).code
  for (const password of ['password123', 'PassWord123', 'ada@example.com', 'aaaaaaaaaaaa', '1212121212']) {
    expect(await codeOf(password)).toBe('auth.weak_password')
  }
  for (const password of ['', 'ninechars', 'x'.repeat(129)]) expect(await codeOf(password)).toBe('input.invalid')
  expect(shop.rows('SELECT * FROM registrations')).toEqual([])
})

test('password: 128 characters count whole, and a composed one equals its decomposed twin (A14)', async () => {
  const password = `${'x1y2z3'.repeat(21)}xé`
  expect(password).toHaveLength(128)
  await shop.as().auth.register({ ...ada, password })
  await verify()
  const codeOf = async (password: string) =>
    (await failureOf(shop.as().auth.signIn({ email: ada.email, password }))).code
  expect(await codeOf(`${password.slice(0, -1)}e`)).toBe('auth.invalid_credentials')
  expect(await codeOf(password.slice(0, -1))).toBe('auth.invalid_credentials')
  const decomposed = { email: ada.email, password: password.normalize('NFD') }
  expect((await shop.as().auth.signIn(decomposed)).user.name).toBe('Ada')
})

test('password: a megabyte is refused before anything is hashed (A14)', async () => {
  let hashed = 0
  const passwords = {
    hash: async () => `hash ${++hashed}`,
    verify: async () => ++hashed < 0,
  }
  const api = callerOf({ ...shop.deps, passwords })(newVisitor())
  const password = 'x'.repeat(1024 * 1024)
  expect((await failureOf(api.auth.register({ ...ada, password }))).code).toBe('input.invalid')
  expect((await failureOf(api.auth.signIn({ email: ada.email, password }))).code).toBe('input.invalid')
  expect(hashed).toBe(0)
})

test('register: an address is one account whatever its case, and no other script’s twin of it (A16)', async () => {
  for (const email of ['аda@example.com', 'ada@exаmple.com', 'ada @example.com', 'ada@example.com\u0000']) {
    expect((await failureOf(shop.as().auth.register({ ...ada, email }))).code, email).toBe('input.invalid')
  }
  expect(await shop.as().auth.register({ ...ada, email: '\u212Aim@EXAMPLE.com' })).toEqual({
    mailSentTo: 'kim@example.com',
  })
})

test('mails: three registrations of one mailbox at once, whoever asks and by whatever tag, then one in eight hours', async () => {
  const from = (n: number, email: string) =>
    shop.as(newVisitor({ address: `192.0.2.${n}` })).auth.register({ ...ada, email })
  for (let n = 0; n < 3; n++) await from(n, `ada+${n}@example.com`)
  const retryAfterMs = 8 * HOUR
  expect(await failureOf(from(4, ada.email))).toEqual({ code: 'auth.rate_limited', details: { retryAfterMs } })
  clock.pass(retryAfterMs)
  await from(5, ada.email)
  expect((await failureOf(from(6, ada.email))).code).toBe('auth.rate_limited')
  expect(shop.rows("SELECT id FROM outbox WHERE topic LIKE 'mail.%'")).toHaveLength(4)
})

test('mails: registering the owner’s mailbox spends none of the mails by which the owner resets', async () => {
  await shop.as().auth.register(ada)
  await verify()
  for (let n = 0; n < 5; n++) {
    await shop
      .as(newVisitor({ address: `192.0.2.${n}` }))
      .auth.register(ada)
      .catch(() => {})
  }
  await shop.as().auth.requestPasswordReset({ email: ada.email })
  expect(await shop.lastToken(ada.email, 'reset-password')).toMatch(/^[0-9a-z]{40}$/)
})

test('register: one /64 of IPv6 gets as much as one IPv4 address, and a /48 as much as four', async () => {
  const mails = async (addresses: string[]) => {
    let taken = 0
    for (const [n, address] of addresses.entries()) {
      const email = `r${n}-${address.replaceAll(':', '')}@example.com`
      await shop
        .as(newVisitor({ address }))
        .auth.register({ ...ada, email })
        .then(
          () => taken++,
          () => {}
        )
    }
    return taken
  }
  const hosts = Array.from({ length: 40 }, (_, n) => `2001:db8:1:1::${n}`)
  expect(await mails(hosts)).toBe(30)
  expect(await mails(Array.from({ length: 120 }, (_, n) => `2001:db8:1:${n + 2}::1`))).toBe(90)
  expect(await mails(['2001:db8:2:1::1'])).toBe(1)
})
