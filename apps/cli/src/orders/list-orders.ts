import type { TradepostClient } from '@tradepost/client'
import type { AdminListOrdersInput, AdminOrderSummary, OrderStatus, Page } from '@tradepost/contract'
import { formatMoney } from '@tradepost/contract'
import type { UrlOption } from '../auth/session.ts'
import { findSession } from '../auth/session.ts'
import { ask } from '../shop.ts'
import { toDateTime } from '../terminal/date-time.ts'
import type { Column } from '../terminal/table.ts'
import { layTable } from '../terminal/table.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { columnsOf, note, painter, print, printJson } from '../terminal/terminal.ts'

const DEFAULT_LIMIT = 20
const LARGEST_LIMIT = 100

export interface ListOrdersOptions extends UrlOption {
  readonly status?: OrderStatus
  readonly search?: string
  readonly limit?: number
  readonly cursor?: string
  readonly all?: boolean
  readonly json?: boolean
}

/** Lists the shop's orders, newest first, as a table for people or as JSON for programs. */
export const listOrders = async (terminal: Terminal, options: ListOrdersOptions): Promise<void> => {
  const { status, search, cursor, all = false, json = false } = options
  const shop = await findSession(terminal, options)
  const input: AdminListOrdersInput = {
    limit: options.limit ?? (all ? LARGEST_LIMIT : DEFAULT_LIMIT),
    ...(status ? { status } : {}),
    ...(search ? { search } : {}),
    ...(cursor ? { cursor } : {}),
  }
  const page = await ask(shop, (client) => (all ? listAll(client, input) : client.admin.orders.list.query(input)))
  if (json) printJson(terminal, page)
  else printTable(terminal, page)
}

const listAll = async (client: TradepostClient, input: AdminListOrdersInput): Promise<Page<AdminOrderSummary>> => {
  const items: AdminOrderSummary[] = []
  let cursor = input.cursor
  do {
    const page = await client.admin.orders.list.query({ ...input, cursor })
    items.push(...page.items)
    cursor = page.nextCursor
  } while (cursor !== null)
  return { items, nextCursor: null }
}

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
  if (nextCursor !== null) note(terminal, 'There are more: add --all, or narrow it down with --status or --search.')
}
