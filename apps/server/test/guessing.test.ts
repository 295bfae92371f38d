import { errorOf } from '@tradepost/client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accountsEnv, addressNo, clientFrom, mailedToken, openAccount } from './accounts.ts'
import type { RunningServer } from './run-server.ts'
import { makeShopFolder, runServer } from './run-server.ts'

const { folder, remove } = makeShopFolder()
let server: RunningServer
const owner = { email: 'target@shop.test', name: 'Target', password: 'the right long password' }

beforeAll(async () => {
  server = await runServer(folder, accountsEnv)
})
afterAll(async () => {
  await server.stop()
  remove()
})

const GUESSES = 10_000
const ADDRESSES = 1000
const BATCH = 10

/** Guesses in batches of ten, each batch from the next address. Counts the answers of all calls. */
const guess = async (from: number, count: number) => {
  const answers: Record<string, number> = {}
  const batch = async (n: number) => {
    const attacker = clientFrom(server.url, addressNo(1000 + (n % ADDRESSES)))
    const tries = Array.from({ length: BATCH }, (_, i) =>
      attacker.auth.signIn.mutate({ email: owner.email, password: `guess number ${n}-${i}` }).then(
        () => 'signed in',
        (error: unknown) => errorOf(error)?.code ?? String(error)
      )
    )
    for (const answer of await Promise.all(tries)) answers[answer] = (answers[answer] ?? 0) + 1
  }
  const batches = Array.from({ length: count / BATCH }, (_, n) => from + n)
  const workers = Array.from({ length: 8 }, async () => {
    for (let n = batches.pop(); n !== undefined; n = batches.pop()) await batch(n)
  })
  await Promise.all(workers)
  return answers
}

test('guessing: of 10,000 guesses from 1,000 addresses, in batches, at most 3 reach the hash, and the owner gets in', async () => {
  const home = clientFrom(server.url, '203.0.113.7')
  await openAccount(server, owner, home)
  const { email, password } = owner
  await home.auth.signIn.mutate({ email, password })
  await home.auth.signOut.mutate()

  const first = await guess(0, GUESSES / 2)
  await server.stop()
  server = await runServer(folder, { ...accountsEnv, PORT: String(server.port) })
  const second = await guess(GUESSES / 2, GUESSES / 2)

  const total = (code: string) => (first[code] ?? 0) + (second[code] ?? 0)
  expect(total('auth.invalid_credentials') + total('auth.rate_limited')).toBe(GUESSES)
  expect(total('auth.invalid_credentials')).toBe(3)

  const { user } = await home.auth.signIn.mutate({ email, password })
  expect(user.email).toBe(email)

  const elsewhere = clientFrom(server.url, '203.0.113.99')
  await expect(elsewhere.auth.signIn.mutate({ email, password })).rejects.toMatchObject({
    data: { code: 'auth.rate_limited' },
  })
  await elsewhere.auth.requestPasswordReset.mutate({ email })
  const token = await mailedToken(server, { to: email, path: 'reset-password' })
  await elsewhere.auth.resetPassword.mutate({ token, password: 'an even longer password' })
  const again = await elsewhere.auth.signIn.mutate({ email, password: 'an even longer password' })
  expect(again.user.email).toBe(email)
}, 180_000)

test('guessing: a forged X-Forwarded-For counts for nothing without a trusted proxy', async () => {
  const shop = makeShopFolder()
  const strict = await runServer(shop.folder, { ...accountsEnv, TRUSTED_PROXIES: '' })
  const codes = await Promise.all(
    Array.from({ length: 60 }, (_, n) =>
      clientFrom(strict.url, addressNo(n))
        .auth.signIn.mutate({ email: `somebody-${n}@shop.test`, password: 'any password' })
        .catch((error: unknown) => errorOf(error)?.code)
    )
  )
  expect(codes.filter((code) => code === 'auth.invalid_credentials')).toHaveLength(30)
  expect(codes.filter((code) => code === 'auth.rate_limited')).toHaveLength(30)
  await strict.stop()
  shop.remove()
})

test('sign-in: a hundred at once succeed', async () => {
  const shop = makeShopFolder()
  const busy = await runServer(shop.folder, accountsEnv)
  const accounts = Array.from({ length: 100 }, (_, n) => ({
    account: { email: `many-${n}@shop.test`, name: 'Many', password: `password number ${n}` },
    client: clientFrom(busy.url, addressNo(n)),
  }))
  await Promise.all(accounts.map(({ account, client }) => openAccount(busy, account, client)))
  const answers = await Promise.allSettled(
    accounts.map(({ account: { email, password }, client }) => client.auth.signIn.mutate({ email, password }))
  )
  expect(answers.filter((answer) => answer.status === 'rejected')).toEqual([])
  await busy.stop()
  shop.remove()
}, 120_000)
