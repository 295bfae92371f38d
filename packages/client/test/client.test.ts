import type { ErrorCode, Money } from '@tradepost/contract'
import { MAX_BATCH } from '@tradepost/contract'
import type { AppRouter, RouterInputs, RouterOutputs, TradepostClient } from '@tradepost/client'
import { createTradepostClient, errorOf, isError, safe } from '@tradepost/client'
import { TRPCClientError } from '@trpc/client'
import { afterEach, beforeEach, expect, expectTypeOf, test } from 'vitest'
import type { TinyServer } from './tiny-server.ts'
import { batchOf, callsIn, startServer } from './tiny-server.ts'

const wireError = (code: string, details: unknown, httpStatus = 409) => ({
  error: { code: -32_009, message: 'No.', data: { code, details, httpStatus, requestId: 'req-1' } },
})

let server: TinyServer
let client: TradepostClient
let reply: (procedure: string) => unknown

beforeEach(async () => {
  reply = () => ({ result: { data: null } })
  server = await startServer((request) => ({ json: batchOf(request, (procedure) => reply(procedure)) }))
  client = createTradepostClient({ url: `${server.url}/` })
})

afterEach(() => server.close())

const order = {
  idempotencyKey: 'key-of-a-test',
  shippingAddress: { name: 'Ada', line1: '1 High St', city: 'Dublin', postalCode: 'D01', countryCode: 'IE' },
  payment: { method: 'test_card' as const, cardNumber: '4242424242424242' },
}

test('safe: narrows by code, and the details have the type of that code', async () => {
  reply = () => wireError('order.out_of_stock', { items: [{ sku: 'MUG', title: 'Mug', requested: 3, available: 1 }] })
  const [placed, error] = await safe(client.orders.place.mutate(order))
  expect(placed).toBeUndefined()
  const data = error?.data
  if (data?.code !== 'order.out_of_stock') throw new Error('another code')
  expectTypeOf(data.details.items).toEqualTypeOf<
    { sku: string; title: string; requested: number; available: number }[]
  >()
  expect(data.details.items[0]?.available).toBe(1)
  // @ts-expect-error these are the details of another code
  expect(data.details.retryAfterMs).toBeUndefined()
})

test('safe: only codes that the procedure declares, and those that any may answer, can be compared with', async () => {
  reply = () => wireError('product.not_found', null, 404)
  const [, error] = await safe(client.products.get.query({ slug: 'no-such' }))
  expect(error?.data?.code).toBe('product.not_found')
  // @ts-expect-error products.get never answers that a payment was declined
  expect(error?.data?.code === 'payment.declined').toBe(false)
})

test('safe: an answer comes typed, with prices as Money', async () => {
  reply = () => ({ result: { data: { slug: 'mug', priceFrom: { amount: 900, currency: 'EUR' } } } })
  const [product, error] = await safe(client.products.get.query({ slug: 'mug' }))
  if (error) throw error
  expectTypeOf(product.priceFrom).toExtend<Money>()
  expectTypeOf<RouterOutputs['products']['get']['variants'][number]['price']>().toExtend<Money>()
  expect(product.priceFrom.amount).toBe(900)
})

/** Never runs. Each `@ts-expect-error` proves that the line after it does not compile. */
export const neverCalled = async (c: TradepostClient) => {
  // @ts-expect-error there is no such procedure
  await c.products.remove.mutate({ id: 'prd_x' })
  // @ts-expect-error there is no such router
  await c.nothing.list.query()
  // @ts-expect-error a query is not a mutation
  await c.products.list.mutate({})
  // @ts-expect-error a slug is text
  await c.products.get.query({ slug: 1 })
  // @ts-expect-error an id of an order is none of a product
  await c.products.get.query({ id: 'ord_01' })
  // @ts-expect-error an unknown key
  await c.products.list.query({ colour: 'red' })
  // @ts-expect-error the key of the act is missing
  await c.orders.place.mutate({ shippingAddress: order.shippingAddress, payment: order.payment })
  const answer = await c.orders.list.query({})
  // @ts-expect-error an order in a list has no lines
  return answer.items[0]?.lines
}

