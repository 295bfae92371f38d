import { afterAll, beforeAll, expect, test } from 'vitest'
import { accountsEnv, addressNo, clientFrom, openAccount } from './accounts.ts'
import { rankTest } from './rank-test.ts'
import type { RunningServer } from './run-server.ts'
import { makeShopFolder, runServer } from './run-server.ts'

// Each address may be tried three times before it is slowed down, so 100 addresses make a series of 300 calls.
const ACCOUNTS = 100
const CALLS = 300
const SERIES = 3
const WARM_UP = 50

const { folder, remove } = makeShopFolder()
let server: RunningServer
let sender = 0

const known = (n: number) => `known-${n % ACCOUNTS}@shop.test`

beforeAll(async () => {
  server = await runServer(folder, accountsEnv)
  const open = async (n: number) => {
    const account = { email: known(n), name: 'Known', password: 'a password that is right' }
    await openAccount(server, account, clientFrom(server.url, addressNo(sender++)))
  }
  for (let n = 0; n < ACCOUNTS; n += 20) await Promise.all(Array.from({ length: 20 }, (_, i) => open(n + i)))
}, 120_000)

afterAll(async () => {
  await server.stop()
  remove()
})

const call = async (procedure: string, body: object) => {
  const startedAt = performance.now()
  const answer = await fetch(`${server.url}/trpc/${procedure}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': addressNo(sender++) },
    body: JSON.stringify(body),
  })
  const text = await answer.text()
  return { ms: performance.now() - startedAt, status: answer.status, text }
}

// Removes the sent address and the request ID: they reveal nothing about the account.
const neutral = (text: string, email: string) =>
  text.replaceAll(email, 'EMAIL').replaceAll(/"requestId":"[^"]*"/g, '"requestId":""')

/** Clears the shop's record of tries, so that the next series starts like the first one. */
const forgetTries = async () => {
  await server.stop()
  const { default: Sqlite } = await import('libsql')
  const file = new Sqlite(server.databasePath)
  file.exec('DELETE FROM allowances')
  file.close()
  server = await runServer(folder, accountsEnv)
}

interface Question {
  readonly procedure: string
  readonly bodyFor: (email: string) => object
}

/** Alternates known and unknown addresses, in changing order, so that drift of the machine affects both alike. */
const ask = async ({ procedure, bodyFor }: Question, series: number, calls = CALLS) => {
  const times = { known: [] as number[], unknown: [] as number[] }
  const answers = { known: new Set<string>(), unknown: new Set<string>() }
  for (let n = 0; n < calls; n++) {
    const emails = { known: known(n), unknown: `nobody-${series}-${n % ACCOUNTS}@shop.test` }
    const order = n % 2 === 0 ? (['known', 'unknown'] as const) : (['unknown', 'known'] as const)
    for (const kind of order) {
      const { ms, status, text } = await call(procedure, bodyFor(emails[kind]))
      times[kind].push(ms)
      answers[kind].add(`${status} ${neutral(text, emails[kind])}`)
    }
  }
  return { times, answers }
}

const questions: Question[] = [
  { procedure: 'auth.register', bodyFor: (email) => ({ email, name: 'Somebody', password: 'a password of somebody' }) },
  { procedure: 'auth.requestPasswordReset', bodyFor: (email) => ({ email }) },
  { procedure: 'auth.signIn', bodyFor: (email) => ({ email, password: 'a password that is wrong' }) },
]

test.each(questions)(
  'enumeration: $procedure answers known and unknown addresses with equal bytes and times',
  async (question) => {
    await ask(question, 99, WARM_UP)
    const chances: number[] = []
    for (let series = 0; series < SERIES; series++) {
      await forgetTries()
      const { times, answers } = await ask(question, series)
      expect([...answers.known]).toEqual([...answers.unknown])
      expect(answers.known.size).toBe(1)
      chances.push(rankTest(times.known, times.unknown))
      // One series in a hundred differs by chance. A real difference shows in every series.
      if ((chances.at(-1) ?? 0) > 0.01) return
    }
    expect.fail(`the times of ${question.procedure} can be told apart: p = ${chances.join(', ')}`)
  },
  240_000
)
