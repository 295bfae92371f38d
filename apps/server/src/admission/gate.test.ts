import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { Agent, createServer, request as send } from 'node:http'
import { connect } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Gate } from './gate.ts'

// The handler keeps every request open until the test answers it, or answers at once.
let held: { request: IncomingMessage; response: ServerResponse }[]
let answersAtOnce: boolean
let refusals: number
let server: Server
let port: number
let agent: Agent

beforeEach(async () => {
  held = []
  answersAtOnce = false
  refusals = 0
  agent = new Agent({ keepAlive: true, maxSockets: 2000 })
  const gate = new Gate(
    {
      clientOf: ({ socket }) => socket.remoteAddress ?? '',
      isStaff: ({ headers }) => headers.cookie === 'staff',
      openWrites: () => 0,
      onRefused: () => refusals++,
    },
    (request, response) => {
      if (answersAtOnce || request.headers.cookie === 'at once') response.end('done')
      else held.push({ request, response })
    }
  )
  server = createServer(gate.handle)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  port = typeof address === 'object' && address ? address.port : 0
})

afterEach(async () => {
  agent.destroy()
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

interface Sent {
  readonly path?: string
  readonly method?: string
  readonly from?: string
  readonly headers?: Record<string, string>
}

interface Answer {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

/** Sends one request from an address of the loopback network and returns its response. */
const call = ({ path = '/trpc/cart.addItem', method = 'POST', from = '127.0.0.1', headers = {} }: Sent = {}) =>
  new Promise<Answer>((resolve, reject) => {
    const body = method === 'POST' ? '{}' : ''
    const options = { host: '127.0.0.1', port, path, method, localAddress: from, agent, headers }
    const request = send(options, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks).toString(),
        })
      )
    })
    request.on('error', reject)
    request.end(body)
  })

/** Waits until a condition is true, and checks it at each turn of the event loop. */
const until = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve))
}

const answerAll = () => {
  for (const { response } of held.splice(0)) response.end('done')
}

const finish = async <T>(answers: readonly Promise<T>[]): Promise<T[]> => {
  const all = Promise.all(answers)
  let isDone = false
  void all.finally(() => {
    isDone = true
  })
  await until(() => {
    answerAll()
    return isDone
  })
  return all
}

test('gate: a client with a thousand writes waiting delays another client by no more than the room it may fill', async () => {
  const hostile = Array.from({ length: 1000 }, () => call({ from: '127.0.0.2' }))
  await until(() => held.length === 32)
  const honest = call({ from: '127.0.0.3' })
  await until(() => held.length === 33)
  expect(held.at(-1)?.request.socket.remoteAddress).toBe('127.0.0.3')
  held.at(-1)?.response.end('done')
  expect(await honest).toMatchObject({ status: 200, body: 'done' })
  const answers = await finish(hostile)
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 503]))
  expect(refusals).toBe(answers.filter(({ status }) => status === 503).length)
})

test('gate: a refusal is immediate, typed, uncacheable and carries Retry-After', async () => {
  const waiting = Array.from({ length: 600 }, () => call())
  await until(() => refusals > 0)
  answerAll()
  const refused = (await finish(waiting)).find(({ status }) => status === 503)
  expect(refused?.headers).toMatchObject({
    'cache-control': 'no-store',
    'retry-after': expect.stringMatching(/^[12]$/),
  })
  expect(JSON.parse(refused?.body ?? '')).toMatchObject({
    error: { data: { code: 'busy', httpStatus: 503, details: { retryAfterMs: expect.any(Number) } } },
  })
})

test('gate: health checks and staff are served while everything else waits', async () => {
  const waiting = Array.from({ length: 600 }, (_, n) => call({ from: `127.0.1.${n % 200}` }))
  await until(() => refusals > 0 && held.length === 64)
  const health = call({ path: '/health/live', method: 'GET' })
  const staff = call({ headers: { cookie: 'staff' } })
  await until(() => held.length === 66)
  for (const { request, response } of held)
    if (request.url === '/health/live' || request.headers.cookie === 'staff') response.end('done')
  expect((await health).status).toBe(200)
  expect((await staff).status).toBe(200)
  await finish(waiting)
})

test('gate: reads are refused too where too many wait', async () => {
  const reads = Array.from({ length: 1000 }, () => call({ path: '/trpc/products.list', method: 'GET' }))
  await until(() => refusals > 0)
  expect((await finish(reads)).some(({ status }) => status === 503)).toBe(true)
})

/** Repeats a request on a hundred connections until it may stop. Returns the number of answered requests. */
const floodUntil = async (sent: Sent, mayStop: () => boolean): Promise<number> => {
  answersAtOnce = true
  let answered = 0
  const flood = async () => {
    for (; !mayStop() && answered < 10_000; answered++) await call(sent)
  }
  await Promise.all(Array.from({ length: 100 }, flood))
  return answered
}

