import type { Page, StockItem } from '@tradepost/contract'
import type { UrlOption } from '../auth/session.ts'
import { findSession } from '../auth/session.ts'
import type { PageOptions } from '../pages.ts'
import { readPages } from '../pages.ts'
import { ask } from '../shop.ts'
import type { Column } from '../terminal/table.ts'
import { layTable } from '../terminal/table.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { columnsOf, note, painter, print, printJson } from '../terminal/terminal.ts'
import { findLocation } from './find-location.ts'

export interface ListStockOptions extends UrlOption, PageOptions {
  readonly search?: string
  readonly location?: string
  readonly low?: boolean
  readonly json?: boolean
}

/** Prints the stock of all variants, by SKU, or with `low` the low ones, the lowest first. */
export const listStock = async (terminal: Terminal, options: ListStockOptions): Promise<void> => {
  const { search, location, low = false, json = false } = options
  const shop = await findSession(terminal, options)
  const filter = {
    ...(search ? { search } : {}),
    ...(low ? { isLow: true } : {}),
    ...(await findLocation(shop, location)),
  }
  const page = await ask(shop, (client) =>
    readPages(options, (request) => client.admin.inventory.list.query({ ...filter, ...request }))
  )
  if (json) printJson(terminal, page)
  else printTable(terminal, page)
}

const columns: Column<StockItem>[] = [
  { title: 'SKU', cell: ({ sku }) => sku },
  { title: 'Product', cell: ({ productTitle, variantTitle }) => `${productTitle} · ${variantTitle}`, fit: 'cut' },
  { title: 'On hand', cell: ({ onHand }) => String(onHand), align: 'right' },
  { title: 'Promised', cell: ({ allocated }) => String(allocated), align: 'right' },
  { title: 'Free', cell: ({ available }) => String(available), align: 'right' },
  { title: 'State', cell: ({ tracked, isLow }) => (!tracked ? 'not counted' : isLow ? 'low' : 'enough') },
  {
    title: 'Where',
    cell: ({ levels }) => levels.map(({ locationName, onHand }) => `${locationName} ${onHand}`).join(', ') || '–',
    fit: 'cut',
  },
]

const printTable = (terminal: Terminal, { items, nextCursor }: Page<StockItem>): void => {
  const { stdout } = terminal
  if (items.length === 0 && nextCursor === null) return print(terminal, 'No stock.')
  print(terminal, ...layTable(columns, items, { width: columnsOf(stdout), paint: painter(terminal, stdout) }))
  if (nextCursor !== null)
    note(terminal, 'There are more: add --all, or narrow it down with --search, --location or --low.')
}
