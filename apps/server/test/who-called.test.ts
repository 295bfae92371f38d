import * as contract from '@tradepost/contract'
import { createTradepostClient } from '@tradepost/client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newGuest, orderInput, ownerPassword, ownerToken, signInAsOwner } from './buyers.ts'
import type { RunningServer } from './run-server.ts'
import { makeShopFolder, runServer } from './run-server.ts'

const { folder, remove } = makeShopFolder()
let server: RunningServer
let ownerId: string
let token: string
let key: { id: string; secret: string }

beforeAll(async () => {
  server = await runServer(folder, { LOG_LEVEL: 'info' })
  const owner = await signInAsOwner(server)
  token = await ownerToken(server)
  ownerId = (await owner.auth.session.query()).user?.id ?? ''
  const made = await owner.admin.apiKeys.create.mutate({
    password: ownerPassword,
    name: 'books',
    permissions: ['orders:read', 'products:read'],
  })
  key = { id: made.apiKey.id, secret: made.key }
})

afterAll(async () => {
  await server.stop()
  remove()
})

/** Every path that exports the shop's data as a file, found by the names in the contract. */
const exportPaths = Object.entries(contract).flatMap(([name, path]) =>
  name.endsWith('_EXPORT_PATH') && typeof path === 'string' ? [path] : []
)

const get = (path: string, bearer?: string) =>
  fetch(`${server.url}${path}`, { headers: bearer === undefined ? {} : { authorization: `Bearer ${bearer}` } })

test('exports: there are some, each named by the contract', () => {
  expect(exportPaths.toSorted()).toEqual(['/export/orders.csv', '/export/products.csv'])
})

test.each(exportPaths)(
  'exports: who took %s, and how much, is in the audit log; who was refused is not',
  async (path) => {
    const { admin } = createTradepostClient({ url: server.url, token })
    const name = /(\w+)\.csv$/.exec(path)?.[1] ?? ''
    const entries = async () => (await admin.audit.list.query({ procedure: `export.${name}` })).items
    expect((await get(path)).status).toBe(401)
    expect(await entries()).toEqual([])
    for (const bearer of [token, key.secret]) {
      const answer = await get(path, bearer)
      expect(answer.status).toBe(200)
      await answer.text()
      const [entry] = await entries()
      expect(entry).toMatchObject({
        actor: bearer === token ? { kind: 'user', id: ownerId } : { kind: 'key', id: key.id },
        target: name,
        after: { filter: null, count: Number(answer.headers.get(`x-${name.slice(0, -1)}-count`)) },
        requestId: answer.headers.get('x-request-id'),
      })
    }
    expect(await entries()).toHaveLength(2)
  }
)

/** Returns the log line of a request. */
const lineOf = (answer: Response): Record<string, unknown> => {
  const id = answer.headers.get('x-request-id')
  const lines = server
    .output()
    .split('\n')
    .filter((line) => line.startsWith('{'))
  return lines.map((line): Record<string, unknown> => JSON.parse(line)).find((line) => line['requestId'] === id) ?? {}
}

/** Waits until the log line of a request is written, which happens after its response. */
const logged = async (answer: Response) => {
  await answer.text()
  await expect.poll(() => lineOf(answer)['msg'], { timeout: 20_000 }).toBe('request')
  const { caller, callerId } = lineOf(answer)
  return callerId === undefined ? { caller } : { caller, callerId }
}

test('log: the line of a request says who called, by kind and ID', async () => {
  const session = '/trpc/auth.session'
  expect(await logged(await get(session))).toEqual({ caller: 'anonymous' })
  expect(await logged(await get(session, token))).toEqual({ caller: 'user', callerId: ownerId })
  expect(await logged(await get(session, key.secret))).toEqual({ caller: 'key', callerId: key.id })
  expect(await logged(await get('/export/orders.csv', key.secret))).toEqual({ caller: 'key', callerId: key.id })
  const operator = { headers: { 'x-operator-secret': server.operatorSecret } }
  expect(await logged(await fetch(`${server.url}${session}`, operator))).toEqual({ caller: 'operator' })
  const cookie = { headers: { cookie: `guest=${'g'.repeat(27)}; __Host-guest=${'g'.repeat(27)}` } }
  expect(await logged(await fetch(`${server.url}${session}`, cookie))).toEqual({ caller: 'guest' })
  expect(await logged(await get('/health/live'))).toEqual({ caller: undefined })
})

test('log: no line tells an email address, a token or a key', async () => {
  await newGuest(server.url)
    .orders.place.mutate(orderInput('a-key-of-the-log'))
    .catch(() => null)
  const text = server.output()
  for (const secret of ['owner@shop.test', 'guest@example.com', token, key.secret, server.operatorSecret])
    expect(text).not.toContain(secret)
})

test('log: a refused sign-in, a missing right and a wrong input stand in the line of their request, by code alone', async () => {
  const anonymous = createTradepostClient({ url: server.url })
  const withKey = createTradepostClient({ url: server.url, token: key.secret })
  const tried = { email: 'who.tried@shop.test', password: 'not the right password' }
  await expect(anonymous.auth.signIn.mutate(tried)).rejects.toThrow()
  await expect(withKey.admin.staff.list.query()).rejects.toThrow()
  await expect(anonymous.products.get.query({ slug: 'No Slug!' })).rejects.toThrow()
  const told = () => server.output()
  await expect.poll(told).toContain('"failures":["auth.signIn auth.invalid_credentials"]')
  await expect.poll(told).toContain('"failures":["admin.staff.list auth.forbidden"]')
  await expect.poll(told).toContain('"failures":["products.get input.invalid"]')
  expect(told()).not.toContain(tried.email)
})
