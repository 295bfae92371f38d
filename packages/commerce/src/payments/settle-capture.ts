import type { IdOf } from '@tradepost/contract'
import { schema } from '@tradepost/db'
import { and, eq } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import type { PaymentRow } from './payment-rows.ts'
import { readOrderedPayment, readPayment } from './payment-rows.ts'
import { settlePayment, settleVoid } from './settle-payment.ts'
import { askCapture } from './take-or-free.ts'

const { payments } = schema

/**
 * Captures a payment that was marked for it and settles the outcome. Returns whether it was captured. If the provider
 * refuses and still holds the money, the payment is authorized as before, or voided if its order is over. Throws
 * `payment.provider_unavailable`.
 */
export const settleCapture = async (deps: Deps, id: IdOf<'payment'>): Promise<boolean> => {
  const marked = await readPayment(deps.db.read, id)
  const state = await askCapture(deps, id)
  if (state.status === 'authorized') await unmark(deps, marked)
  else await settlePayment(deps, { paymentId: id, state })
  await deps.reached('capture.settled')
  return state.status === 'captured'
}

/** Removes the mark that was refused, but not one that was made since. */
const unmark = async (deps: Deps, { id, updatedAt }: PaymentRow): Promise<void> => {
  const isToVoid = await deps.db.write(async (tx) => {
    const { order } = await readOrderedPayment(tx, id)
    const isOver = order.status === 'canceled' || order.status === 'expired'
    const unmarked = await tx
      .update(payments)
      .set({ status: isOver ? 'voiding' : 'authorized', capturingAmount: null, updatedAt: deps.now() })
      .where(and(eq(payments.id, id), eq(payments.status, 'capturing'), eq(payments.updatedAt, updatedAt)))
      .returning({ id: payments.id })
    return isOver && unmarked.length > 0
  })
  if (isToVoid) await settleVoid(deps, id)
}
