import type { AdminListOrdersInput, AdminOrderSummary, Page } from '@tradepost/contract'
import { schema } from '@tradepost/db'
import { and, eq, gte, lt, or } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { pageById } from '../page-cursor.ts'
import { olderThan } from './get-order.ts'
import { readSummaries, rowToSummary } from './order-rows.ts'

const { orders } = schema

/**
 * Lists all orders for staff, newest first, filtered by status, payment status, fulfillment status, the time they were
 * placed, or a complete order number or e-mail address.
 */
export const adminListOrders = async (
  deps: Deps,
  { cursor, limit, ...filter }: AdminListOrdersInput
): Promise<Page<AdminOrderSummary>> => {
  const where = and(filterOf(filter), olderThan(cursor))
  const rows = await readSummaries(deps.db.read, where, limit + 1)
  return pageById(rows, limit, (row) => ({
    email: row.email,
    ...rowToSummary(row),
    customerName: row.shippingAddress.name,
  }))
}

const filterOf = ({
  status,
  paymentStatus,
  fulfilmentStatus,
  search,
  placedFrom,
  placedBefore,
}: Omit<AdminListOrdersInput, 'cursor' | 'limit'>) =>
  and(
    status ? eq(orders.status, status) : undefined,
    paymentStatus ? eq(orders.paymentStatus, paymentStatus) : undefined,
    fulfilmentStatus ? eq(orders.fulfilmentStatus, fulfilmentStatus) : undefined,
    search ? or(eq(orders.number, search.toUpperCase()), eq(orders.email, search.toLowerCase())) : undefined,
    placedFrom ? gte(orders.placedAt, Date.parse(placedFrom)) : undefined,
    placedBefore ? lt(orders.placedAt, Date.parse(placedBefore)) : undefined
  )
