import { useQuery } from '@tanstack/react-query'
import { useAddresses } from '../account/account-queries.ts'
import { api } from '../api.ts'
import { useSession } from '../auth/session-queries.ts'
import { useCart } from '../cart/cart-queries.ts'
import { useDocumentTitle } from '../shop/document-title.ts'
import { LoadFailure, Loading, Skeleton } from '../ui/states.tsx'
import { CheckoutDesk } from './checkout-desk.tsx'

const CheckoutSkeleton = () => (
  <Loading what="the checkout">
    <Skeleton className="mb-8 h-12 w-56" />
    <div className="grid gap-10 lg:grid-cols-[1fr_26rem]">
      <Skeleton className="h-96 rounded-3xl" />
      <Skeleton className="h-96 rounded-3xl" />
    </div>
  </Loading>
)

/** The page where an order is placed and paid. */
export const CheckoutPage = () => {
  useDocumentTitle('Checkout')
  const cart = useCart()
  const shop = useQuery(api.shop.get.queryOptions(undefined, { staleTime: Infinity }))
  const session = useSession()
  const user = session.data?.user ?? null
  const addresses = useAddresses(user !== null)
  const failed = [cart, shop].find(({ isError, data }) => isError && !data)
  // Saved addresses are optional: if they cannot be read, the buyer types one in.
  const isWaiting = cart.isPending || shop.isPending || session.isPending || addresses.isLoading
  const retry = () => {
    void cart.refetch()
    void shop.refetch()
  }
  if (failed)
    return (
      <div className="page pt-8">
        <LoadFailure error={failed.error} onRetry={retry} />
      </div>
    )
  return (
    <div className="page pt-8 sm:pt-12">
      {isWaiting || !cart.data || !shop.data ? (
        <CheckoutSkeleton />
      ) : (
        <CheckoutDesk cart={cart.data} shop={shop.data} user={user} saved={user ? (addresses.data?.items ?? []) : []} />
      )}
    </div>
  )
}
