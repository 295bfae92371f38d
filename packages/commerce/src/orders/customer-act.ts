import type { IdOf, Order } from '@tradepost/contract'
import { fail } from '@tradepost/contract'
import type { Reads } from '@tradepost/db'
import { schema } from '@tradepost/db'
import type { SQL } from 'drizzle-orm'
import { and, eq, or, sql } from 'drizzle-orm'
import type { KeyUse } from './idempotency.ts'
import { fingerprintOf } from './idempotency.ts'
import { readOrder } from './order-rows.ts'

const { orders } = schema

/** Who requests an order: an account, the guest that this browser is or was, or both after signing in. */
export interface OrderReader {
  readonly userId: IdOf<'user'> | null
  readonly guestHash: string | null
}

/** A customer's request about one of their orders. */
export interface CustomerAct<I> {
  readonly input: I
  readonly reader: OrderReader
}

/** Returns the idempotency key of a customer's act, with its owner and the hash of its input. */
export const customerKeyOf = <I extends { readonly idempotencyKey: string }>(
  procedure: string,
  { input: { idempotencyKey: key, ...rest }, reader }: CustomerAct<I>
): KeyUse => ({ owner: reader.userId ?? reader.guestHash ?? '', procedure, key, fingerprint: fingerprintOf(rest) })

/** Matches the orders of the account, and those that this browser placed as a guest. */
export const ownedBy = ({ userId, guestHash }: OrderReader): SQL =>
  // Without either, no order can belong to the caller.
  or(
    userId === null ? undefined : eq(orders.userId, userId),
    guestHash === null ? undefined : eq(orders.guestHash, guestHash)
  ) ?? sql`false`

/**
 * Reads an order of the account or of this browser's guest, and the actor's name for histories. Throws
 * `order.not_found` for any other order.
 */
export const readOwnOrder = async (
  read: Reads,
  reader: OrderReader,
  id: IdOf<'order'>
): Promise<{ order: Order; actor: string }> => {
  const order = await readOrder(read, and(eq(orders.id, id), ownedBy(reader)))
  if (!order) throw fail('order.not_found')
  return { order, actor: reader.userId ?? 'guest' }
}
