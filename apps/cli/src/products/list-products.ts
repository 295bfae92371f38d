import type { AdminProductSummary, Page, ProductStatus } from '@tradepost/contract'
import { formatMoney } from '@tradepost/contract'
import type { UrlOption } from '../auth/session.ts'
import { findSession } from '../auth/session.ts'
import type { PageOptions } from '../pages.ts'
import { readPages } from '../pages.ts'
import { ask } from '../shop.ts'
import { toDateTime } from '../terminal/date-time.ts'
import type { Column } from '../terminal/table.ts'
import { layTable } from '../terminal/table.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { columnsOf, note, painter, print, printJson } from '../terminal/terminal.ts'

export interface ListProductsOptions extends UrlOption, PageOptions {
  readonly search?: string
  readonly status?: ProductStatus
  readonly json?: boolean
}

/** Prints the shop's products of every status, newest first or in the order of a search. */
export const listProducts = async (terminal: Terminal, options: ListProductsOptions): Promise<void> => {
  const { search, status, json = false } = options
  const shop = await findSession(terminal, options)
  const filter = { ...(status ? { status } : {}), ...(search ? { search } : {}) }
  const page = await ask(shop, (client) =>
    readPages(options, (request) => client.admin.products.list.query({ ...filter, ...request }))
  )
  if (json) printJson(terminal, { items: page.items, nextCursor: page.nextCursor })
  else printTable(terminal, page)
}

/** Returns one price, or the lowest and the highest. */
const priceOf = ({ priceFrom, priceTo }: AdminProductSummary): string =>
  priceFrom.amount === priceTo.amount ? formatMoney(priceFrom) : `${formatMoney(priceFrom)} – ${formatMoney(priceTo)}`

const columns: Column<AdminProductSummary>[] = [
  { title: 'Title', cell: ({ title }) => title, fit: 'cut' },
  { title: 'Slug', cell: ({ slug }) => slug, fit: 'cut' },
  { title: 'Status', cell: ({ status }) => status },
  { title: 'Variants', cell: ({ variantCount }) => String(variantCount), align: 'right' },
  { title: 'Price', cell: priceOf, align: 'right' },
  { title: 'Available', cell: ({ available }) => (available === null ? '–' : String(available)), align: 'right' },
  { title: 'Updated (UTC)', cell: ({ updatedAt }) => toDateTime(updatedAt) },
]

const printTable = (terminal: Terminal, { items, nextCursor }: Page<AdminProductSummary>): void => {
  const { stdout } = terminal
  if (items.length === 0) return print(terminal, 'No products.')
  print(terminal, ...layTable(columns, items, { width: columnsOf(stdout), paint: painter(terminal, stdout) }))
  if (nextCursor !== null) note(terminal, 'There are more: add --all, or narrow it down with --status or --search.')
}
