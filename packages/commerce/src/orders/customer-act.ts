import type { IdOf, Order } from '@tradepost/contract'
import { fail } from '@tradepost/contract'
import type { Reads } from '@tradepost/db'
import { schema } from '@tradepost/db'
import { and, eq, or } from 'drizzle-orm'
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

/** Reads an order of the account or of this browser's guest, and whom histories name; throws `order.not_found` for any other. */
export const readOwnOrder = async (
  read: Reads,
  { userId, guestHash }: OrderReader,
  id: IdOf<'order'>
): Promise<{ order: Order; actor: string }> => {
  const owned = or(
    userId === null ? undefined : eq(orders.userId, userId),
    guestHash === null ? undefined : eq(orders.guestHash, guestHash)
  )
  // Without either there is no predicate, and nothing that could be the caller's.
  const order = owned ? await readOrder(read, and(eq(orders.id, id), owned)) : null
  if (!order) throw fail('order.not_found')
  return { order, actor: userId ?? 'guest' }
}
