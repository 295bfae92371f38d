import type { IdOf } from '@tradepost/contract'
import { schema } from '@tradepost/db'
import { and, asc, eq, lte, sql } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { releaseOrder } from '../orders/order-outcome.ts'
import { findPayment } from '../payments/learn-payments.ts'
import { readPayment } from '../payments/payment-rows.ts'
import { settlePayment, settleVoid } from '../payments/settle-payment.ts'
import { markVoiding } from '../payments/take-or-free.ts'
import { findBegun } from './begin-order.ts'

const { orders } = schema

const BATCH = 100

/**
 * Ends the reservations whose time is over: what was paid meanwhile is placed, everything else expires, and its stock,
 * coupons and cart are free again. A provider that does not answer does not keep stock: money that comes later goes back
 * by itself, or places the order where the goods are still there. Answers how many orders it has looked at; where some could not
 * be ended it throws after the others were.
 */
export const expireOrders = async (deps: Deps): Promise<number> => {
  const due = await deps.db.read
    .select({ id: orders.id })
    .from(orders)
    // Written out, so that the index of what waits is used.
    .where(and(sql`${orders.status} = 'pending_payment'`, lte(orders.reservedUntil, deps.now())))
    .orderBy(asc(orders.reservedUntil))
    .limit(BATCH)
  const errors: unknown[] = []
  for (const { id } of due) await expireOrder(deps, id, 'system').catch((error: unknown) => void errors.push(error))
  if (errors.length > 0) throw new AggregateError(errors, `${errors.length} reservations could not be ended.`)
  return due.length
}

/** Ends one reservation, in its time or, by staff, before. */
export const expireOrder = async (deps: Deps, orderId: IdOf<'order'>, actor: string): Promise<void> => {
  const { paymentId } = await findBegun(deps.db.read, orderId)
  await settleWhatIsKnown(deps, paymentId)
  await deps.reached('expire.found')
  const voids = await deps.db.write(async (tx) => {
    const [order] = await tx.select({ status: orders.status }).from(orders).where(eq(orders.id, orderId))
    if (order?.status !== 'pending_payment') return []
    await releaseOrder(tx, deps, { orderId, actor, reason: 'not paid in time', action: 'expire' })
    return markVoiding(tx, deps, orderId)
  })
  await deps.reached('expire.released')
  for (const id of voids) await settleVoid(deps, id).catch(deps.wakePayments)
}

const settleWhatIsKnown = async (deps: Deps, paymentId: IdOf<'payment'>): Promise<void> => {
  const payment = await readPayment(deps.db.read, paymentId)
  // A provider that is no longer set up counts as one that does not answer.
  const state = await findPayment(deps, payment).catch(() => null)
  await deps.reached('payment.found')
  if (state) await settlePayment(deps, { paymentId, state })
}
