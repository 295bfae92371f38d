import { PRODUCT_EXPORT_PATH } from '@tradepost/contract'
import { TRPCClientError } from '@trpc/client'
import type { ClientOptions } from './index.ts'
import { fetchOf } from './fetch-of.ts'

/** The catalogue on its way here: how many products it has, and the CSV as it comes. */
export interface ProductExport {
  readonly productCount: number
  readonly body: ReadableStream<Uint8Array>
}

/**
 * Asks for the catalogue as a Shopify product CSV, which comes as a stream of any length: it is no procedure, for tRPC answers
 * whole. Throws what a procedure throws, with the same codes; reading the body throws where the stream was cut.
 */
export const openProductExport = async (options: ClientOptions, signal?: AbortSignal): Promise<ProductExport> => {
  const url = `${options.url.replace(/\/$/, '')}${PRODUCT_EXPORT_PATH}`
  const answer = await fetchOf(options)(url, signal ? { signal } : {})
  const { ok, body, headers } = answer
  const count = headers.get('x-product-count')
  if (ok && body && count !== null) return { productCount: Number(count), body }
  const told: unknown = await answer.json().catch(() => null)
  if (told !== null && typeof told === 'object' && 'error' in told) throw TRPCClientError.from(asAnswer(told))
  throw new Error(`${url} answered ${answer.status}.`)
}

/** The server answers an error of a path in the envelope of a procedure's; what it is not, `errorOf` takes for none. */
const asAnswer = (told: object) => told as Parameters<typeof TRPCClientError.from>[0]
