import { Link } from '@tanstack/react-router'
import type { Cart } from '@tradepost/contract'
import { buttonClass } from '../ui/button.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { LoadFailure, Loading, Skeleton } from '../ui/states.tsx'
import { closeCartDrawer, useIsCartDrawerOpen } from './cart-drawer-state.ts'
import { CartTotals } from './cart-totals.tsx'
import { CartLines } from './cart-lines.tsx'
import { useCart } from './cart-queries.ts'
import { EmptyCart } from './empty-cart.tsx'
import { FreeDelivery } from './free-delivery.tsx'

const DrawerFooter = ({ cart }: { cart: Cart }) => (
  <>
    <CartTotals cart={cart} />
    <Link to="/checkout" onClick={closeCartDrawer} className={buttonClass('primary', 'mt-5 min-h-13 w-full')}>
      Checkout
    </Link>
    <Link to="/cart" onClick={closeCartDrawer} className={buttonClass('quiet', 'mt-2 w-full')}>
      View cart
    </Link>
  </>
)

export const CartDrawer = () => {
  const isOpen = useIsCartDrawerOpen()
  const cart = useCart()
  const filled = cart.data && cart.data.lines.length > 0 ? cart.data : null
  return (
    <Sheet
      isOpen={isOpen}
      onClose={closeCartDrawer}
      title="Cart"
      footer={filled ? <DrawerFooter cart={filled} /> : undefined}
    >
      {cart.isPending ? (
        <Loading what="the cart">
          <Skeleton className="h-24" />
        </Loading>
      ) : null}
      {cart.isError && !cart.data ? <LoadFailure error={cart.error} onRetry={() => void cart.refetch()} /> : null}
      {filled ? (
        <>
          <FreeDelivery cart={filled} />
          <CartLines cart={filled} />
        </>
      ) : null}
      {cart.data && !filled ? <EmptyCart /> : null}
    </Sheet>
  )
}
