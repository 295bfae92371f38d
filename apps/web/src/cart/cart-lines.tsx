import type { Cart } from '@tradepost/contract'
import { CartLineItem } from './cart-line-item.tsx'

export const CartLines = ({ cart }: { cart: Cart }) => (
  <ul aria-label="Items in the cart" className="divide-y divide-line">
    {cart.lines.map((line) => (
      <CartLineItem
        // The variant as the key keeps the place and the focus of an optimistic line when its real ID arrives.
        key={line.variantId}
        line={line}
        problems={cart.problems.filter((problem) => problem.lineId === line.id)}
      />
    ))}
  </ul>
)
