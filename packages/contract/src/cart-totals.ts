import type { Totals } from './cart.ts'
import { money } from './money.ts'
import type { PricedCart } from './price-cart.ts'

/** Shows the totals of a priced cart: `discount` holds what was taken off lines and off shipping. */
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
