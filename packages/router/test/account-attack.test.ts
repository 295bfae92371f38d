import { hashSecret } from '@tradepost/commerce'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ApiCaller, TestShop, Visitor } from './test-shop.ts'
import { callerOf, failureOf, makeClock, makeTestShop, newVisitor } from './test-shop.ts'

const MINUTE = 60_000
const QUARTER = 15 * MINUTE
const MINUTES_A_DAY = 24 * 60
const OWNER_EVERY_MINUTES = 16
const email = 'ada@example.com'

let shop: TestShop
let clock: ReturnType<typeof makeClock>
let as: (visitor: Visitor) => ApiCaller
/** Password checks that reached the hasher: when, and whether the password was wrong. */
let hashed: { at: number; isGuess: boolean }[]
let password = 'the first password'

beforeEach(async () => {
  clock = makeClock()
  shop = await makeTestShop({ now: clock.now })
  hashed = []
  // argon2 is too slow for a day of attacks. The test counts how often it would be called.
  const passwords = {
    hash: async (plain: string) => hashSecret(plain),
    verify: async (stored: string | null, plain: string) => {
      hashed.push({ at: clock.now(), isGuess: plain !== password })
      return stored === hashSecret(plain)
    },
  }
  as = callerOf({ ...shop.deps, passwords })
})

afterEach(() => shop.close())

let number = 0
const nextNetwork = () => {
  number++
  const [high, low] = [Math.floor(number / 250), number % 250]
  return number % 2 === 0 ? `198.18.${high % 256}.${low}` : `2001:db8:${number.toString(16)}:1::7`
}

const quietly = (call: Promise<unknown>) => call.catch(() => {})

/** Performs one step of the attackers, each act from its own network; `devices` are cookies that they have copied. */
const attack = async (devices: readonly string[]) => {
  const from = (device: string | null = null) => as(newVisitor({ address: nextNetwork(), device })).auth
  for (let n = 0; n < 2; n++) await quietly(from().signIn({ email, password: `guess number ${++number}` }))
  for (const device of devices.slice(-3))
    await quietly(from(device).signIn({ email, password: 'a guess by an old cookie' }))
  await quietly(from().register({ email, name: 'Mallory', password: 'a password of an attacker' }))
  await quietly(from().requestPasswordReset({ email }))
  await quietly(from().requestPasswordReset({ email: `${number % 5}+${email}` }))
}

/**
 * Signs the owner in by password, or else by a reset, while the attackers act before every step. Returns how long it
 * took and which way succeeded.
 */
const enter = async (browser: Visitor, devices: string[], reset: string) => {
  const startedAt = clock.now()
  const api = as(browser)
  const step = async <T>(act: () => Promise<T>) => {
    clock.pass(4000)
    await attack(devices)
    return act().then(
      () => true,
      () => false
    )
  }
  if (await step(() => api.auth.signIn({ email, password }))) return { tookMs: clock.now() - startedAt, by: 'password' }
  await step(() => api.auth.requestPasswordReset({ email }))
  const isReset = () =>
    step(async () => api.auth.resetPassword({ token: await shop.lastToken(email, 'reset-password'), password: reset }))
  for (let tries = 0; !(await isReset()); tries++) if (tries === 5) throw new Error('No link in the mailbox is good.')
  password = reset
  if (!(await step(() => api.auth.signIn({ email, password })))) throw new Error('The owner stays out after a reset.')
  return { tookMs: clock.now() - startedAt, by: 'reset' }
}

const mostWithin = (times: readonly number[]) =>
  Math.max(0, ...times.map((from) => times.filter((at) => at >= from && at < from + QUARTER).length))

test('attack: through a day of it the owner is in within a minute each time, and ten guesses a quarter reach the hash', async () => {
  const home = newVisitor({ address: 'home' })
  await as(home).auth.register({ email, name: 'Ada', password })
  await as(home).auth.verifyEmail({ token: await shop.lastToken(email, 'verify-email') })
  const devices: string[] = []
  for (let n = 0; n < 12; n++) {
    const browser = n === 0 ? home : newVisitor({ address: `home-${n}` })
    await as(browser).auth.signIn({ email, password })
    devices.push(browser.device ?? '')
  }
  hashed = []
  const entries: { tookMs: number; by: string }[] = []
  for (let minute = 0; minute < MINUTES_A_DAY; minute++) {
    await attack(devices)
    if (minute % OWNER_EVERY_MINUTES === 7) {
      // A reset from a new browser makes all others unknown: the one at home is known again after its own reset.
      const isFresh = entries.length % 3 === 0
      const browser = isFresh ? newVisitor({ address: `owner-${minute}` }) : home
      const former = browser.device
      entries.push(await enter(browser, devices, `password of minute ${minute}`))
      // The attackers also copied the browser's cookie from before the reset.
      if (former !== null && former !== browser.device) devices.push(former)
    }
    clock.pass(MINUTE)
  }
  const guesses = hashed.filter(({ isGuess }) => isGuess).map(({ at }) => at)
  const figures = {
    entries: entries.length,
    byPassword: entries.filter(({ by }) => by === 'password').length,
    slowestMs: Math.max(...entries.map(({ tookMs }) => tookMs)),
    guessesAQuarter: mostWithin(guesses),
    hashedAQuarter: mostWithin(hashed.map(({ at }) => at)),
    networks: number,
  }
  console.info('a day of attacks:', figures)
  expect(figures.entries).toBe(90)
  expect(figures.slowestMs).toBeLessThanOrEqual(MINUTE)
  expect(figures.guessesAQuarter).toBeLessThanOrEqual(10)
  expect(figures.guessesAQuarter).toBeGreaterThan(0)
  expect(figures.byPassword).toBe(30)
  const stranger = as(newVisitor({ address: 'a stranger' })).auth.signIn({ email, password })
  expect((await failureOf(stranger)).code).toBe('auth.rate_limited')
}, 240_000)
