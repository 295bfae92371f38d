import type { IdOf } from './ids.ts'
import type { Money } from './money.ts'
import type { AdminOrder } from './order-acts.ts'
import type { RefundableOrder } from './price-refund.ts'
import { refundOf } from './price-refund.ts'

/** Some units of some lines, and whether the shipping comes back too. */
export interface RefundChoice {
  readonly lines: readonly { readonly lineId: IdOf<'orderLine'>; readonly quantity: number }[]
  readonly includeShipping: boolean
}

type LineView = Pick<AdminOrder['lines'][number], 'id' | 'quantity' | 'total' | 'discount' | 'tax'>

/** What of an order its refunds depend on. */
export interface RefundView extends Pick<AdminOrder, 'total' | 'totals' | 'refundedLines' | 'isShippingRefunded'> {
  readonly lines: readonly LineView[]
}

/** Counts the units of a line of an order whose price was not refunded yet. */
export const unrefundedUnits = (order: RefundView, { id, quantity }: Pick<LineView, 'id' | 'quantity'>): number => {
  const refunded = order.refundedLines.reduce((units, one) => (one.lineId === id ? units + one.quantity : units), 0)
  return Math.max(0, quantity - refunded)
}

/** Works out what a refund of units comes to before it is asked for, by the function that the server uses. */
export const refundAmount = (order: RefundView, choice: RefundChoice): Money => ({
  amount: refundOf(asRefundable(order), order.refundedLines, choice).amount,
  currency: order.total.currency,
})

/** Works out what of the shipping can be refunded: all that was paid for it, once. */
export const refundableShipping = (order: RefundView): Money =>
  refundAmount(order, { lines: [], includeShipping: !order.isShippingRefunded })

// What the lines do not hold of the order's discount and tax is on the shipping.
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
