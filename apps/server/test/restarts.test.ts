import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { connect } from 'node:net'
import type { TradepostClient } from '@tradepost/client'
import { createTradepostClient } from '@tradepost/client'
import { EventSource } from 'eventsource'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { importProducts, orderInput, ownerToken, signInAsOwner } from './buyers.ts'
import { numbers, roundsOf, timeFor } from './proof-shop.ts'
import type { RunningServer } from './run-server.ts'
import { makeShopFolder, runServer } from './run-server.ts'

const RESTARTS = roundsOf('RESTARTS', 3)
const PER_SECOND = 200
const CONNECTIONS = 24
const { folder, remove } = makeShopFolder()
let server: RunningServer

beforeAll(async () => {
  server = await runServer(folder)
})

afterAll(async () => {
  await server.stop()
  remove()
})

/** One request of the load: its time in ms since 1970, or null if no connection was available; and how it ended. */
interface Shot {
  readonly sentAt: number | null
  readonly end: string
}

const calls = [
  ['GET', '/trpc/products.list?input=%7B%7D'],
  ['GET', '/trpc/cart.get,shop.get?batch=1&input=%7B%7D'],
  ['GET', '/health/ready'],
  ['POST', '/trpc/auth.signOut'],
] as const

const shootWith = (agent: Agent, port: number, n: number): Promise<Shot> =>
  new Promise((resolve) => {
    const [method, path] = calls[n % calls.length] ?? calls[0]
    let sentAt: number | null = null
    const end = (how: string) => resolve({ sentAt, end: how })
    const fail = (error: NodeJS.ErrnoException) => end(error.code ?? error.message)
    const headers = { 'content-type': 'application/json' }
    const asked = request({ port, host: '127.0.0.1', agent, method, path, headers }, (answer) => {
      answer.on('error', fail).on('end', () => end(String(answer.statusCode)))
      answer.resume()
    })
    const note = () => {
      sentAt = Date.now()
    }
    asked.on('socket', (socket) => (socket.connecting ? socket.once('connect', note) : note())).on('error', fail)
    asked.end()
  })

/** Sends requests over keep-alive connections at a steady rate until stopped, regardless of their outcomes. */
const startLoad = (port: number) => {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS })
  const shots: Promise<Shot>[] = []
  let answered = 0
  const startedAt = performance.now()
  const timer = setInterval(() => {
    // A late tick makes up for the ones that were missed.
    while (shots.length < ((performance.now() - startedAt) / 1000) * PER_SECOND) {
      const shot = shootWith(agent, port, shots.length)
      void shot.then(({ end }) => end === '200' && answered++)
      shots.push(shot)
    }
  }, 5)
  return {
    answered: () => answered,
    stop: async (): Promise<Shot[]> => {
      clearInterval(timer)
      const all = await Promise.all(shots)
      agent.destroy()
      return all
    },
  }
}

/** Returns when the server wrote this line, in ms since 1970. */
const timeOf = ({ output }: RunningServer, message: string): number => {
  const line = output()
    .split('\n')
    .find((one) => one.includes(`"msg":"${message}"`))
  return line === undefined ? Number.NaN : JSON.parse(line).time
}

/** Places an order and subscribes to its updates. */
const watchOrder = async (owner: TradepostClient, variantId: `var_${string}`) => {
  const token = await ownerToken(server)
  const api = createTradepostClient({ url: server.url, token, eventSource: EventSource })
  await api.cart.addItem.mutate({ variantId, quantity: 1 })
  const { order } = await api.orders.place.mutate(orderInput('key-of-the-restarts'))
  const heard: string[] = []
  const failed: unknown[] = []
  const stream = api.orders.onUpdate.subscribe(
    { id: order.id },
    {
      onData: ({ data }) => void heard.push(data.entry.text),
      onError: (error) => void failed.push(error),
      onComplete: () => void failed.push('the stream said that it was over'),
    }
  )
  const note = (text: string) =>
    owner.admin.orders.addNote.mutate({ id: order.id, idempotencyKey: `key-of-${text}`, note: text, isPublic: true })
  return { heard, failed, note, leave: () => stream.unsubscribe() }
}

