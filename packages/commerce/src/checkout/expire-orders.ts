import type { IdOf } from '@tradepost/contract'
import { schema } from '@tradepost/db'
import type { SQL } from 'drizzle-orm'
import { and, asc, eq, lte, sql } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { mayExpire } from '../orders/change-status.ts'
import { releaseOrder } from '../orders/order-outcome.ts'
import { findPayment } from '../payments/learn-payments.ts'
import { readPayment } from '../payments/payment-rows.ts'
import { settlePayment, settleVoid } from '../payments/settle-payment.ts'
import { markVoiding } from '../payments/take-or-free.ts'
import { findBegun } from './begin-order.ts'

const { carts, orders } = schema

const BATCH = 100

const stage = { status: orders.status, paymentStatus: orders.paymentStatus, cartId: orders.cartId }

/**
 * Ends the reservations whose time is over. Orders that have been paid are placed; all others expire, which frees their
 * stock, coupons and cart. Invoices that were not paid in time expire too. A provider that does not answer does not
 * keep stock reserved: money that comes later is refunded automatically, or places the order if the goods are still
 * available. Returns how many orders it has looked at; if some could not be ended, throws after ending the others.
 */
export const expireOrders = async (deps: Deps): Promise<number> => {
  // Literal values, so that the partial indexes of waiting orders are used.
  const reserved = await readDue(deps, sql`${orders.status} = 'pending_payment'`)
  const invoiced = await readDue(deps, sql`${orders.status} = 'placed' and ${orders.paymentStatus} = 'unpaid'`)
  const due = [...reserved, ...invoiced]
  const errors: unknown[] = []
  for (const { id } of due) await expireOrder(deps, id, 'system').catch((error: unknown) => void errors.push(error))
  if (errors.length > 0) throw new AggregateError(errors, `${errors.length} reservations could not be ended.`)
  return due.length
}

const readDue = (deps: Deps, waits: SQL) =>
  deps.db.read
    .select({ id: orders.id })
    .from(orders)
    .where(and(waits, lte(orders.reservedUntil, deps.now())))
    .orderBy(asc(orders.reservedUntil))
    .limit(BATCH)

/** Ends one reservation or unpaid invoice, when it is due or earlier by staff. Leaves an order that has been paid. */
export const expireOrder = async (deps: Deps, orderId: IdOf<'order'>, actor: string): Promise<void> => {
  const { paymentId } = await findBegun(deps.db.read, orderId)
  await settleWhatIsKnown(deps, paymentId)
  await deps.reached('expire.found')
  const voids = await deps.db.write(async (tx) => {
    const [order] = await tx.select(stage).from(orders).where(eq(orders.id, orderId))
    if (!order || !mayExpire(order)) return []
    await releaseOrder(tx, deps, { orderId, actor, reason: 'not paid in time', action: 'expire' })
    // The cart of an invoiced order is finished. If its money comes late, only the stock decides whether it is placed.
    if (order.status === 'placed' && order.cartId) await tx.delete(carts).where(eq(carts.id, order.cartId))
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
