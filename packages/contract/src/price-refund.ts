import { divideRounded } from './money.ts'

/**
 * The parts of an order that count for a refund. Amounts are minor units of the order currency, as `priceCart` returned
 * them.
 */
export interface RefundableOrder {
  readonly lines: readonly RefundableLine[]
  readonly shipping: number
  readonly shippingDiscount: number
  readonly shippingTax: number
  readonly taxIncluded: boolean
}

export interface RefundableLine {
  readonly id: string
  readonly quantity: number
  /** Unit price × quantity, before the discount. */
  readonly total: number
  readonly discount: number
  readonly tax: number
}

/** A number of units of an order line. */
export interface RefundedUnits {
  readonly lineId: string
  readonly quantity: number
}

/** The price of some units with their discount and tax, and of the shipping if it was requested. */
export interface PricedRefund {
  readonly lines: readonly { readonly lineId: string; readonly quantity: number; readonly amount: number }[]
  readonly shipping: number
  readonly amount: number
}

/**
 * Computes the refund for more units of an order. The first k units of a line are worth their rounded share of the
 * amount paid for the line; further units are worth the difference. So refunds in any order and split add up to the
 * amount paid, and with the shipping once to the order total. Shipping is refunded in full; the caller must check
 * whether it was refunded before. Throws a `RangeError` for unknown lines and for more units than are left, which are
 * programming errors.
 */
export const refundOf = (
  order: RefundableOrder,
  refunded: readonly RefundedUnits[],
  asked: { readonly lines: readonly RefundedUnits[]; readonly includeShipping: boolean }
): PricedRefund => {
  const byId = new Map(order.lines.map((line) => [line.id, line]))
  const done = new Map<string, number>()
  for (const { lineId, quantity } of refunded) done.set(lineId, (done.get(lineId) ?? 0) + quantity)
  const lines = asked.lines.map(({ lineId, quantity }) => {
    const line = byId.get(lineId)
    const before = done.get(lineId) ?? 0
    if (!line) throw new RangeError('A refund is for lines of the order.')
    if (quantity < 0 || before + quantity > line.quantity) throw new RangeError('A refund is for units that are left.')
    done.set(lineId, before + quantity)
    const paid = paidForLine(line, order)
    return { lineId, quantity, amount: worthOf(before + quantity, line, paid) - worthOf(before, line, paid) }
  })
  const shipping = asked.includeShipping ? paidForShipping(order) : 0
  return { lines, shipping, amount: lines.reduce((sum, { amount }) => sum + amount, shipping) }
}

const paidForLine = ({ total, discount, tax }: RefundableLine, { taxIncluded }: RefundableOrder): number =>
  total - discount + (taxIncluded ? 0 : tax)

const paidForShipping = ({ shipping, shippingDiscount, shippingTax, taxIncluded }: RefundableOrder): number =>
  shipping - shippingDiscount + (taxIncluded ? 0 : shippingTax)

const worthOf = (units: number, { quantity }: RefundableLine, paid: number): number =>
  divideRounded(BigInt(paid) * BigInt(units), BigInt(quantity), 'half_up')