test('types: inputs and outputs are known by name', () => {
  expectTypeOf<RouterInputs['cart']['addItem']>().toEqualTypeOf<{
    variantId: `var_${string}`
    quantity?: number | undefined
  }>()
  expectTypeOf<RouterOutputs['auth']['signOut']>().toEqualTypeOf<null>()
  expectTypeOf<RouterOutputs['orders']['get']['id']>().toEqualTypeOf<`ord_${string}`>()
  expectTypeOf<AppRouter>().not.toBeAny()
})

test('errorOf: gives code and details of what the server answered, and null for everything else', async () => {
  reply = () => wireError('cart.insufficient_stock', { sku: 'MUG', available: 2 })
  const thrown: unknown = await client.cart.get.query().catch((error: unknown) => error)
  expect(errorOf(thrown)).toEqual({
    code: 'cart.insufficient_stock',
    details: { sku: 'MUG', available: 2 },
    httpStatus: 409,
    requestId: 'req-1',
  })
  for (const other of [
    new Error('x'),
    null,
    undefined,
    'text',
    { data: { code: 'internal' } },
    new TRPCClientError('x'),
  ]) {
    expect(errorOf(other)).toBeNull()
  }
})

test('errorOf: a code that is not ours, or a name that every object has, is no error of the server', async () => {
  for (const code of ['UNAUTHORIZED', 'constructor', '__proto__', '']) {
    reply = () => wireError(code, null)
    const thrown: unknown = await client.cart.get.query().catch((error: unknown) => error)
    expect(errorOf(thrown), code).toBeNull()
  }
})

test('errorOf: no network is no answer of the server', async () => {
  await server.close()
  const thrown: unknown = await client.cart.get.query().catch((error: unknown) => error)
  expect(thrown).toBeInstanceOf(TRPCClientError)
  expect(errorOf(thrown)).toBeNull()
})

test('isError: tells one code and gives its details their type', async () => {
  reply = () => wireError('auth.rate_limited', { retryAfterMs: 4000 }, 429)
  const error = errorOf(await client.cart.get.query().catch((error: unknown) => error))
  expectTypeOf(error?.code).toEqualTypeOf<ErrorCode | undefined>()
  expect(isError(error, 'order.not_found')).toBe(false)
  expect(isError(null, 'internal')).toBe(false)
  if (!isError(error, 'auth.rate_limited')) throw new Error('another code')
  expectTypeOf(error.details.retryAfterMs).toEqualTypeOf<number>()
  expect(error.details.retryAfterMs).toBe(4000)
})

test('batch: the calls of one tick go together, never more than the server takes in one request', async () => {
  await Promise.all(Array.from({ length: 25 }, () => client.cart.get.query()))
  expect(server.arrived.map((request) => callsIn(request).length)).toEqual([MAX_BATCH, MAX_BATCH, 5])
})

test('batch: the largest input that the API takes still fits, in letters of three bytes', async () => {
  const word = (length: number) => '漢'.repeat(length)
  const input = {
    search: word(200),
    productType: word(100),
    vendor: word(100),
    tag: word(100),
    cursor: 'x'.repeat(1000),
  }
  await Promise.all([client.products.list.query(input), client.products.list.query(input)])
  expect(server.arrived).toHaveLength(2)
  expect(JSON.parse(server.arrived[0]?.query.get('input') ?? '')).toEqual({ 0: input })
})

test('upload: a form goes in a request of its own, as a form', async () => {
  const single = await startServer(() => ({ json: { result: { data: { rows: 1 } } } }))
  const form = new FormData()
  form.set('chunk', new File(['Handle\n'], 'products.csv'))
  await createTradepostClient({ url: single.url }).admin.imports.append.mutate(form)
  expect(single.arrived).toMatchObject([{ method: 'POST', path: '/trpc/admin.imports.append' }])
  expect(single.arrived[0]?.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/)
  expect(single.arrived[0]?.body).toContain('filename="products.csv"')
  await single.close()
})

test('credentials: token and operator secret go as headers, never in the address', async () => {
  const tool = createTradepostClient({ url: server.url, token: 'bearer-canary', operatorSecret: 'secret-canary' })
  await tool.orders.list.query({})
  const [request] = server.arrived
  expect(request?.headers).toMatchObject({
    authorization: 'Bearer bearer-canary',
    'x-operator-secret': 'secret-canary',
  })
  expect(`${request?.path}?${request?.query}`).not.toContain('canary')
})
