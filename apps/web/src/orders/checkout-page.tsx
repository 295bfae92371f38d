import type { Cart, User } from '@tradepost/contract'
import { useState } from 'react'
import { useSession } from '../auth/session-queries.ts'
import { useCart } from '../cart/cart-queries.ts'
import { EmptyCart } from '../cart/empty-cart.tsx'
import { useDocumentTitle } from '../shop/document-title.ts'
import { LoadFailure, Loading, Skeleton } from '../ui/states.tsx'
import { useCheckoutForm } from './checkout-form.ts'
import { CheckoutProblem } from './checkout-problem.tsx'
import { AddressSection, ContactSection, PaymentSection } from './checkout-sections.tsx'
import { CheckoutSummary } from './checkout-summary.tsx'
import { usePlaceOrder } from './place-order.ts'

const CheckoutSkeleton = () => (
  <Loading what="the checkout">
    <Skeleton className="mb-8 h-12 w-56" />
    <div className="grid gap-10 lg:grid-cols-[1fr_26rem]">
      <Skeleton className="h-96 rounded-3xl" />
      <Skeleton className="h-96 rounded-3xl" />
    </div>
  </Loading>
)

const CheckoutDesk = ({ cart, user }: { cart: Cart; user: User | null }) => {
  const form = useCheckoutForm({ email: user?.email ?? '', name: user?.name ?? '' })
  const { place, isPlacing, isOpen, error } = usePlaceOrder(form)
  const [tried, setTried] = useState(cart)
  // An order that was placed has emptied the cart. Until its answer is here, the page stays as it was when it was sent.
  const shown = isOpen ? tried : cart
  if (shown.lines.length === 0) return <EmptyCart as="h1" />
  const submit = form.handleSubmit((values) => {
    setTried(shown)
    place({ ...values, expectedTotal: shown.totals.total })
  })
  return (
    <form noValidate aria-label="Checkout" onSubmit={(event) => void submit(event)}>
      <h1 className="display mb-10 text-4xl sm:text-5xl">Checkout</h1>
      <div className="grid items-start gap-12 lg:grid-cols-[1fr_26rem] lg:gap-16 xl:gap-24">
        <div className="flex flex-col gap-12">
          <ContactSection form={form} user={user} />
          <AddressSection form={form} />
          <PaymentSection form={form} />
        </div>
        <CheckoutSummary
          cart={shown}
          isPlacing={isPlacing}
          problem={error ? <CheckoutProblem error={error} /> : null}
        />
      </div>
    </form>
  )
}

/** Where an order is placed and paid, on one page. */
export const CheckoutPage = () => {
  useDocumentTitle('Checkout')
  const cart = useCart()
  const session = useSession()
  const isFailed = cart.isError && !cart.data
  return (
    <div className="page pt-8 sm:pt-12">
      {isFailed ? <LoadFailure error={cart.error} onRetry={() => void cart.refetch()} /> : null}
      {cart.isPending || session.isPending ? <CheckoutSkeleton /> : null}
      {cart.data && !session.isPending ? <CheckoutDesk cart={cart.data} user={session.data?.user ?? null} /> : null}
    </div>
  )
}
