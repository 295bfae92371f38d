import type { IdOf, Order, OrderSummary, Page } from '@tradepost/contract'
import { fail } from '@tradepost/contract'
import { schema } from '@tradepost/db'
import { and, eq, lt, or } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { decodeIdCursor, pageById } from '../page-cursor.ts'
import { readOrder, readSummaries, rowToSummary } from './order-rows.ts'

const { orders } = schema

/** Who asks for an order: an account, the guest that this browser is or was, or both after signing in. */
export interface OrderReader {
  readonly userId: IdOf<'user'> | null
  readonly guestHash: string | null
}

/** Reads one order of the account or of this browser's guest; throws `order.not_found`, also for somebody else's. */
export const getOrder = async (deps: Deps, reader: OrderReader, id: Order['id']): Promise<Order> => {
  const { userId, guestHash } = reader
  const owned = or(
    userId === null ? undefined : eq(orders.userId, userId),
    guestHash === null ? undefined : eq(orders.guestHash, guestHash)
  )
  // Without either there is no predicate, and nothing that could be the caller's.
  const order = owned ? await readOrder(deps.db.read, and(eq(orders.id, id), owned)) : null
  if (!order) throw fail('order.not_found')
  return order
}

/** Lists the orders of an account, newest first. */
export const listOrders = async (
  deps: Deps,
  { userId, cursor, limit }: { userId: IdOf<'user'>; cursor?: string | null | undefined; limit: number }
): Promise<Page<OrderSummary>> => {
  const rows = await readSummaries(deps.db.read, and(eq(orders.userId, userId), olderThan(cursor)), limit + 1)
  return pageById(rows, limit, rowToSummary)
}

/** Keeps a query to what comes after a cursor of ids. */
export const olderThan = (cursor: string | null | undefined) =>
  cursor ? lt(orders.id, decodeIdCursor('order', cursor)) : undefined
