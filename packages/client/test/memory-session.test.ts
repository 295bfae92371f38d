import { createTradepostClient, memorySession } from '@tradepost/client'
import { afterEach, expect, test } from 'vitest'
import type { Answer, Arrived, TinyServer } from './tiny-server.ts'
import { startServer } from './tiny-server.ts'

const running: TinyServer[] = []
const start = async (answer: (request: Arrived) => Answer) => {
  const server = await startServer(answer)
  running.push(server)
  return server
}

afterEach(async () => {
  for (const server of running.splice(0)) await server.close()
})

const settingCookies = (...answers: string[][]) => {
  const left = [...answers]
  return (): Answer => ({ json: {}, cookies: left.shift() ?? [] })
}

test('session: what the server sets comes back with the next call, without its attributes', async () => {
  const server = await start(
    settingCookies(['guest=g1; Path=/; HttpOnly; SameSite=Lax; Max-Age=99', '__Host-session=a=b; Secure'])
  )
  const fetch = memorySession()
  await fetch(server.url)
  await fetch(`${server.url}/next`)
  expect(server.arrived.map(({ headers }) => headers.cookie)).toEqual([undefined, 'guest=g1; __Host-session=a=b'])
})

test('session: a new value replaces the old one, an empty one ends it', async () => {
  const server = await start(settingCookies(['session=1'], ['session=2'], ['session=; Max-Age=0']))
  const fetch = memorySession()
  for (let n = 0; n < 4; n++) await fetch(server.url)
  expect(server.arrived.map(({ headers }) => headers.cookie)).toEqual([undefined, 'session=1', 'session=2', undefined])
})

test('session: cookies stay with the server that set them', async () => {
  const home = await start(settingCookies(['session=secret']))
  const other = await start(settingCookies([], ['session=planted']))
  const fetch = memorySession()
  await fetch(home.url)
  await fetch(other.url)
  await fetch(other.url)
  await fetch(home.url)
  expect(other.arrived.map(({ headers }) => headers.cookie)).toEqual([undefined, undefined])
  expect(home.arrived.at(-1)?.headers.cookie).toBe('session=secret')
})

test('session: two of them are two callers', async () => {
  const server = await start(settingCookies(['session=one'], ['session=two']))
  const [one, two] = [memorySession(), memorySession()]
  for (const fetch of [one, two, one, two]) await fetch(server.url)
  expect(server.arrived.map(({ headers }) => headers.cookie)).toEqual([
    undefined,
    undefined,
    'session=one',
    'session=two',
  ])
})

test('session: the caller’s own headers go along, and the origin is the server’s own', async () => {
  const server = await start(settingCookies())
  const fetch = memorySession()
  await fetch(server.url, { method: 'POST', headers: { 'x-own': '1' }, body: 'text' })
  await fetch(new URL(`${server.url}/url`))
  await fetch(new Request(server.url, { method: 'POST', headers: { 'x-own': '2' }, body: 'text' }))
  expect(server.arrived.map(({ headers }) => headers['x-own'])).toEqual(['1', undefined, '2'])
  expect(server.arrived.map(({ headers }) => headers['origin'])).toEqual([server.url, server.url, server.url])
  expect(server.arrived.map(({ body }) => body)).toEqual(['text', '', 'text'])
})

test('session: makes a client a guest with one cart', async () => {
  const server = await start(({ headers }) => ({
    cookies: headers.cookie ? [] : ['guest=g1'],
    json: [{ result: { data: null } }],
  }))
  const client = createTradepostClient({ url: server.url, fetch: memorySession() })
  await client.cart.addItem.mutate({ variantId: `var_${'0'.repeat(26)}` })
  await client.cart.get.query()
  expect(server.arrived.map(({ headers }) => headers.cookie)).toEqual([undefined, 'guest=g1'])
})
