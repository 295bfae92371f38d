import type { Cart } from '@tradepost/contract'
import { TotalsList } from './totals-list.tsx'

/** What the cart comes to, with each discount and tax; of delivery only where a way of sending it is known. */
export const CartTotals = ({ cart }: { cart: Cart }) => (
  <TotalsList
    totals={cart.totals}
    discounts={cart.discounts}
    taxes={cart.taxes}
    hasDelivery={cart.pricing.shipping !== null}
  />
)
