import type { IdOf, Order, OrderSummary, Page } from '@tradepost/contract'
import { schema } from '@tradepost/db'
import { and, eq, lt } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { decodeIdCursor, pageById } from '../page-cursor.ts'
import type { OrderReader } from './customer-act.ts'
import { readOwnOrder } from './customer-act.ts'
import { readSummaries, rowToSummary } from './order-rows.ts'

const { orders } = schema

/**
 * Reads one order of the account or of this browser's guest; throws `order.not_found`, also for somebody else's order.
 */
export const getOrder = async (deps: Deps, reader: OrderReader, id: Order['id']): Promise<Order> =>
  (await readOwnOrder(deps.db.read, reader, id)).order

/** Lists the orders of an account, newest first. */
export const listOrders = async (
  deps: Deps,
  { userId, cursor, limit }: { userId: IdOf<'user'>; cursor?: string | null | undefined; limit: number }
): Promise<Page<OrderSummary>> => {
  const rows = await readSummaries(deps.db.read, and(eq(orders.userId, userId), olderThan(cursor)), limit + 1)
  return pageById(rows, limit, rowToSummary)
}

/** Returns a condition that matches the orders after a cursor; undefined without a cursor. */
export const olderThan = (cursor: string | null | undefined) =>
  cursor ? lt(orders.id, decodeIdCursor('order', cursor)) : undefined
