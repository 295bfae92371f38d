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

/** Who asks for an order: an account, the guest that this browser is or was, or both after signing in. */
export interface OrderReader {
  readonly userId: IdOf<'user'> | null
  readonly guestHash: string | null
}

/** What a customer asks for about an order of theirs. */
export interface CustomerAct<I> {
  readonly input: I
  readonly reader: OrderReader
}

/** Says whose key an act of a customer came with. */
export const customerKeyOf = <I extends { readonly idempotencyKey: string }>(
  procedure: string,
  { input: { idempotencyKey: key, ...rest }, reader }: CustomerAct<I>
): KeyUse => ({ owner: reader.userId ?? reader.guestHash ?? '', procedure, key, fingerprint: fingerprintOf(rest) })

/** Says which orders are somebody's: those of the account, and those that this browser made as a guest. */
export const ownedBy = ({ userId, guestHash }: OrderReader): SQL =>
  // Without either there is nothing that could be the caller's.
  or(
    userId === null ? undefined : eq(orders.userId, userId),
    guestHash === null ? undefined : eq(orders.guestHash, guestHash)
  ) ?? sql`false`

/** Reads an order of the account or of this browser's guest, and whom histories name; throws `order.not_found` for any other. */
export const readOwnOrder = async (
  read: Reads,
  reader: OrderReader,
  id: IdOf<'order'>
): Promise<{ order: Order; actor: string }> => {
  const order = await readOrder(read, and(eq(orders.id, id), ownedBy(reader)))
  if (!order) throw fail('order.not_found')
  return { order, actor: reader.userId ?? 'guest' }
}
