import type { Totals } from './cart.ts'
import { money } from './money.ts'
import type { PricedCart } from './price-cart.ts'

/** Returns the totals of a priced cart. `discount` includes the discounts on lines and on shipping. */
export const totalsOf = (priced: PricedCart): Totals => {
  const of = (amount: number) => money(amount, priced.currency)
  return {
    subtotal: of(priced.subtotal),
    discount: of(priced.discount + priced.shippingDiscount),
    shipping: of(priced.shipping),
    tax: of(priced.tax),
    total: of(priced.total),
    taxIncluded: priced.taxIncluded,
  }
}
