import { PRODUCT_EXPORT_PATH } from '@tradepost/contract'
import { openCsvExport } from './csv-export.ts'
import type { ClientOptions } from './index.ts'

/** The catalogue on its way here: how many products it has, and the CSV as it comes. */
export interface ProductExport {
  readonly productCount: number
  readonly body: ReadableStream<Uint8Array>
}

/** Asks for the catalogue as a Shopify product CSV; throws what a procedure throws, and while reading where it was cut. */
export const openProductExport = async (options: ClientOptions, signal?: AbortSignal): Promise<ProductExport> => {
  const source = { path: PRODUCT_EXPORT_PATH, countHeader: 'x-product-count' }
  const { count, body } = await openCsvExport(options, source, signal)
  return { productCount: count, body }
}
