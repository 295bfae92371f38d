import type { IdOf } from '@tradepost/contract'
import type { Tx } from '@tradepost/db'
import { schema } from '@tradepost/db'
import { and, eq, inArray, ne, sql } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import type { ListedRefund, ProviderPayment } from './payment-provider.ts'
import { amountText, writeEntry, writeOrderEvent } from './payment-rows.ts'
import { settleRefund } from './refund-payment.ts'

const { payments, refunds } = schema

/**
 * Records the refunds that the provider lists as failed: their money never reached the customer, so the shop owes it
 * again. A bank may send a refund back days after it succeeded (woocommerce-gateway-stripe#4405). Returns whether
 * anything was recorded; repeating it changes nothing.
 */
export const noteFailedRefunds = async (
  tx: Tx,
  deps: Deps,
  { paymentId, state }: { paymentId: IdOf<'payment'>; state: ProviderPayment }
): Promise<boolean> => {
  const failed = (state.refunds ?? []).filter(({ status }) => status === 'failed')
  const keys = failed.map(({ idempotencyKey }) => idempotencyKey)
  if (keys.length === 0) return false
  const rows = await tx
    .select()
    .from(refunds)
    // A key that is not one of our IDs matches nothing.
    .where(and(eq(refunds.paymentId, paymentId), ne(refunds.status, 'failed'), inArray(refunds.id, asRefundIds(keys))))
  for (const row of rows) {
    const answer = failed.find(({ idempotencyKey }) => idempotencyKey === row.id)
    if (!answer) continue
    if (row.status === 'pending') await settleRefund(tx, deps, { id: row.id, answer })
    else await takeBack(tx, deps, { row, answer })
  }
  return rows.length > 0
}

const asRefundIds = (keys: string[]): IdOf<'refund'>[] => keys as IdOf<'refund'>[]

interface Reversal {
  readonly row: typeof refunds.$inferSelect
  readonly answer: ListedRefund
}

const takeBack = async (tx: Tx, deps: Deps, { row, answer }: Reversal): Promise<void> => {
  const { id, orderId, paymentId, amount, reason } = row
  const updatedAt = deps.now()
  await tx
    .update(refunds)
    .set({ status: 'failed', providerReference: answer.reference, updatedAt })
    .where(eq(refunds.id, id))
  await tx
    .update(payments)
    .set({ refundedAmount: sql`${payments.refundedAmount} - ${amount}`, updatedAt })
    .where(eq(payments.id, paymentId))
  await writeEntry(tx, deps, { paymentId, kind: 'refund_failed', amount, source: id })
  const text = amountText(amount, row)
  await writeOrderEvent(tx, deps, { orderId, kind: 'refund_failed', text, reason, isPublic: false, actor: 'system' })
}
