import { randomBytes } from 'node:crypto'
import type { PlaceOrderInput } from '@tradepost/contract'

/** Who makes a request. */
export interface CallOptions {
  readonly guest?: string
  /** The client that a trusted proxy names. */
  readonly forwardedFor?: string | undefined
}

const HOST = '127.0.0.1'

const headersOf = ({ guest, forwardedFor }: CallOptions): string =>
  [
    `Host: ${HOST}`,
    ...(guest === undefined ? [] : [`Cookie: guest=${guest}`]),
    ...(forwardedFor === undefined ? [] : [`X-Forwarded-For: ${forwardedFor}`]),
  ].join('\r\n')

/** Writes a query. */
export const queryRequest = (procedure: string, input: unknown, options: CallOptions = {}): string => {
  const path = `/trpc/${procedure}?input=${encodeURIComponent(JSON.stringify(input))}`
  return `GET ${path} HTTP/1.1\r\n${headersOf(options)}\r\n\r\n`
}

/** Writes a mutation; several procedures with commas between them take their inputs by number, in one batch. */
export const mutationRequest = (path: string, input: unknown, options: CallOptions = {}): string => {
  const body = JSON.stringify(input)
  // A browser of the shop's own page, which is what may send cookies.
  const own = `Sec-Fetch-Site: same-origin\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}`
  return `POST /trpc/${path} HTTP/1.1\r\n${headersOf(options)}\r\n${own}\r\n\r\n${body}`
}

/** The first page of all products, with facets. */
export const listRequest = (options: CallOptions = {}): string => queryRequest('products.list', { limit: 24 }, options)

/** Places what is in a guest's cart, paid by a test card, with a key of its own. */
export const orderRequest = (guest: string, options: CallOptions = {}): string => {
  const input: PlaceOrderInput = {
    idempotencyKey: randomBytes(12).toString('hex'),
    // Everybody is written to at their own address: what one of them may be sent is limited.
    email: `${guest}@example.com`,
    shippingAddress: { name: 'B', line1: '1', line2: null, city: 'C', postalCode: '1', countryCode: 'IE' },
    payment: { method: 'test_card', cardNumber: '4242424242424242' },
  }
  return mutationRequest('orders.place', input, { ...options, guest })
}

/** Adds a unit of each variant to a guest's cart, in one batch; status 207 where some were added and some were not. */
export const addItemsRequest = (guest: string, variants: readonly string[]): string => {
  const path = variants.map(() => 'cart.addItem').join(',')
  const input = Object.fromEntries(variants.map((variantId, n) => [n, { variantId, quantity: 1 }]))
  return mutationRequest(`${path}?batch=1`, input, { guest })
}

/** Adds a unit of a variant to a guest's cart. */
export const addItemRequest = (guest: string, variantId: string): string =>
  mutationRequest('cart.addItem', { variantId, quantity: 1 }, { guest })

/** Makes the secret of a guest who has not been here before. */
export const newGuest = (): string => randomBytes(20).toString('base64url')

/** Gives so many loopback addresses, each a client of its own, within 127.`network`.0.0/16. */
export const sourcesOf = (network: number, count: number): string[] =>
  Array.from({ length: count }, (_, n) => `127.${network}.${Math.floor(n / 250)}.${(n % 250) + 1}`)
