import type { AdminOrderSummary, FulfilmentStatus, OrderStatus, Page, PaymentStatus } from '@tradepost/contract'
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

export interface ListOrdersOptions extends UrlOption, PageOptions {
  readonly status?: OrderStatus
  readonly payment?: PaymentStatus
  readonly shipment?: FulfilmentStatus
  readonly search?: string
  /** Instants, as the API expects them. */
  readonly from?: string
  readonly before?: string
  readonly json?: boolean
}

/** Prints the shop's orders, newest first, as a table for people or as JSON for programs. */
export const listOrders = async (terminal: Terminal, options: ListOrdersOptions): Promise<void> => {
  const shop = await findSession(terminal, options)
  const filter = filterOf(options)
  const page = await ask(shop, (client) =>
    readPages(options, (request) => client.admin.orders.list.query({ ...filter, ...request }))
  )
  if (options.json) printJson(terminal, page)
  else printTable(terminal, page)
}

const filterOf = ({ status, payment, shipment, search, from, before }: ListOrdersOptions) => ({
  ...(status ? { status } : {}),
  ...(payment ? { paymentStatus: payment } : {}),
  ...(shipment ? { fulfilmentStatus: shipment } : {}),
  ...(search ? { search } : {}),
  ...(from ? { placedFrom: from } : {}),
  ...(before ? { placedBefore: before } : {}),
})

const columns: Column<AdminOrderSummary>[] = [
  { title: 'Number', cell: ({ number }) => number },
  { title: 'Placed (UTC)', cell: ({ placedAt }) => toDateTime(placedAt) },
  { title: 'Status', cell: ({ status }) => status },
  { title: 'Payment', cell: ({ paymentStatus }) => paymentStatus },
  { title: 'Items', cell: ({ itemCount }) => String(itemCount), align: 'right' },
  { title: 'Total', cell: ({ total }) => formatMoney(total), align: 'right' },
  { title: 'Customer', cell: ({ customerName, email }) => `${customerName} <${email}>`, fit: 'cut' },
]

const printTable = (terminal: Terminal, { items, nextCursor }: Page<AdminOrderSummary>): void => {
  const { stdout } = terminal
  if (items.length === 0) return print(terminal, 'No orders.')
  print(terminal, ...layTable(columns, items, { width: columnsOf(stdout), paint: painter(terminal, stdout) }))
  if (nextCursor !== null)
    note(terminal, 'There are more: add --all, or narrow it down, for instance with --status or --search.')
}
