import type { AdminListOrdersInput, AdminOrderSummary, Page } from '@tradepost/contract'
import { schema } from '@tradepost/db'
import { and, eq, or } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { pageById } from '../page-cursor.ts'
import { olderThan } from './get-order.ts'
import { readSummaries, rowToSummary } from './order-rows.ts'

const { orders } = schema

/** Lists all orders for the staff, newest first, by status, or by a whole order number or e-mail address. */
export const adminListOrders = async (
  deps: Deps,
  { cursor, limit, status, search }: AdminListOrdersInput
): Promise<Page<AdminOrderSummary>> => {
  const where = and(
    status ? eq(orders.status, status) : undefined,
    search ? or(eq(orders.number, search.toUpperCase()), eq(orders.email, search.toLowerCase())) : undefined,
    olderThan(cursor)
  )
  const rows = await readSummaries(deps.db.read, where, limit + 1)
  return pageById(rows, limit, (row) => ({
    ...rowToSummary(row),
    email: row.email,
    customerName: row.shippingAddress.name,
  }))
}
