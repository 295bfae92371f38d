import { Link } from '@tanstack/react-router'
import { ShoppingBag } from 'lucide-react'
import { buttonClass } from '../ui/button.tsx'
import { EmptyState } from '../ui/states.tsx'
import { closeCartDrawer } from './cart-drawer-state.ts'

/** Says that the cart is empty, and links to the products. */
export const EmptyCart = ({ as }: { as?: 'h1' | 'h2' }) => (
  <EmptyState
    {...(as ? { as } : {})}
    title="Your cart is empty"
    icon={<ShoppingBag aria-hidden strokeWidth={1.4} className="size-7" />}
    action={
      <Link to="/products" onClick={closeCartDrawer} className={buttonClass()}>
        See all products
      </Link>
    }
  >
    There is plenty to put in it.
  </EmptyState>
)
