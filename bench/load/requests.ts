import { randomBytes } from 'node:crypto'
import type { PlaceOrderInput } from '@tradepost/contract'

/** The caller of a request. */
export interface CallOptions {
  readonly guest?: string
  /** The client address that a trusted proxy reports. */
  readonly forwardedFor?: string | undefined
}

const HOST = '127.0.0.1'

const headersOf = ({ guest, forwardedFor }: CallOptions): string =>
  [
    `Host: ${HOST}`,
    ...(guest === undefined ? [] : [`Cookie: guest=${guest}`]),
    ...(forwardedFor === undefined ? [] : [`X-Forwarded-For: ${forwardedFor}`]),
  ].join('\r\n')

/** Returns the HTTP request of a query. */
export const queryRequest = (procedure: string, input: unknown, options: CallOptions = {}): string => {
  const path = `/trpc/${procedure}?input=${encodeURIComponent(JSON.stringify(input))}`
  return `GET ${path} HTTP/1.1\r\n${headersOf(options)}\r\n\r\n`
}

/**
 * Returns the HTTP request of a mutation. Several procedures, separated by commas, take numbered inputs in one batch.
 */
export const mutationRequest = (path: string, input: unknown, options: CallOptions = {}): string => {
  const body = JSON.stringify(input)
  // The headers of a browser on the shop's own page; only such a request may send cookies.
  const own = `Sec-Fetch-Site: same-origin\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}`
  return `POST /trpc/${path} HTTP/1.1\r\n${headersOf(options)}\r\n${own}\r\n\r\n${body}`
}

/** Returns a request for the first page of all products, with facets. */
export const listRequest = (options: CallOptions = {}): string => queryRequest('products.list', { limit: 24 }, options)

/** Returns a request that places a guest's cart, paid with a test card, with a new idempotency key. */
export const orderRequest = (guest: string, options: CallOptions = {}): string => {
  const input: PlaceOrderInput = {
    idempotencyKey: randomBytes(12).toString('hex'),
    // Each guest has their own address, because the mails to one address are limited.
    email: `${guest}@example.com`,
    shippingAddress: { name: 'B', line1: '1', line2: null, city: 'C', postalCode: '1', countryCode: 'IE' },
    payment: { method: 'test_card', cardNumber: '4242424242424242' },
  }
  return mutationRequest('orders.place', input, { ...options, guest })
}

/**
 * Returns a batch request that adds a unit of each variant to a guest's cart. Status 207 means only some were added.
 */
export const addItemsRequest = (guest: string, variants: readonly string[]): string => {
  const path = variants.map(() => 'cart.addItem').join(',')
  const input = Object.fromEntries(variants.map((variantId, n) => [n, { variantId, quantity: 1 }]))
  return mutationRequest(`${path}?batch=1`, input, { guest })
}

/** Returns a request that adds a unit of a variant to a guest's cart. */
export const addItemRequest = (guest: string, variantId: string): string =>
  mutationRequest('cart.addItem', { variantId, quantity: 1 }, { guest })

/** Returns the secret of a new guest. */
export const newGuest = (): string => randomBytes(20).toString('base64url')

/** Returns `count` loopback addresses in 127.`network`.0.0/16; each counts as a separate client. */
export const sourcesOf = (network: number, count: number): string[] =>
  Array.from({ length: count }, (_, n) => `127.${network}.${Math.floor(n / 250)}.${(n % 250) + 1}`)
