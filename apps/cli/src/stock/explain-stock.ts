import type { StockExplanation, StockMovement } from '@tradepost/contract'
import type { UrlOption } from '../auth/session.ts'
import { findSession } from '../auth/session.ts'
import type { PageOptions } from '../pages.ts'
import { readPages } from '../pages.ts'
import { ask } from '../shop.ts'
import { toDateTime } from '../terminal/date-time.ts'
import { printable } from '../terminal/printable.ts'
import type { Column } from '../terminal/table.ts'
import { layTable } from '../terminal/table.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { columnsOf, note, painter, print, printJson } from '../terminal/terminal.ts'
import { findLocation } from './find-location.ts'

export interface ExplainStockOptions extends UrlOption, PageOptions {
  readonly location?: string
  readonly json?: boolean
}

/** Prints the stock of a variant and its movements, newest first. */
export const explainStock = async (terminal: Terminal, sku: string, options: ExplainStockOptions): Promise<void> => {
  const shop = await findSession(terminal, options)
  const of = { sku, ...(await findLocation(shop, options.location)) }
  const explanation = await ask(shop, async (client) => {
    // The totals of the stock come from the first page: they belong to one moment, before the older movements are read.
    const said: Pick<StockExplanation, 'item' | 'addsUp'>[] = []
    const page = await readPages(options, async (request) => {
      const { items, nextCursor, ...whole } = await client.admin.inventory.explain.query({ ...of, ...request })
      said.push(whole)
      return { items, nextCursor }
    })
    return { ...page, ...said[0] }
  })
  if (options.json) printJson(terminal, explanation)
  else printLedger(terminal, explanation)
}

const signed = (delta: number): string => (delta > 0 ? `+${delta}` : String(delta))

const columns: Column<StockMovement>[] = [
  { title: 'At (UTC)', cell: ({ at }) => toDateTime(at) },
  { title: 'Movement', cell: ({ kind }) => kind },
  { title: 'Location', cell: ({ locationName }) => locationName, fit: 'cut' },
  {
    title: 'On hand',
    cell: ({ onHandDelta, onHandAfter }) => `${signed(onHandDelta)} = ${onHandAfter}`,
    align: 'right',
  },
  {
    title: 'Promised',
    cell: ({ allocatedDelta, allocatedAfter }) => `${signed(allocatedDelta)} = ${allocatedAfter}`,
    align: 'right',
  },
  { title: 'Order', cell: ({ orderNumber }) => orderNumber ?? '–' },
  { title: 'By', cell: ({ actor }) => actor, fit: 'cut' },
  { title: 'Reason', cell: ({ reason }) => reason, fit: 'wrap' },
]

type Explanation = Pick<StockExplanation, 'items' | 'nextCursor'> & Partial<Pick<StockExplanation, 'item' | 'addsUp'>>

const printLedger = (terminal: Terminal, { items, nextCursor, item, addsUp }: Explanation): void => {
  const { stdout } = terminal
  if (item) {
    const { sku, productTitle, onHand, allocated, available } = item
    print(
      terminal,
      `${printable(sku)} (${printable(productTitle)}): ${onHand} on hand, ${allocated} promised, ${available} free.`,
      addsUp
        ? 'The movements add up to it.'
        : 'The movements do not add up to it: tradepost stock rebuild sets it right.',
      ''
    )
  }
  if (items.length === 0) return print(terminal, 'No movements.')
  print(terminal, ...layTable(columns, items, { width: columnsOf(stdout), paint: painter(terminal, stdout) }))
  if (nextCursor !== null) note(terminal, 'There are more: add --all.')
}
