import type { IdOf } from '@tradepost/contract'
import { schema } from '@tradepost/db'
import { and, eq, lt } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { forgetKey } from './idempotency.ts'
import { releaseOrder, settleOrder } from './settle-order.ts'

const { payments } = schema

/**
 * Settles payments that a crash left open for longer than `olderThanMs`: by what the provider knows of them, or, where it
 * never saw the charge, by canceling the order, so that the buyer may try again with the same key. Answers how many; where
 * some could not be settled it throws after the others were.
 */
export const recoverPayments = async (deps: Deps, olderThanMs: number): Promise<number> => {
  const open = await deps.db.read
    .select({ paymentId: payments.id, orderId: payments.orderId })
    .from(payments)
    .where(and(eq(payments.status, 'pending'), lt(payments.createdAt, deps.now() - olderThanMs)))
  const errors: unknown[] = []
  for (const payment of open) await recover(deps, payment).catch((error: unknown) => errors.push(error))
  if (errors.length > 0) throw new AggregateError(errors, `${errors.length} open payments could not be settled.`)
  return open.length
}

const recover = async (
  deps: Deps,
  { paymentId, orderId }: { paymentId: IdOf<'payment'>; orderId: IdOf<'order'> }
): Promise<void> => {
  const result = await deps.payments.find(paymentId)
  await deps.db.write(async (tx) => {
    if (result) {
      await settleOrder(tx, deps, { orderId, paymentId, result })
      return
    }
    const failed = await tx
      .update(payments)
      .set({ status: 'failed', failure: 'never charged' })
      .where(and(eq(payments.id, paymentId), eq(payments.status, 'pending')))
      .returning({ id: payments.id })
    if (failed.length === 0) return
    await releaseOrder(tx, deps, { orderId, reason: 'payment was never made' })
    await forgetKey(tx, orderId)
  })
}
