import type { Cart } from '@tradepost/contract'
import { CartLineItem } from './cart-line-item.tsx'

/** All lines of the cart. */
export const CartLines = ({ cart }: { cart: Cart }) => (
  <ul aria-label="Items in the cart" className="divide-y divide-line">
    {cart.lines.map((line) => (
      <CartLineItem
        // The line that is shown ahead of the server's answer keeps its place, and the focus in it, when its id arrives.
        key={line.variantId}
        line={line}
        problems={cart.problems.filter((problem) => problem.lineId === line.id)}
      />
    ))}
  </ul>
)
