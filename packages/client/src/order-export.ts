import { ORDER_EXPORT_PATH } from '@tradepost/contract'
import { openCsvExport } from './csv-export.ts'
import type { ClientOptions } from './index.ts'

/** The orders on their way here: how many there are, and the CSV as it comes. */
export interface OrderExport {
  readonly orderCount: number
  readonly body: ReadableStream<Uint8Array>
}

/** Asks for all orders as a CSV; throws what a procedure throws, and while reading where it was cut. */
export const openOrderExport = async (options: ClientOptions, signal?: AbortSignal): Promise<OrderExport> => {
  const source = { path: ORDER_EXPORT_PATH, countHeader: 'x-order-count' }
  const { count, body } = await openCsvExport(options, source, signal)
  return { orderCount: count, body }
}
