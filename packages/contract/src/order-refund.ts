import type { IdOf } from './ids.ts'
import type { Money } from './money.ts'
import type { AdminOrder } from './order-acts.ts'
import type { RefundableOrder } from './price-refund.ts'
import { refundOf } from './price-refund.ts'

/** A selection of units to refund, with or without shipping. */
export interface RefundChoice {
  readonly lines: readonly { readonly lineId: IdOf<'orderLine'>; readonly quantity: number }[]
  readonly includeShipping: boolean
}

type LineView = Pick<AdminOrder['lines'][number], 'id' | 'quantity' | 'total' | 'discount' | 'tax'>

/** The parts of an order that its refunds depend on. */
export interface RefundView extends Pick<AdminOrder, 'total' | 'totals' | 'refundedLines' | 'isShippingRefunded'> {
  readonly lines: readonly LineView[]
}

/** Returns the number of units of an order line that have not been refunded yet. */
export const unrefundedUnits = (order: RefundView, { id, quantity }: Pick<LineView, 'id' | 'quantity'>): number => {
  const refunded = order.refundedLines.reduce((units, one) => (one.lineId === id ? units + one.quantity : units), 0)
  return Math.max(0, quantity - refunded)
}

/** Returns the amount that a refund would have, computed with the same function as the server. */
export const refundAmount = (order: RefundView, choice: RefundChoice): Money => ({
  amount: refundOf(asRefundable(order), order.refundedLines, choice).amount,
  currency: order.total.currency,
})

/** Returns the shipping amount that can be refunded: everything paid for it, but only once. */
export const refundableShipping = (order: RefundView): Money =>
  refundAmount(order, { lines: [], includeShipping: !order.isShippingRefunded })

// The part of the order discount and tax that is not on the lines belongs to the shipping.
const asRefundable = ({ lines, totals }: RefundView): RefundableOrder => ({
  lines: lines.map(({ id, quantity, total, discount, tax }) => ({
    id,
    quantity,
    total: total.amount,
    discount: discount.amount,
    tax: tax.amount,
  })),
  shipping: totals.shipping.amount,
  shippingDiscount: totals.discount.amount - sum(lines.map(({ discount }) => discount)),
  shippingTax: totals.tax.amount - sum(lines.map(({ tax }) => tax)),
  taxIncluded: totals.taxIncluded,
})

const sum = (amounts: readonly Money[]): number => amounts.reduce((total, { amount }) => total + amount, 0)
