import { PRODUCT_EXPORT_PATH } from '@tradepost/contract'
import { openCsvExport } from './csv-export.ts'
import type { ClientOptions } from './index.ts'

/** A catalog download: the number of products and the CSV as a stream. */
export interface ProductExport {
  readonly productCount: number
  readonly body: ReadableStream<Uint8Array>
}

/**
 * Requests the catalog as a Shopify product CSV. Throws the same errors as a procedure. Reading the body throws if the
 * stream was cut off.
 */
export const openProductExport = async (options: ClientOptions, signal?: AbortSignal): Promise<ProductExport> => {
  const source = { path: PRODUCT_EXPORT_PATH, countHeader: 'x-product-count' }
  const { count, body } = await openCsvExport(options, source, signal)
  return { productCount: count, body }
}
