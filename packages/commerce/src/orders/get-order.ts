import type { Order, OrderSummary, Page } from '@tradepost/contract'
import { fail } from '@tradepost/contract'
import { schema } from '@tradepost/db'
import { and, eq, lt } from 'drizzle-orm'
import type { Buyer } from '../buyer.ts'
import type { Deps } from '../deps.ts'
import { decodeIdCursor, pageById } from '../page-cursor.ts'
import { readOrder, readSummaries, rowToSummary } from './order-rows.ts'

const { orders } = schema

/** Keeps a query to the orders that are the buyer's own. */
const ownedBy = (buyer: Buyer) =>
  buyer.userId === null ? eq(orders.guestHash, buyer.guestHash) : eq(orders.userId, buyer.userId)

/** Reads one order of the buyer; throws `order.not_found`, also for somebody else's. */
export const getOrder = async (deps: Deps, { buyer, id }: { buyer: Buyer | null; id: Order['id'] }): Promise<Order> => {
  const order = buyer && (await readOrder(deps.db.read, and(eq(orders.id, id), ownedBy(buyer))))
  if (!order) throw fail('order.not_found')
  return order
}

/** Lists the buyer's orders, newest first. */
export const listOrders = async (
  deps: Deps,
  { buyer, cursor, limit }: { buyer: Buyer; cursor?: string | null | undefined; limit: number }
): Promise<Page<OrderSummary>> => {
  const rows = await readSummaries(deps.db.read, and(ownedBy(buyer), olderThan(cursor)), limit + 1)
  return pageById(rows, limit, rowToSummary)
}

/** Keeps a query to what comes after a cursor of ids. */
export const olderThan = (cursor: string | null | undefined) =>
  cursor ? lt(orders.id, decodeIdCursor('order', cursor)) : undefined
