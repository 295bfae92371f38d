import { makeSessions } from '@tradepost/commerce'
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

test('throttle: three tries are free, then the delay doubles from 4 seconds to a quarter of an hour (A12)', async () => {
  await shop.signUp('ada')
  for (let n = 0; n < 3; n++) expect((await guess()).code).toBe('auth.invalid_credentials')
  for (const seconds of [4, 8, 16, 32, 64, 128, 256, 512, 900, 900]) {
    expect(await guess()).toEqual({ code: 'auth.rate_limited', details: { retryAfterMs: seconds * 1000 } })
    clock.pass(seconds * 1000 - 1)
    expect((await guess()).details).toEqual({ retryAfterMs: 1 })
    clock.pass(1)
    expect((await guess()).code).toBe('auth.invalid_credentials')
  }
})

test('throttle: guessing as fast as one may, at most 10 tries in any quarter of an hour are looked at (A12)', async () => {
  await shop.signUp('ada')
  const looked: number[] = []
  while (looked.length < 16) {
    const { code, details } = await guess()
    if (code === 'auth.invalid_credentials') looked.push(clock.now())
    else clock.pass(Number(Object(details).retryAfterMs))
  }
  const within = looked.map((from) => looked.filter((at) => at >= from && at < from + QUARTER).length)
  expect(Math.max(...within)).toBe(10)
})

test('throttle: a delay holds for the right password too, survives reopening the database, and ends (A12)', async () => {
  await shop.signUp('ada')
  for (let n = 0; n < 3; n++) await guess()
  expect((await failureOf(shop.as().auth.signIn(signIn))).code).toBe('auth.rate_limited')
  await shop.deps.db.close()
  const db = await openDatabase({ url: `file:${shop.path}` })
  const restarted = callerOf({ ...shop.deps, db, sessions: makeSessions({ ...shop.deps, db }) })
  expect((await failureOf(restarted().auth.signIn(signIn))).code).toBe('auth.rate_limited')
  clock.pass(4000)
  expect((await restarted().auth.signIn(signIn)).user.name).toBe('ada')
  for (let n = 0; n < 3; n++) {
    expect((await failureOf(restarted().auth.signIn(wrong))).code).toBe('auth.invalid_credentials')
  }
  await db.close()
})

test('throttle: a browser that has signed in before gets in while strangers keep the account busy (A12)', async () => {
  const { visitor } = await shop.signUp('ada')
  const { device } = visitor
  for (let n = 0; n < 3; n++) await guess()
  const known = newVisitor({ device, address: 'home' })
  expect((await shop.as(known).auth.signIn(signIn)).user.name).toBe('ada')
  expect((await failureOf(shop.as(newVisitor({ address: 'home' })).auth.signIn(signIn))).code).toBe('auth.rate_limited')
  for (let n = 0; n < 3; n++) {
    expect((await failureOf(shop.as(known).auth.signIn(wrong))).code).toBe('auth.invalid_credentials')
  }
  expect((await failureOf(shop.as(known).auth.signIn(signIn))).code).toBe('auth.rate_limited')
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

test('throttle: what failed more than a day ago is forgotten', async () => {
  await shop.signUp('ada')
  const codes = async () => [(await guess()).code, (await guess()).code, (await guess()).code]
  await codes()
  clock.pass(DAY + 1)
  expect(await codes()).toEqual(Array.from({ length: 3 }, () => 'auth.invalid_credentials'))
})

test('throttle: parallel tries are counted each, and other accounts are not slowed down (A12)', async () => {
  await shop.signUp('ada')
  await shop.signUp('bob')
  const codes = (await Promise.all(Array.from({ length: 12 }, guess))).map(({ code }) => code)
  expect(codes.filter((code) => code === 'auth.invalid_credentials')).toHaveLength(3)
  expect((await shop.as().auth.signIn({ ...signIn, email: 'bob@example.com' })).user.name).toBe('bob')
})

test('throttle: one address gets thirty tries over all accounts', async () => {
  const at = async (address: string, n: number) =>
    (await failureOf(shop.as(newVisitor({ address })).auth.signIn({ ...wrong, email: `u${n}@example.com` }))).code
  const codes = []
  for (let n = 0; n < 31; n++) codes.push(await at('198.51.100.7', n))
  expect(codes.filter((code) => code === 'auth.invalid_credentials')).toHaveLength(30)
  expect(codes.at(-1)).toBe('auth.rate_limited')
  expect(await at('198.51.100.8', 31)).toBe('auth.invalid_credentials')
})

test('throttle: asking a signed-in user for the password again is slowed down too (A12)', async () => {
  const { api } = await shop.signUp('ada')
  const tryWrong = async () => (await failureOf(api.account.mfa.begin({ password: 'not the password' }))).code
  expect([await tryWrong(), await tryWrong(), await tryWrong(), await tryWrong()]).toEqual([
    'auth.wrong_password',
    'auth.wrong_password',
    'auth.wrong_password',
    'auth.rate_limited',
  ])
})
