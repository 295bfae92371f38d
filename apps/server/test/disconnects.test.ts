import { once } from 'node:events'
import { connect } from 'node:net'
import { startFakeStripe } from '@tradepost/integrations/testing'
import { expect, test } from 'vitest'
import { importProducts, newGuest, orderInput, signInAsOwner } from './buyers.ts'
import { makeShopFolder, runServer } from './run-server.ts'

/** An interrupted request: its head, and the part of its body that is sent before the client disconnects. */
interface Cut {
  readonly name: string
  readonly head: string
  readonly body?: string
}

const JSON_TYPE = 'Content-Type: application/json'
const FORM_TYPE = 'Content-Type: multipart/form-data; boundary=x'
const CHUNKED = 'Transfer-Encoding: chunked'
const FORM = '--x\r\nContent-Disposition: form-data; name="chunk"; filename="a.csv"\r\n\r\nabc'
const chunk = (text: string) => `${text.length.toString(16)}\r\n${text}\r\n`

const posts = [
  '/trpc/cart.addItem',
  '/trpc/admin.media.upload',
  '/trpc/admin.imports.append',
  '/webhooks/stripe',
  '/none',
]
const cuts: readonly Cut[] = [
  ...posts.flatMap((path) => [
    {
      name: `${path}, half a body`,
      head: `POST ${path} HTTP/1.1\r\n${JSON_TYPE}\r\nContent-Length: 1000`,
      body: '{"a',
    },
    { name: `${path}, half a form`, head: `POST ${path} HTTP/1.1\r\n${FORM_TYPE}\r\nContent-Length: 9000`, body: FORM },
    { name: `${path}, one chunk`, head: `POST ${path} HTTP/1.1\r\n${JSON_TYPE}\r\n${CHUNKED}`, body: chunk('{"a') },
    {
      name: `${path}, a chunk of a form`,
      head: `POST ${path} HTTP/1.1\r\n${FORM_TYPE}\r\n${CHUNKED}`,
      body: chunk(FORM),
    },
  ]),
  {
    name: 'more than is taken',
    head: `POST /trpc/cart.addItem HTTP/1.1\r\n${JSON_TYPE}\r\n${CHUNKED}`,
    body: chunk('x'.repeat(65_536)).repeat(8),
  },
  { name: 'a list', head: 'GET /trpc/products.list?input=%7B%7D HTTP/1.1' },
  { name: 'a page', head: 'GET / HTTP/1.1' },
  { name: 'an export', head: 'GET /export/products.csv HTTP/1.1' },
]

test('log: clients that go in the middle of whatever they ask leave no line above debug, however they go', async () => {
  const { folder, remove } = makeShopFolder()
  const fake = await startFakeStripe()
  const server = await runServer(folder, {
    LOG_LEVEL: 'warn',
    DEV_MAILBOX: 'true',
    STRIPE_SECRET_KEY: fake.secretKey,
    STRIPE_WEBHOOK_SECRET: fake.webhookSecret,
    STRIPE_PUBLISHABLE_KEY: fake.publishableKey,
    STRIPE_API_BASE: fake.url,
  })
  const owner = await signInAsOwner(server)
  const [mug = 'var_none'] = await importProducts(owner, { mug: 10 })
  const guest = newGuest(server.url)
  await guest.cart.addItem.mutate({ variantId: mug })
  const order = orderInput('key-of-a-stream')
  await guest.checkout.start.mutate({ ...order, payment: { method: 'card' } })
  const before = server.output()
  const leave = async ({ head, body = '' }: Cut, how: 'close' | 'reset') => {
    const socket = connect(server.port, '127.0.0.1')
    socket.on('error', () => {})
    await once(socket, 'connect')
    const headers = `Host: localhost:${server.port}\r\nOrigin: ${server.url}\r\nStripe-Signature: t=1,v1=00`
    socket.write(`${head}\r\n${headers}\r\n\r\n${body}`)
    // When a later request is answered, the server has begun to read this one.
    await fetch(`${server.url}/health/live`)
    if (how === 'reset') socket.resetAndDestroy()
    else socket.destroy()
    await once(socket, 'close')
  }
  for (const how of ['close', 'reset'] as const) for (const cut of cuts) await leave(cut, how)
  // When these are answered, the server has noticed the interrupted requests.
  for (let n = 0; n < 20; n++) await fetch(`${server.url}/health/live`)
  expect(server.output()).toBe(before)
  expect(await server.stop()).toBe(0)
  expect(server.output()).toBe(before)
  await fake.stop()
  remove()
})
