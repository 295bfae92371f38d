import type { Socket } from 'node:net'
import { connect } from 'node:net'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { ownerPassword, signInAsOwner } from './buyers.ts'
import { growthOf } from './memory.ts'
import type { RunningServer } from './run-server.ts'
import { makeShopFolder, runServer } from './run-server.ts'

const MB = 1024 * 1024
const { folder, remove } = makeShopFolder()
let server: RunningServer
let reader = ''
let writer = ''

beforeAll(async () => {
  server = await runServer(folder, { LOG_LEVEL: 'error' })
  const owner = await signInAsOwner(server)
  const keyFor = async (permission: 'products:read' | 'products:write') =>
    (await owner.admin.apiKeys.create.mutate({ name: permission, permissions: [permission], password: ownerPassword }))
      .key
  reader = await keyFor('products:read')
  writer = await keyFor('products:write')
})

afterAll(async () => {
  await server.stop()
  remove()
})

const chunk = Buffer.alloc(64 * 1024, 'x')
const framed = Buffer.concat([Buffer.from(`${chunk.length.toString(16)}\r\n`), chunk, Buffer.from('\r\n')])

interface Sent {
  readonly status: number
  readonly code: string | undefined
  /** The number of bytes of the body that the client could send. */
  readonly sent: number
}

interface Upload {
  readonly path?: string
  readonly megabytes: number
  readonly key?: string
  readonly how?: 'chunked' | 'with length'
  /** The client's address. */
  readonly from?: string
}

