import type { AdminReturn, IdOf, Money } from '@tradepost/contract'
import { fail, money } from '@tradepost/contract'
import type { Tx } from '@tradepost/db'
import { schema } from '@tradepost/db'
import { and, asc, eq, sql } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import type { Refunder } from '../payments/may-refund.ts'
import type { PaymentRow } from '../payments/payment-rows.ts'
import { refundableOf, requestRefund } from '../payments/refund-payment.ts'
import type { LineUnits } from './line-units.ts'
import { mergeUnits } from './line-units.ts'
import { lowerOwed } from './lower-owed.ts'
import { spareOf, takableOf } from './order-balance.ts'
import { priceRefund, readRefundedUnits } from './refund-price.ts'

const { orderLines, orders, payments, returnLines, returns } = schema

/** The money of a return: `credited` is no longer charged, `refunded` goes back. Null if there is none. */
export interface ReturnedMoney {
  readonly credited: Money | null
  readonly refunded: Money | null
}

/**
 * Settles the price of the returned units that were not refunded before. Deducts it from what the customer still has to
 * pay, and requests a refund only of the rest, up to what was paid.
 */
export const refundReturn = async (
  tx: Tx,
  deps: Deps,
  { came, by }: { came: AdminReturn; by: Refunder }
): Promise<ReturnedMoney> => {
  const { orderId } = came
  const [order] = await tx.select().from(orders).where(eq(orders.id, orderId))
  if (!order) throw fail('order.not_found')
  const units = await unpaidOf(tx, orderId, came.lines)
  const price = await priceRefund(tx, order, { lines: units, includeShipping: false })
  const rows = await tx.select().from(payments).where(eq(payments.orderId, orderId)).orderBy(asc(payments.id))
  const credited = await credit(tx, deps, { order, rows, units, price })
  // Limit the refund instead of failing: the goods have arrived, whatever was refunded or never paid before.
  const amount = Math.min(price - credited, refundableOf(rows))
  // Units are counted once. If a part of their price was credited, they count even if the refund fails.
  const lines = credited > 0 ? [] : units
  if (amount > 0) await requestRefund(tx, deps, { orderId, amount, reason: 'returned', returnId: came.id, lines, by })
  const moneyOf = (some: number) => (some > 0 ? money(some, order.currency) : null)
  return { credited: moneyOf(credited), refunded: moneyOf(amount) }
}

interface Credit {
  readonly order: typeof orders.$inferSelect
  readonly rows: readonly PaymentRow[]
  readonly units: readonly LineUnits[]
  readonly price: number
}

/**
 * Deducts a price from the open invoices, then from the authorized money that may be captured. Returns how much of it
 * was deducted.
 */
const credit = async (tx: Tx, deps: Deps, { order, rows, units, price }: Credit): Promise<number> => {
  const held = takableOf(order, rows)
  const owed = await lowerOwed(tx, deps, { rows, amount: price })
  const untaken = Math.min(price - owed, held)
  const credited = owed + untaken
  if (credited === 0) return 0
  // Less of the authorized money is captured only once the order asks for less than what is authorized, so the
  // uncovered part of its price is credited too.
  const spare = untaken > 0 ? spareOf(order, rows) : 0
  await tx
    .update(orders)
    .set({ creditedAmount: sql`${orders.creditedAmount} + ${credited + spare}` })
    .where(eq(orders.id, order.id))
  for (const { lineId, quantity } of units) {
    await tx
      .update(orderLines)
      .set({ creditedQuantity: sql`${orderLines.creditedQuantity} + ${quantity}` })
      .where(eq(orderLines.id, lineId))
  }
  return credited
}

/**
 * Returns the units of a return that were not refunded yet, compared with all that came back and all refunds of the
 * order.
 */
const unpaidOf = async (tx: Tx, orderId: IdOf<'order'>, units: readonly LineUnits[]): Promise<LineUnits[]> => {
  const received = await tx
    .select({ lineId: returnLines.orderLineId, quantity: returnLines.quantity })
    .from(returnLines)
    .innerJoin(returns, eq(returns.id, returnLines.returnId))
    .where(and(eq(returns.orderId, orderId), eq(returns.status, 'received')))
  const refunded = await readRefundedUnits(tx, orderId)
  return units
    .map(({ lineId, quantity }) => {
      const unpaid = countOf(mergeUnits(received), lineId) - countOf(refunded, lineId)
      return { lineId, quantity: Math.min(quantity, Math.max(0, unpaid)) }
    })
    .filter(({ quantity }) => quantity > 0)
}

const countOf = (units: readonly LineUnits[], lineId: string): number =>
  units.find((one) => one.lineId === lineId)?.quantity ?? 0
