import { hashSecret, makeSessions, removeOldRows } from '@tradepost/commerce'
import { openDatabase } from '@tradepost/db'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { TestShop } from './test-shop.ts'
import { callerOf, failureOf, makeClock, makeTestShop, newVisitor, PASSWORD } from './test-shop.ts'

const DAY = 24 * 60 * 60 * 1000
const QUARTER = 15 * 60 * 1000
let shop: TestShop
let clock: ReturnType<typeof makeClock>

beforeEach(async () => {
  clock = makeClock()
  shop = await makeTestShop({ now: clock.now })
})

afterEach(() => shop.close())

const signIn = { email: 'ada@example.com', password: PASSWORD }
const wrong = { ...signIn, password: 'not the password' }
let tries = 0
const guess = () => failureOf(shop.as(newVisitor({ address: `address-${++tries}` })).auth.signIn(wrong))

test('throttle: three tries of strangers at once, then one in a quarter of an hour (A12)', async () => {
  await shop.signUp('ada')
  for (let n = 0; n < 3; n++) expect((await guess()).code).toBe('auth.invalid_credentials')
  for (let n = 0; n < 3; n++) {
    expect(await guess()).toEqual({ code: 'auth.rate_limited', details: { retryAfterMs: QUARTER } })
    clock.pass(QUARTER - 1)
    expect((await guess()).details).toEqual({ retryAfterMs: 1 })
    clock.pass(1)
    expect((await guess()).code).toBe('auth.invalid_credentials')
  }
})

test('throttle: of guesses with every kind of cookie and in a session, at most ten reach the hash in any quarter of an hour (A12)', async () => {
  const guesses: number[] = []
  // The test counts calls of the hasher, so the hasher need not be slow.
  const passwords = {
    hash: async (password: string) => hashSecret(password),
    verify: async (stored: string | null, password: string) => {
      if (password !== PASSWORD) guesses.push(clock.now())
      return stored === hashSecret(password)
    },
  }
  const as = callerOf({ ...shop.deps, passwords })
  const owner = newVisitor({ address: 'owner' })
  await as(owner).auth.register({ ...signIn, name: 'ada' })
  await as(owner).auth.verifyEmail({ token: await shop.lastToken(signIn.email, 'verify-email') })
  const devices: (string | null)[] = [null]
  const enter = async () => {
    const browser = newVisitor({ address: `owner-${devices.length}` })
    await as(browser).auth.requestPasswordReset({ email: signIn.email })
    const token = await shop.lastToken(signIn.email, 'reset-password')
    await as(browser).auth.resetPassword({ token, password: PASSWORD })
    // Within a quarter of an hour, thieves of two reset browsers' cookies can use up the browsers' share (decision 8).
    await as(browser)
      .auth.signIn(signIn)
      .catch(() => null)
    devices.push(browser.device)
    return as(browser)
  }
  for (let minute = 0; minute < 45; minute += 3) {
    const session = await enter()
    for (const device of devices.slice(-8)) {
      const attacker = newVisitor({ device, address: `attacker-${++tries}` })
      for (let n = 0; n < 2; n++) await failureOf(as(attacker).auth.signIn(wrong))
    }
    for (let n = 0; n < 3; n++) await failureOf(session.account.mfa.begin({ password: wrong.password }))
    clock.pass(3 * 60_000)
  }
  const within = guesses.map((from) => guesses.filter((at) => at >= from && at < from + QUARTER).length)
  expect(Math.max(...within)).toBe(10)
})

test('throttle: strangers wait with the right password too, also after the database was reopened (A12)', async () => {
  await shop.signUp('ada')
  for (let n = 0; n < 3; n++) await guess()
  expect((await failureOf(shop.as().auth.signIn(signIn))).code).toBe('auth.rate_limited')
  await shop.deps.db.close()
  const db = await openDatabase({ url: `file:${shop.path}` })
  const restarted = callerOf({ ...shop.deps, db, sessions: makeSessions({ ...shop.deps, db }) })
  expect((await failureOf(restarted().auth.signIn(signIn))).code).toBe('auth.rate_limited')
  clock.pass(QUARTER)
  expect((await restarted().auth.signIn(signIn)).user.name).toBe('ada')
  // A correct password does not use up a try.
  expect((await failureOf(restarted().auth.signIn(wrong))).code).toBe('auth.invalid_credentials')
  expect((await failureOf(restarted().auth.signIn(wrong))).code).toBe('auth.rate_limited')
  await db.close()
})

