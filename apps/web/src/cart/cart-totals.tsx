import type { Cart } from '@tradepost/contract'
import { TotalsList } from './totals-list.tsx'

/** The totals of the cart with each discount and tax; delivery only if a shipping method is known. */
export const CartTotals = ({ cart }: { cart: Cart }) => (
  <TotalsList
    totals={cart.totals}
    discounts={cart.discounts}
    taxes={cart.taxes}
    hasDelivery={cart.pricing.shipping !== null}
  />
)
