import { Link } from '@tanstack/react-router'
import type { Cart } from '@tradepost/contract'
import { buttonClass } from '../ui/button.tsx'
import { OpenCheckoutNote } from '../orders/open-checkout-note.tsx'
import { useDocumentTitle } from '../shop/document-title.ts'
import { Callout, LoadFailure, Loading, Skeleton } from '../ui/states.tsx'
import { CartLines } from './cart-lines.tsx'
import { useCart } from './cart-queries.ts'
import { EmptyCart } from './empty-cart.tsx'
import { FreeDelivery } from './free-delivery.tsx'
import { CartTotals } from './cart-totals.tsx'
import { CouponField } from './coupon-field.tsx'
import { CurrencyChoice } from './currency-choice.tsx'

const FilledCart = ({ cart }: { cart: Cart }) => (
  <>
    <h1 className="display mb-8 text-4xl sm:text-5xl">Your cart</h1>
    <OpenCheckoutNote className="mb-8" />
    {cart.problems.length > 0 ? (
      <Callout tone="caution" className="mb-8" title="Some items have changed">
        See the notes beside them before you check out.
      </Callout>
    ) : null}
    <div className="grid items-start gap-10 lg:grid-cols-[1fr_24rem] lg:gap-16">
      <CartLines cart={cart} />
      <section aria-label="Totals" className="rounded-3xl bg-sunken p-6 sm:p-8 lg:sticky lg:top-24">
        <FreeDelivery cart={cart} />
        <CartTotals cart={cart} />
        <div className="mt-6 flex flex-col gap-5 border-t border-line pt-6">
          <CouponField cart={cart} />
          <CurrencyChoice cart={cart} />
        </div>
        <Link to="/checkout" className={buttonClass('primary', 'mt-6 min-h-13 w-full')}>
          Checkout
        </Link>
        <Link to="/products" className={buttonClass('quiet', 'mt-2 w-full')}>
          Keep shopping
        </Link>
      </section>
    </div>
  </>
)

export const CartPage = () => {
  useDocumentTitle('Cart')
  const cart = useCart()
  return (
    <div className="page pt-8 sm:pt-12">
      {cart.isPending ? (
        <Loading what="the cart">
          <Skeleton className="mb-8 h-12 w-56" />
          <Skeleton className="h-64" />
        </Loading>
      ) : null}
      {cart.isError && !cart.data ? <LoadFailure error={cart.error} onRetry={() => void cart.refetch()} /> : null}
      {cart.data && cart.data.lines.length === 0 ? (
        <>
          <EmptyCart as="h1" />
          {/* Products sold only in another currency can be added only after that currency was chosen. */}
          <div className="mx-auto max-w-xs">
            <CurrencyChoice cart={cart.data} />
          </div>
        </>
      ) : null}
      {cart.data && cart.data.lines.length > 0 ? <FilledCart cart={cart.data} /> : null}
    </div>
  )
}