test('throttle: a browser that has signed in before gets in while strangers keep account and network busy (A12)', async () => {
  const { visitor } = await shop.signUp('ada')
  const { device } = visitor
  for (let n = 0; n < 3; n++) await guess()
  for (let n = 0; n < 40; n++) {
    const email = `u${n}@example.com`
    await shop
      .as(newVisitor({ address: 'home' }))
      .auth.signIn({ ...wrong, email })
      .catch(() => {})
  }
  const known = newVisitor({ device, address: 'home' })
  expect((await shop.as(known).auth.signIn(signIn)).user.name).toBe('ada')
  expect((await failureOf(shop.as(newVisitor({ address: 'home' })).auth.signIn(signIn))).code).toBe('auth.rate_limited')
  const thief = newVisitor({ device, address: 'elsewhere' })
  for (let n = 0; n < 2; n++)
    expect((await failureOf(shop.as(thief).auth.signIn(wrong))).code).toBe('auth.invalid_credentials')
  expect((await failureOf(shop.as(known).auth.signIn(signIn))).code).toBe('auth.rate_limited')
})

test('throttle: one stolen device cookie does not lock out another browser of the owner (A12)', async () => {
  const { visitor } = await shop.signUp('ada')
  const other = newVisitor({ address: 'office' })
  await shop.as(other).auth.signIn(signIn)
  for (let n = 0; n < 3; n++) await guess()
  for (let n = 0; n < 5; n++) await failureOf(shop.as(newVisitor({ device: visitor.device })).auth.signIn(wrong))
  expect((await shop.as(other).auth.signIn(signIn)).user.name).toBe('ada')
})

test('throttle: a device counts for the account it signed in to alone, and a made-up one for none (A12)', async () => {
  const { visitor } = await shop.signUp('mallory')
  await shop.signUp('ada')
  const codes = []
  for (let n = 0; n < 4; n++) {
    const device = n % 2 === 0 ? visitor.device : `made-up-device-${n}`
    codes.push((await failureOf(shop.as(newVisitor({ device, address: `a${n}` })).auth.signIn(wrong))).code)
  }
  expect(codes.at(-1)).toBe('auth.rate_limited')
})

test('throttle: an account knows ten browsers, and the one used longest ago goes first', async () => {
  const { visitor } = await shop.signUp('ada')
  const browsers = Array.from({ length: 10 }, (_, n) => newVisitor({ address: `home-${n}` }))
  for (const browser of browsers) {
    clock.pass(1000)
    await shop.as(browser).auth.signIn(signIn)
  }
  expect(shop.rows('SELECT device_hash FROM known_devices')).toHaveLength(10)
  const hashes = shop.rows('SELECT device_hash FROM known_devices').map((row) => row['device_hash'])
  expect(hashes).not.toContain(hashSecret(visitor.device ?? ''))
})

test('throttle: counters that are whole again are deleted', async () => {
  await shop.signUp('ada')
  for (let n = 0; n < 3; n++) await guess()
  await removeOldRows(shop.deps)
  expect((await guess()).code).toBe('auth.rate_limited')
  clock.pass(3 * DAY)
  await removeOldRows(shop.deps)
  expect(shop.rows('SELECT subject FROM allowances')).toEqual([])
})

test('throttle: parallel tries are counted each, and other accounts are not slowed down (A12)', async () => {
  await shop.signUp('ada')
  await shop.signUp('bob')
  const codes = (await Promise.all(Array.from({ length: 12 }, guess))).map(({ code }) => code)
  expect(codes.filter((code) => code === 'auth.invalid_credentials')).toHaveLength(3)
  expect((await shop.as().auth.signIn({ ...signIn, email: 'bob@example.com' })).user.name).toBe('bob')
})

test('throttle: one network gets thirty tries over all accounts, be it one IPv4 address or a /64 of IPv6', async () => {
  const at = async (address: string, n: number) =>
    (await failureOf(shop.as(newVisitor({ address })).auth.signIn({ ...wrong, email: `u${n}@example.com` }))).code
  const four = []
  for (let n = 0; n < 31; n++) four.push(await at('198.51.100.7', n))
  expect(four.filter((code) => code === 'auth.invalid_credentials')).toHaveLength(30)
  expect(four.at(-1)).toBe('auth.rate_limited')
  expect(await at('198.51.100.8', 31)).toBe('auth.invalid_credentials')
  const six = []
  for (let n = 0; n < 80; n++) six.push(await at(`2001:db8:7:7::${n.toString(16)}`, 100 + n))
  expect(six.filter((code) => code === 'auth.invalid_credentials')).toHaveLength(30)
  expect(await at('2001:db8:7:8::1', 200)).toBe('auth.invalid_credentials')
})

test('throttle: asking a signed-in user for the password again is slowed down too (A12)', async () => {
  const { api } = await shop.signUp('ada')
  const tryWrong = async () => (await failureOf(api.account.mfa.begin({ password: 'not the password' }))).code
  for (let n = 0; n < 5; n++) expect(await tryWrong()).toBe('auth.wrong_password')
  expect(await tryWrong()).toBe('auth.rate_limited')
})