for (const flood of [
  { name: 'writes', sent: { from: '127.0.0.2' } },
  { name: 'pages', sent: { from: '127.0.0.2', path: '/', method: 'GET' } },
])
  test(`gate: ${flood.name} that never stop coming leave others their reads`, async () => {
    let read = 0
    const readTenTimes = async () => {
      for (; read < 10; read++) await call({ path: '/trpc/products.list', method: 'GET' })
    }
    const reading = readTenTimes()
    expect(await floodUntil(flood.sent, () => read === 10)).toBeLessThan(10_000)
    await reading
  })

test('gate: a batch counts by its calls, written with commas or escaped ones', async () => {
  const batches = Array.from({ length: 8 }, (_, n) =>
    call({
      path: `/trpc/${Array(10)
        .fill('cart.addItem')
        .join(n % 2 ? ',' : '%2C')}?batch=1`,
    })
  )
  await until(() => held.length === 3)
  await new Promise((resolve) => setImmediate(resolve))
  expect(held).toHaveLength(3)
  await finish(batches)
})

test('gate: bodies that come slowly, or stay away, take no room of those that are here', async () => {
  const slow = Array.from({ length: 100 }, () => {
    const socket = connect(port, '127.0.0.1')
    socket.write('POST /trpc/cart.addItem HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n{')
    return socket
  })
  const whole = call()
  await until(() => held.length === 1)
  await finish([whole])
  for (const socket of slow) socket.destroy()
})

test('gate: uploads take turns with writes, and begin before their bodies have come', async () => {
  const writes = Array.from({ length: 32 }, () => call())
  await until(() => held.length === 32)
  const socket = connect(port, '127.0.0.1')
  socket.write('POST /trpc/admin.media.upload HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n')
  await call({ from: '127.0.0.3', path: '/health/live', method: 'GET', headers: { cookie: 'at once' } })
  expect(held).toHaveLength(32)
  answerAll()
  await until(() => held.some(({ request }) => request.url === '/trpc/admin.media.upload'))
  socket.destroy()
  await finish(writes)
})

test('gate: a body is handed on whole, however it is cut, and one above the limit is refused with the limit', async () => {
  const socket = connect(port, '127.0.0.1')
  socket.write('POST /trpc/cart.addItem HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n{"a\r\n')
  socket.write('4\r\n":1}\r\n0\r\n\r\n')
  await until(() => held.length === 1)
  expect(Object(held[0]?.request).rawBody.toString()).toBe('{"a":1}')
  answerAll()
  socket.destroy()
  const large = connect(port, '127.0.0.1')
  let answer = ''
  large.on('data', (chunk: Buffer) => (answer += chunk.toString()))
  large.write('POST /trpc/cart.addItem HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n')
  large.write(`50000\r\n${'x'.repeat(0x5_00_00)}\r\n0\r\n\r\n`)
  await until(() => answer.includes('}}'))
  expect(answer).toContain('413')
  expect(answer).toContain('"limitBytes":262144')
  large.destroy()
  expect(held).toHaveLength(0)
})

test('gate: what a client has left behind is not begun', async () => {
  const running = Array.from({ length: 32 }, () => call())
  await until(() => held.length === 32)
  const gone = connect(port, '127.0.0.1')
  gone.write('POST /trpc/orders.place HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}')
  const stays = call({ path: '/trpc/cart.get', method: 'POST' })
  await until(() => gone.bytesWritten > 0)
  await new Promise((resolve) => gone.once('close', resolve).destroy())
  await new Promise((resolve) => setImmediate(resolve))
  const urls: (string | undefined)[] = []
  const all = Promise.all([...running, stays])
  let isDone = false
  void all.finally(() => {
    isDone = true
  })
  await until(() => {
    urls.push(...held.map(({ request }) => request.url))
    answerAll()
    return isDone
  })
  expect(urls).toContain('/trpc/cart.get')
  expect(urls).not.toContain('/trpc/orders.place')
})

test('gate: a client has sixty streams at most, and its calls go on beside them', async () => {
  const headers = { accept: 'text/event-stream' }
  const streams = Array.from({ length: 61 }, () => call({ path: '/trpc/orders.onUpdate', method: 'GET', headers }))
  await until(() => held.length === 60)
  const refused = await Promise.race(streams)
  expect(refused).toMatchObject({ status: 429, headers: { 'retry-after': '30' } })
  const read = call({ path: '/trpc/products.list', method: 'GET' })
  await until(() => held.length === 61)
  await finish([...streams, read])
  const again = call({ path: '/trpc/orders.onUpdate', method: 'GET', headers })
  await until(() => held.length === 1)
  await finish([again])
})
