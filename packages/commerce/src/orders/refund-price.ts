import type { IdOf } from '@tradepost/contract'
import { fail, money, refundOf } from '@tradepost/contract'
import type { Tx } from '@tradepost/db'
import { schema } from '@tradepost/db'
import { and, asc, eq, gt, ne } from 'drizzle-orm'
import { refundableOf } from '../payments/refund-payment.ts'
import type { LineUnits } from './line-units.ts'
import { lineNotFound, mergeUnits } from './line-units.ts'

const { orderLines, orders, payments, refunds } = schema

type OrderRow = typeof orders.$inferSelect

/** The units, and whether the shipping, that a refund is requested for. */
export interface RefundedParts {
  readonly lines: readonly LineUnits[]
  readonly includeShipping: boolean
}

/**
 * Returns the price of some units of an order with their discount and tax, and of the shipping, in minor units. All
 * refunds together add up to the total. Throws `order.line_not_found`, and `refund.exceeds_captured` for units or
 * shipping that were already refunded.
 */
export const priceRefund = async (
  tx: Tx,
  order: OrderRow,
  { lines: asked, includeShipping }: RefundedParts
): Promise<number> => {
  const lines = await readLines(tx, order.id)
  const before = await readRefunded(tx, order.id)
  const left = leftByLine(lines, before.units)
  const stray = asked.find(({ lineId }) => !left.has(lineId))
  if (stray) throw lineNotFound(stray.lineId)
  const isTooMuch = asked.some(({ lineId, quantity }) => quantity > (left.get(lineId) ?? 0))
  if (isTooMuch || (includeShipping && before.isShippingRefunded)) throw await exceeds(tx, order)
  const { shippingAmount: shipping, shippingDiscountAmount: shippingDiscount, shippingTaxAmount: shippingTax } = order
  const parts = { lines, shipping, shippingDiscount, shippingTax, taxIncluded: order.taxIncluded }
  return refundOf(parts, before.units, { lines: asked, includeShipping }).amount
}

/** Lists the units of an order that were refunded, are no longer charged, or whose refund is pending. */
export const readRefundedUnits = async (tx: Tx, orderId: IdOf<'order'>): Promise<LineUnits[]> =>
  mergeUnits((await readRefunded(tx, orderId)).units)

const leftByLine = (lines: Awaited<ReturnType<typeof readLines>>, units: readonly LineUnits[]) => {
  const left = new Map(lines.map(({ id, quantity }) => [id, quantity]))
  for (const { lineId, quantity } of units) {
    const known = left.get(lineId)
    // An edit has already settled the lines that it removed.
    if (known !== undefined) left.set(lineId, Math.max(0, known - quantity))
  }
  return left
}

const readLines = (tx: Tx, orderId: IdOf<'order'>) =>
  tx
    .select({
      id: orderLines.id,
      quantity: orderLines.quantity,
      total: orderLines.totalAmount,
      discount: orderLines.discountAmount,
      tax: orderLines.taxAmount,
    })
    .from(orderLines)
    .where(eq(orderLines.orderId, orderId))
    .orderBy(asc(orderLines.id))

const readRefunded = async (tx: Tx, orderId: IdOf<'order'>) => {
  const rows = await tx
    .select({ lines: refunds.lines, includesShipping: refunds.includesShipping })
    .from(refunds)
    .where(and(eq(refunds.orderId, orderId), ne(refunds.status, 'failed')))
    .orderBy(asc(refunds.id))
  const credited = await tx
    .select({ lineId: orderLines.id, quantity: orderLines.creditedQuantity })
    .from(orderLines)
    .where(and(eq(orderLines.orderId, orderId), gt(orderLines.creditedQuantity, 0)))
  return {
    units: [...rows.flatMap(({ lines }) => lines), ...credited],
    isShippingRefunded: rows.some(({ includesShipping }) => includesShipping),
  }
}

const exceeds = async (tx: Tx, { id, currency }: OrderRow) => {
  const rows = await tx.select().from(payments).where(eq(payments.orderId, id))
  return fail('refund.exceeds_captured', { refundable: money(refundableOf(rows), currency) })
}