/** Sends a body as fast as the server accepts it, reads the response in parallel, and waits for the server to close. */
const send = ({
  path = '/trpc/admin.media.upload',
  megabytes,
  key,
  how = 'chunked',
  from = '127.0.0.1',
}: Upload): Promise<Sent> =>
  new Promise((resolve) => {
    const total = megabytes * MB
    const socket = connect({ port: server.port, host: '127.0.0.1', localAddress: from })
    let sent = 0
    let told = ''
    const size = how === 'chunked' ? 'Transfer-Encoding: chunked' : `Content-Length: ${total}`
    const right = key === undefined ? [] : [`Authorization: Bearer ${key}`]
    const type = 'Content-Type: multipart/form-data; boundary=x'
    socket.write([`POST ${path} HTTP/1.1`, 'Host: shop.test', type, ...right, size, '', ''].join('\r\n'))
    const pump = () => {
      while (sent < total && socket.writable) {
        sent += chunk.length
        if (!socket.write(how === 'chunked' ? framed : chunk)) return
      }
      if (how === 'chunked' && sent === total) socket.write('0\r\n\r\n')
    }
    socket.on('connect', pump).on('drain', pump)
    socket.on('data', (data: Buffer) => (told += data.toString()))
    socket.on('error', () => {})
    socket.on('close', () => resolve({ sent, status: statusOf(told), code: /"code":"([^"]+)"/.exec(told)?.[1] }))
    // After a complete body the server keeps the connection open, so this side has to end it.
    socket.on('data', () => told.includes('\r\n\r\n') && !/^connection: close/im.test(told) && socket.end())
  })

const statusOf = (told: string): number => Number(told.split(' ')[1])

const uploads = ['/trpc/admin.media.upload', '/trpc/admin.imports.append']

test('bodies: twenty strangers who send 18 MB each are told 401, and the server keeps none of it', async () => {
  for (const how of ['chunked', 'with length'] as const) {
    const answers: Sent[] = []
    // The first request takes memory for code and caches, which must not be measured.
    await send({ megabytes: 18, how })
    const growth = await growthOf(server, async () => {
      const all = Array.from({ length: 20 }, (_, n) => send({ megabytes: 18, how, from: `127.0.1.${n + 1}` }))
      answers.push(...(await Promise.all(all)))
    })
    expect(answers.map(({ status, code }) => `${status} ${code}`)).toEqual(Array(20).fill('401 auth.required'))
    expect(growth / (20 * 18 * MB), how).toBeLessThan(40 / (20 * 18))
  }
})

test('bodies: whoever lacks the permission is refused unread, by each path of each form of a call', async () => {
  const calls: [upload: Upload, status: number, code: string][] = [
    ...uploads.flatMap((path): typeof calls => [
      [{ path, megabytes: 3 }, 401, 'auth.required'],
      [{ path, megabytes: 3, key: reader }, 403, 'auth.forbidden'],
    ]),
    // The higher limit for files applies only to a single call. A batch is limited like any other call.
    [
      { path: '/trpc/admin.media.upload,admin.media.upload?batch=1', megabytes: 1, key: writer },
      413,
      'request.too_large',
    ],
    // Any other call is limited to 256 kB, for every caller.
    ...['/trpc/admin.products.update', '/trpc/no.such', '/webhooks/stripe'].map((path): (typeof calls)[number] => [
      { path, megabytes: 1 },
      413,
      'request.too_large',
    ]),
  ]
  for (const [upload, status, code] of calls)
    expect(await send(upload), JSON.stringify(upload)).toMatchObject({ status, code })
})

test('bodies: what is refused is discarded within bounds, then the connection ends', async () => {
  const forms = (['chunked', 'with length'] as const).flatMap((how) =>
    [undefined, writer].map((key) => ({ how, megabytes: 512, ...(key === undefined ? {} : { key }) }))
  )
  await Promise.all(
    forms.map(async (form) => {
      const { status, sent } = await send(form)
      // Without a length, an anonymous caller gets 401 before the size of the body is known.
      expect([form, status]).toEqual([form, !('key' in form) && form.how === 'chunked' ? 401 : 413])
      // Besides the bytes that the server discards, the system buffers of both sides contain some megabytes.
      expect(sent / MB).toBeLessThan(64)
    })
  )
})

/** Sends the head of an upload and a part of its body, then stalls. Returns the response once the server has closed. */
const stall = (onAnswer = () => {}): Promise<string> =>
  new Promise((resolve) => {
    const socket: Socket = connect(server.port, '127.0.0.1')
    let told = ''
    socket.once('data', onAnswer)
    socket.write('POST /trpc/admin.media.upload HTTP/1.1\r\nHost: shop.test\r\nTransfer-Encoding: chunked\r\n')
    socket.write('Content-Type: multipart/form-data; boundary=x\r\n\r\n5\r\nhello\r\n')
    socket.on('data', (data: Buffer) => (told += data.toString()))
    socket.on('close', () => resolve(told))
  })

test('bodies: who stops sending in the middle is answered all the same, and does not keep the connection', async () => {
  for (const told of await Promise.all(Array.from({ length: 5 }, () => stall()))) {
    expect(told).toMatch(/^HTTP\/1\.1 401 /)
    expect(told).toMatch(/\r\nconnection: close\r\n/i)
    expect(told).toContain('"code":"auth.required"')
  }
})

test('bodies: of one client, eight refused uploads at most are waited for; the others are answered and closed at once', async () => {
  let answered = 0
  let closed = 0
  const all = Array.from({ length: 12 }, async () => {
    await stall(() => answered++)
    closed++
  })
  await vi.waitFor(() => expect(closed).toBe(4), { timeout: 9000, interval: 20 })
  expect(answered).toBe(12)
  await Promise.all(all)
  expect(closed).toBe(12)
})

test('bodies: uploads that may be made share what memory they take, and each is answered', async () => {
  const answers: Sent[] = []
  const growth = await growthOf(server, async () => {
    const all = Array.from({ length: 16 }, () => send({ megabytes: 18, key: writer, how: 'with length' }))
    answers.push(...(await Promise.all(all)))
  })
  const codes = answers.map(({ code }) => code)
  expect(new Set(codes)).toEqual(new Set(['request.invalid']))
  // Each body is in memory a few times while its form is read, yet all of them together need less than their own size.
  expect(growth / (16 * 18 * MB)).toBeLessThan(1)
})

/** Begins an upload and sends none of its body; `told` is the response received so far. */
const begin = () => {
  const socket = connect(server.port, '127.0.0.1')
  const begun = { told: '', leave: () => socket.destroy() }
  const head = ['POST /trpc/admin.media.upload HTTP/1.1', 'Host: shop.test', `Authorization: Bearer ${writer}`]
  const form = ['Content-Type: multipart/form-data; boundary=x', `Content-Length: ${20 * MB}`]
  socket.write([...head, ...form, '', ''].join('\r\n'))
  socket.on('error', () => {}).on('data', (data: Buffer) => (begun.told += data.toString()))
  return begun
}

test('bodies: three large uploads fill the memory for uploads, 32 wait, others are busy; all is free once they leave', async () => {
  const all = Array.from({ length: 40 }, begin)
  const refused = () => all.map(({ told }) => told).filter((told) => told !== '')
  await vi.waitFor(() => expect(refused()).toHaveLength(5), { timeout: 20_000, interval: 20 })
  for (const told of refused()) {
    expect(told).toMatch(/^HTTP\/1\.1 503 /)
    expect(told).toMatch(/\r\nretry-after: 2\r\n/i)
    expect(told).toContain('"code":"busy"')
  }
  for (const { leave } of all) leave()
  await vi.waitFor(
    async () => expect((await send({ megabytes: 1, key: writer, how: 'with length' })).status).toBe(400),
    {
      timeout: 20_000,
    }
  )
})
