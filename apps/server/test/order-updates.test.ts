import type { TradepostClient } from '@tradepost/client'
import { createTradepostClient, errorOf } from '@tradepost/client'
import type { Order } from '@tradepost/contract'
import { ORDER_EXPORT_PATH } from '@tradepost/contract'
import { EventSource } from 'eventsource'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { importProducts, newGuest, orderInput, ownerToken, signInAsOwner } from './buyers.ts'
import type { RunningServer } from './run-server.ts'
import { makeShopFolder, runServer } from './run-server.ts'

const { folder, remove } = makeShopFolder()
let server: RunningServer
let owner: TradepostClient
let mug: `var_${string}`
let made = 0

beforeAll(async () => {
  server = await runServer(folder)
  owner = await signInAsOwner(server)
  mug = (await importProducts(owner, { mug: 100 }))[0] ?? mug
})

afterAll(async () => {
  await server.stop()
  remove()
})

const newKey = () => `key-of-updates-${++made}`
const note = (order: Order, text: string) =>
  owner.admin.orders.addNote.mutate({ id: order.id, idempotencyKey: newKey(), note: text, isPublic: true })

/** Creates a separate session and places an order with it. */
const buyer = async () => {
  const token = await ownerToken(server)
  const api = createTradepostClient({ url: server.url, token, eventSource: EventSource })
  await api.cart.addItem.mutate({ variantId: mug, quantity: 1 })
  const { order } = await api.orders.place.mutate(orderInput(newKey()))
  return { token, api, order }
}

/** Subscribes to an order's updates; `failed` is the error code that ended the stream, or null while it is open. */
const hear = (api: TradepostClient, { id }: Order) => {
  const heard: { texts: string[]; ids: string[]; failed: string | null } = { texts: [], ids: [], failed: null }
  const stream = api.orders.onUpdate.subscribe(
    { id },
    {
      onData: ({ id: event, data }) => {
        heard.ids.push(event)
        heard.texts.push(data.entry.text)
      },
      onError: (error) => {
        heard.failed = errorOf(error)?.code ?? 'unknown'
      },
    }
  )
  return { heard, leave: () => stream.unsubscribe() }
}

const soon = (expected: () => void) => vi.waitFor(expected, { timeout: 20_000, interval: 50 })

test('updates: each entry comes once and in order, also over a server that is killed and started again', async () => {
  const { api, order } = await buyer()
  const { heard, leave } = hear(api, order)
  await soon(() => expect(heard.texts).toEqual(['placed']))
  await note(order, 'first')
  await soon(() => expect(heard.texts).toEqual(['placed', 'first']))
  const { port } = server
  await server.stop('SIGKILL')
  server = await runServer(folder, { PORT: String(port) })
  await note(order, 'while nobody heard')
  await note(order, 'last')
  await soon(() => expect(heard.texts).toEqual(['placed', 'first', 'while nobody heard', 'last']))
  expect(new Set(heard.ids).size).toBe(4)
  expect(heard.failed).toBeNull()
  leave()
})

test('updates: who has signed out meanwhile hears no more, and why (A07)', async () => {
  const { token, api, order } = await buyer()
  const { heard, leave } = hear(api, order)
  await soon(() => expect(heard.texts).toEqual(['placed']))
  await createTradepostClient({ url: server.url, token }).auth.signOut.mutate()
  await note(order, 'not for you')
  await soon(() => expect(heard.failed).toBe('auth.required'))
  expect(heard.texts).toEqual(['placed'])
  leave()
})

test('updates: of another’s order nobody hears anything', async () => {
  const { order } = await buyer()
  const stranger = createTradepostClient({ url: server.url, eventSource: EventSource })
  const { heard, leave } = hear(stranger, order)
  await soon(() => expect(heard.failed).toBe('order.not_found'))
  expect(heard.texts).toEqual([])
  leave()
})

test('export: orders are a CSV for whoever may read them, and nobody else or another site’s page is given any', async () => {
  const guest = newGuest(server.url)
  await guest.cart.addItem.mutate({ variantId: mug, quantity: 3 })
  const { order } = await guest.orders.place.mutate(orderInput(newKey()))
  const get = (headers: Record<string, string>) => fetch(`${server.url}${ORDER_EXPORT_PATH}`, { headers })
  const authorization = `Bearer ${await ownerToken(server)}`
  const answer = await get({ authorization })
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present')
  expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="orders-\d{4}-\d\d-\d\d\.csv"$/)
  expect(answer.headers.get('cache-control')).toBe('no-store')
  const rows = (await answer.text()).trimEnd().split('\r\n')
  expect(Number(answer.headers.get('x-order-count'))).toBe(rows.length - 1)
  expect(rows.filter((row) => row.startsWith(order.number))).toHaveLength(1)
  for (const [headers, status, code] of [
    [{}, 401, 'auth.required'],
    [{ authorization, 'sec-fetch-site': 'cross-site' }, 403, 'request.forbidden_origin'],
  ] as const) {
    const refused = await get(headers)
    expect(refused.status).toBe(status)
    expect((await refused.json()).error.data.code).toBe(code)
  }
})
