import type { IdOf } from '@tradepost/contract'
import { schema } from '@tradepost/db'
import { and, asc, eq, isNull, lt, ne, or, sql } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { releaseOrder } from '../orders/order-outcome.ts'
import { findPayment } from './learn-payments.ts'
import type { PaymentRow } from './payment-rows.ts'
import { sendRefund } from './refund-payment.ts'
import { settleCapture } from './settle-capture.ts'
import { settlePayment, settleVoid } from './settle-payment.ts'

const { orders, payments, refunds } = schema

/**
 * Settles what a crash or an unresponsive provider has left open for longer than `olderThanMs`: payments with an
 * unknown outcome, and captures, voids and refunds without an answer. Each is requested again with its own key. Returns
 * how many; if some could not be settled, throws after settling the others.
 */
export const recoverPayments = async (deps: Deps, olderThanMs: number): Promise<number> => {
  const before = deps.now() - olderThanMs
  const open = await deps.db.read
    .select()
    .from(payments)
    .where(
      and(
        // Literal values, so that the partial index of open payments is used.
        sql`${payments.status} in ('pending', 'capturing', 'voiding')`,
        lt(payments.updatedAt, before),
        // An issued invoice waits for its money, however long.
        or(ne(payments.provider, 'manual'), ne(payments.status, 'pending'), isNull(payments.providerReference))
      )
    )
    .orderBy(asc(payments.updatedAt))
  const unsent = await deps.db.read
    .select({ id: refunds.id, provider: payments.provider })
    .from(refunds)
    .innerJoin(payments, eq(payments.id, refunds.paymentId))
    .where(and(eq(refunds.status, 'pending'), lt(refunds.updatedAt, before)))
    .orderBy(asc(refunds.updatedAt))
  const errors: unknown[] = []
  const note = (error: unknown) => void errors.push(error)
  // A provider that is no longer set up, such as test cards after they are turned off, cannot be asked: its payments
  // and refunds stay open.
  const isSetUp = ({ provider }: Pick<PaymentRow, 'provider'>) => deps.payments.some(({ name }) => name === provider)
  const [askable, sendable] = [open.filter(isSetUp), unsent.filter(isSetUp)]
  for (const payment of askable) {
    if (deps.stopping.aborted) return 0
    await recover(deps, payment).catch(note)
  }
  for (const { id } of sendable) {
    if (deps.stopping.aborted) return 0
    await sendRefund(deps, id).catch(note)
  }
  if (errors.length > 0) throw new AggregateError(errors, `${errors.length} payments could not be settled.`)
  return askable.length + sendable.length
}

const recover = async (deps: Deps, payment: PaymentRow): Promise<void> => {
  const { id: paymentId, status, providerReference } = payment
  if (status === 'voiding' && providerReference !== null) return settleVoid(deps, paymentId)
  if (status === 'capturing') {
    await settleCapture(deps, paymentId)
    return
  }
  const state = await findPayment(deps, payment)
  await deps.reached('payment.found')
  if (state) await settlePayment(deps, { paymentId, state })
  else await giveUp(deps, payment)
}

/**
 * Ends a payment that its provider has never received: it was never made. Its order is canceled, and its call may be
 * repeated. Does nothing if a call has begun to work on the payment since it was read, because that call may have
 * created it after the provider answered.
 */
const giveUp = (deps: Deps, { id, orderId, status, updatedAt }: PaymentRow): Promise<void> =>
  deps.db.write(async (tx) => {
    const given = await tx
      .update(payments)
      .set({ status: status === 'voiding' ? 'voided' : 'failed', failure: 'never_paid', updatedAt: deps.now() })
      .where(
        and(
          eq(payments.id, id),
          eq(payments.status, status),
          eq(payments.updatedAt, updatedAt),
          isNull(payments.providerReference)
        )
      )
      .returning({ id: payments.id })
    if (given.length === 0 || !(await isPending(tx, orderId))) return
    await releaseOrder(tx, deps, { orderId, actor: 'system', reason: 'payment was never made', action: 'cancel' })
  })

const isPending = async (tx: Pick<Deps['db']['read'], 'select'>, orderId: IdOf<'order'>): Promise<boolean> => {
  const [order] = await tx.select({ status: orders.status }).from(orders).where(eq(orders.id, orderId))
  return order?.status === 'pending_payment'
}
