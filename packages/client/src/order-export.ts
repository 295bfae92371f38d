import { ORDER_EXPORT_PATH } from '@tradepost/contract'
import { openCsvExport } from './csv-export.ts'
import type { ClientOptions } from './index.ts'

/** An order download: the number of orders and the CSV as a stream. */
export interface OrderExport {
  readonly orderCount: number
  readonly body: ReadableStream<Uint8Array>
}

/**
 * Requests all orders as a CSV. Throws the same errors as a procedure. Reading the body throws if the stream was cut
 * off.
 */
export const openOrderExport = async (options: ClientOptions, signal?: AbortSignal): Promise<OrderExport> => {
  const source = { path: ORDER_EXPORT_PATH, countHeader: 'x-order-count' }
  const { count, body } = await openCsvExport(options, source, signal)
  return { orderCount: count, body }
}