const soon = (expected: () => void) => vi.waitFor(expected, { timeout: 30_000, interval: 20 })

test(
  `restarts: of requests sent before the port closes none fails, and streams go on without a gap, over ${RESTARTS} of them`,
  async () => {
    const owner = await signInAsOwner(server)
    const [variantId = 'var_'] = await importProducts(owner, { mug: 100 })
    const order = await watchOrder(owner, variantId)
    const told = ['placed']
    await soon(() => expect(order.heard).toEqual(told))
    const { port } = server
    const load = startLoad(port)
    const closed: { from: number; to: number }[] = []
    const codes: (number | null)[] = []
    for (const round of numbers(RESTARTS)) {
      const before = load.answered()
      await soon(() => expect(load.answered()).toBeGreaterThan(before + PER_SECOND))
      // One note is sent just before the stop, the other while nobody is connected.
      told.push(`before-${round}`, `after-${round}`)
      await order.note(`before-${round}`)
      codes.push(await server.stop())
      const from = timeOf(server, 'the port is closed')
      server = await runServer(folder, { PORT: String(port) })
      closed.push({ from, to: timeOf(server, 'listening') })
      await order.note(`after-${round}`)
      await soon(() => expect(order.heard).toEqual(told))
    }
    const shots = await load.stop()
    expect(order.failed).toEqual([])
    order.leave()
    const lost = shots.filter(({ end }) => end !== '200')
    const wasShut = (at: number) => closed.some(({ from, to }) => at >= from && at <= to)
    expect(lost.filter(({ sentAt }) => sentAt !== null && !wasShut(sentAt))).toEqual([])
    expect(new Set(codes)).toEqual(new Set([0]))
    if (process.env['RESTARTS']) process.stdout.write(`${JSON.stringify(figuresOf(shots, closed))}\n`)
  },
  timeFor(RESTARTS, 30_000)
)

/** Computes the figures for the report of this test. */
const figuresOf = (shots: readonly Shot[], closed: readonly { from: number; to: number }[]) => {
  const of = (end: string, isSent: boolean) =>
    shots.filter((one) => one.end === end && (one.sentAt !== null) === isSent)
  const ends = [...new Set(shots.map(({ end }) => end))]
  return {
    restarts: closed.length,
    shutForMs: closed.map(({ from, to }) => to - from),
    ends: Object.fromEntries(ends.map((end) => [end, { sent: of(end, true).length, unsent: of(end, false).length }])),
  }
}

/** Leaves a request unfinished on a separate server. Returns the server and a function that removes its folder. */
const hang = async () => {
  const shop = makeShopFolder()
  const hanging = await runServer(shop.folder)
  const socket = connect(hanging.port, '127.0.0.1')
  socket.on('error', () => {})
  const head = 'POST /trpc/auth.register HTTP/1.1\r\nHost: shop.test\r\nContent-Type: application/json\r\n'
  socket.write(`${head}Content-Length: 9\r\nExpect: 100-continue\r\n\r\n`)
  await once(socket, 'data')
  return { server: hanging, remove: shop.remove }
}

test('stop: a request that never ends is cut, so that the process is gone within ten seconds', async () => {
  const { server: hanging, remove: forget } = await hang()
  const startedAt = performance.now()
  expect(await hanging.stop()).toBe(0)
  // The request itself could have taken 30 s.
  expect(performance.now() - startedAt).toBeLessThan(15_000)
  forget()
})

test('stop: a second signal ends at once what the first one waits for', async () => {
  const { server: hanging, remove: forget } = await hang()
  const gone = hanging.stop()
  const again = setInterval(() => hanging.process.kill('SIGTERM'), 100)
  expect(await gone).toBe(1)
  clearInterval(again)
  expect(hanging.output()).toContain('asked to stop again')
  forget()
})
