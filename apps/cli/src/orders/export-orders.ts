import { openOrderExport } from '@tradepost/client'
import type { UrlOption } from '../auth/session.ts'
import { writeCsv } from '../csv-file.ts'
import type { Terminal } from '../terminal/terminal.ts'

/** Writes all orders as a CSV to standard output or to a file. The file appears only when it is complete. */
export const exportOrders = (terminal: Terminal, file: string, options: UrlOption): Promise<void> =>
  writeCsv(
    terminal,
    { ...options, file },
    {
      thing: 'order',
      open: async (shop, signal) => {
        const { orderCount: count, body } = await openOrderExport(shop, signal)
        return { count, body }
      },
    }
  )
