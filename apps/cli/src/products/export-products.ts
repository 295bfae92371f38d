import { openProductExport } from '@tradepost/client'
import type { UrlOption } from '../auth/session.ts'
import { writeCsv } from '../csv-file.ts'
import type { Terminal } from '../terminal/terminal.ts'

/**
 * Writes the catalog as a Shopify product CSV to standard output or to a file. The file appears only when it is
 * complete.
 */
export const exportProducts = (terminal: Terminal, file: string, options: UrlOption): Promise<void> =>
  writeCsv(
    terminal,
    { ...options, file },
    {
      thing: 'product',
      open: async (shop, signal) => {
        const { productCount: count, body } = await openProductExport(shop, signal)
        return { count, body }
      },
    }
  )
