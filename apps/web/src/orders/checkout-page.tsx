import { type Cart, MAX_ADDRESSES, type Order, type SavedAddress, type User } from '@tradepost/contract'
import { useState } from 'react'
import { useAddresses, useKeepAddress } from '../account/account-queries.ts'
import { useSession } from '../auth/session-queries.ts'
import { useCart } from '../cart/cart-queries.ts'
import { EmptyCart } from '../cart/empty-cart.tsx'
import { useDocumentTitle } from '../shop/document-title.ts'
import { LoadFailure, Loading, Skeleton } from '../ui/states.tsx'
import { blankAddress, useCheckoutForm } from './checkout-form.ts'
import { CheckoutProblem } from './checkout-problem.tsx'
import { ContactSection, PaymentSection } from './checkout-sections.tsx'
import { CheckoutSummary } from './checkout-summary.tsx'
import { type ChosenAddress, DeliverySection } from './delivery-section.tsx'
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

interface CheckoutDeskProps {
  cart: Cart
  user: User | null
  saved: readonly SavedAddress[]
}

// What the buyer does about the address: which saved one, or another one, and whether that is kept.
const useDelivery = ({ user, saved }: Omit<CheckoutDeskProps, 'cart'>) => {
  const usual = saved.find(({ isDefault }) => isDefault) ?? saved[0] ?? null
  const keep = useKeepAddress()
  const [chosen, setChosen] = useState<ChosenAddress>(usual?.id ?? null)
  const [isKept, setIsKept] = useState(false)
  const name = user?.name ?? ''
  return {
    address: usual?.address ?? { ...blankAddress, name },
    keepFrom: (order: Order) => {
      if (chosen === null && isKept && user) keep(order.shippingAddress)
    },
    section: {
      saved,
      name,
      chosen,
      onChoose: setChosen,
      canKeep: user !== null && saved.length < MAX_ADDRESSES,
      isKept,
      onKeep: setIsKept,
    },
  }
}

const CheckoutDesk = ({ cart, user, saved }: CheckoutDeskProps) => {
  const delivery = useDelivery({ user, saved })
  const form = useCheckoutForm({ email: user?.email ?? '', address: delivery.address })
  const { place, isPlacing, isOpen, error } = usePlaceOrder(form, delivery.keepFrom)
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
          <DeliverySection form={form} {...delivery.section} />
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
  const user = session.data?.user ?? null
  const addresses = useAddresses(user !== null)
  const isFailed = cart.isError && !cart.data
  // Saved addresses are a comfort: where they cannot be read, one is typed in.
  const isWaiting = cart.isPending || session.isPending || addresses.isLoading
  return (
    <div className="page pt-8 sm:pt-12">
      {isFailed ? <LoadFailure error={cart.error} onRetry={() => void cart.refetch()} /> : null}
      {isWaiting ? <CheckoutSkeleton /> : null}
      {cart.data && !isWaiting ? (
        <CheckoutDesk cart={cart.data} user={user} saved={user ? (addresses.data?.items ?? []) : []} />
      ) : null}
    </div>
  )
}
