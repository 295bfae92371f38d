import { divideRounded } from './money.ts'

/** What of an order counts for a refund. Amounts are minor units of the order's currency, as `priceCart` gave them. */
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
  /** Unit price by quantity, before the discount. */
  readonly total: number
  readonly discount: number
  readonly tax: number
}

/** Some units of an order's line. */
export interface RefundedUnits {
  readonly lineId: string
  readonly quantity: number
}

/** What some units, and the shipping where it was asked for, cost with their discount and tax. */
export interface PricedRefund {
  readonly lines: readonly { readonly lineId: string; readonly quantity: number; readonly amount: number }[]
  readonly shipping: number
  readonly amount: number
}

/**
 * Works out what some more units of an order's lines cost. The first k units of a line are worth their share of what was
 * paid for it, rounded; more units are worth the difference. So refunds in any order and split add up to what was paid,
 * and with the shipping once to the order's total. Shipping is given whole; whether it was given before is the caller's
 * to know. Unknown lines and more units than are left are programming errors and throw.
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
