import { setTimeout as wait } from 'node:timers/promises'
import { createTradepostClient, errorOf } from '@tradepost/client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accountsEnv, addressNo, mailedToken, openAccount } from './accounts.ts'
import type { RunningServer } from './run-server.ts'
import { makeShopFolder, runServer } from './run-server.ts'

const SECONDS = Number(process.env['ACCOUNT_ATTACK_SECONDS'] ?? 5)
const ATTACKERS = 12
const OLD_DEVICES = 8
// Each entry may use a reset. A network can request thirty of them at once.
const ENTRIES = 20
const owner = { email: 'target@shop.test', name: 'Target', password: 'the right long password' }
const { email } = owner

const { folder, remove } = makeShopFolder()
let server: RunningServer

beforeAll(async () => {
  server = await runServer(folder, accountsEnv)
})
afterAll(async () => {
  await server.stop()
  remove()
})

/** Creates a browser at a network address, with cookies that can be copied. */
const browserAt = (address: string, jar = new Map<string, string>()) => {
  const fetchFrom: typeof fetch = async (input, init) => {
    const headers = new Headers(init?.headers)
    headers.set('x-forwarded-for', address)
    headers.set('origin', new URL(server.url).origin)
    headers.set('cookie', [...jar].map(([name, value]) => `${name}=${value}`).join('; '))
    const answer = await fetch(input, { ...init, headers })
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (name !== undefined && value !== undefined) jar.set(name, value)
    }
    return answer
  }
  return { jar, api: createTradepostClient({ url: server.url, fetch: fetchFrom }) }
}

type Browser = ReturnType<typeof browserAt>

const answers: Record<string, number> = {}
let sender = 0

/** Returns an attacker’s next address: IPv4 and IPv6 alternate, and no network appears twice. */
const nextAddress = () => (++sender % 2 === 0 ? addressNo(sender) : `2001:db8:${sender.toString(16)}:1::7`)

const note = async (act: string, call: Promise<unknown>) => {
  const answer = await call.then(
    () => 'taken',
    (error: unknown) => errorOf(error)?.code ?? 'no answer'
  )
  answers[`${act}: ${answer}`] = (answers[`${act}: ${answer}`] ?? 0) + 1
}

/** Attacks until it is over: guesses with and without old cookies, registers the owner’s address, requests resets. */
const attack = async (devices: readonly string[], isOver: () => boolean) => {
  while (!isOver()) {
    const device = devices[sender % devices.length] ?? ''
    const stranger = browserAt(nextAddress()).api.auth
    const oldBrowser = browserAt(nextAddress(), new Map([['device', device]])).api.auth
    await Promise.all([
      note('guess', stranger.signIn.mutate({ email, password: `guess number ${sender}` })),
      note('guess', oldBrowser.signIn.mutate({ email, password: `guess number ${sender}` })),
      note('fill', stranger.signIn.mutate({ email: `nobody-${sender}@shop.test`, password: 'to fill the queue' })),
      note('register', stranger.register.mutate({ email, name: 'Mallory', password: 'a password of an attacker' })),
      note('reset', stranger.requestPasswordReset.mutate({ email })),
    ])
  }
}

/** Signs the owner in by password or else by a reset, and retries while the shop is busy. Returns the time it took. */
const enter = async ({ api }: Browser, secret: { password: string }, next: string) => {
  const startedAt = performance.now()
  const isIn = async () => {
    try {
      await api.auth.signIn.mutate({ email, password: secret.password })
      return true
    } catch (error) {
      const code = errorOf(error)?.code
      if (code !== 'busy' && code !== 'auth.rate_limited') throw error
      return false
    }
  }
  for (let isReset = false; !(await isIn());) {
    if (performance.now() - startedAt > 60_000) throw new Error('The owner was not in within a minute.')
    if (isReset) continue
    await api.auth.requestPasswordReset.mutate({ email })
    const token = await mailedToken(server, { to: email, path: 'reset-password' })
    isReset = await api.auth.resetPassword.mutate({ token, password: next }).then(
      () => true,
      (error: unknown) => {
        if (!['busy', 'auth.token_invalid'].includes(errorOf(error)?.code ?? '')) throw error
        return false
      }
    )
    if (isReset) secret.password = next
  }
  return performance.now() - startedAt
}

test(
  `attack: for ${SECONDS} s of it the owner gets in each time, and ten guesses at most reach the hash`,
  async () => {
    const home = browserAt('203.0.113.7')
    await openAccount(server, owner, home.api)
    const secret = { password: owner.password }
    const devices: string[] = []
    for (let n = 0; n < OLD_DEVICES; n++) {
      const old = browserAt(`203.0.113.${100 + n}`)
      await old.api.auth.signIn.mutate({ email, password: secret.password })
      devices.push(old.jar.get('device') ?? '')
    }
    const overAt = performance.now() + SECONDS * 1000
    let isDone = false
    const attackers = Array.from({ length: ATTACKERS }, () => attack(devices, () => isDone))
    const entries: number[] = []
    do {
      const browser = entries.length % 3 === 0 ? browserAt(`203.0.114.${entries.length % 250}`) : home
      const startedAt = performance.now()
      entries.push(await enter(browser, secret, `password of entry ${entries.length}`))
      await wait(Math.max(0, startedAt + (SECONDS * 1000) / ENTRIES - performance.now()))
    } while (performance.now() < overAt)
    isDone = true
    await Promise.all(attackers)
    console.info({ seconds: SECONDS, entries: entries.length, slowestMs: Math.round(Math.max(...entries)), ...answers })
    expect(answers['guess: taken']).toBeUndefined()
    expect(answers['guess: no answer']).toBeUndefined()
    // The whole run takes less than 15 minutes.
    expect(answers['guess: auth.invalid_credentials']).toBeLessThanOrEqual(10)
    expect(answers['guess: auth.rate_limited']).toBeGreaterThan(0)
  },
  SECONDS * 1000 + 180_000
)
