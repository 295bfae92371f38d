import { randomUUID } from 'node:crypto'
import type { RebuiltStock } from '@tradepost/contract'
import type { UrlOption } from '../auth/session.ts'
import { findSession } from '../auth/session.ts'
import { ask } from '../shop.ts'
import type { Column } from '../terminal/table.ts'
import { layTable } from '../terminal/table.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { columnsOf, painter, print, printJson } from '../terminal/terminal.ts'

export interface RebuildStockOptions extends UrlOption {
  readonly key?: string
  readonly json?: boolean
}

/** Sets all counters to the sums of their movements, and prints those that differed. */
export const rebuildStock = async (terminal: Terminal, options: RebuildStockOptions): Promise<void> => {
  const shop = await findSession(terminal, options)
  const input = { idempotencyKey: options.key ?? randomUUID() }
  const rebuilt = await ask(shop, (client) => client.admin.inventory.rebuild.mutate(input))
  if (options.json) printJson(terminal, rebuilt)
  else printRebuilt(terminal, rebuilt)
}

const columns: Column<RebuiltStock['mended'][number]>[] = [
  { title: 'Variant', cell: ({ variantId }) => variantId },
  { title: 'Location', cell: ({ locationId }) => locationId },
  { title: 'On hand', cell: ({ onHandBefore, onHandAfter }) => `${onHandBefore} → ${onHandAfter}`, align: 'right' },
  { title: 'Promised', cell: (row) => `${row.allocatedBefore} → ${row.allocatedAfter}`, align: 'right' },
]

const printRebuilt = (terminal: Terminal, { checked, mendedCount, mended, unmended }: RebuiltStock): void => {
  const { stdout } = terminal
  const space = { width: columnsOf(stdout), paint: painter(terminal, stdout) }
  print(terminal, `${countOf(checked, 'variant')} looked at, ${countOf(mendedCount, 'counter')} mended.`)
  if (mended.length > 0) print(terminal, '', ...layTable(columns, mended, space))
  if (unmended.length === 0) return
  print(terminal, '', 'Left as they are, as they cannot be what their movements say: look at them by hand.')
  print(terminal, '', ...layTable(columns, unmended, space))
}

const countOf = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`
