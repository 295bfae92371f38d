import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import type { CheckoutState } from '@tradepost/contract'
import { useEffect } from 'react'
import { api, errorOf } from '../api.ts'
import { useDocumentTitle } from '../shop/document-title.ts'
import { NotFoundPage } from '../shop/not-found-page.tsx'
import { LoadFailure, Loading, Skeleton } from '../ui/states.tsx'
import { useCheckoutAnswer } from './checkout-answer.ts'
import { isOrderId, type OrderId } from './order-id.ts'
import { PaymentOutcome, PaymentWait } from './paying-states.tsx'
import { pauseAfterMs, pauseUntilEndMs } from './poll-pauses.ts'

const route = getRouteApi('/checkout/$orderId')

// While the buyer has to act, polling waits until the payment expires. It stops when nothing can change any more.
const isOver = (state: CheckoutState): boolean => state.order !== null || state.status !== 'pending_payment'
const waitsForBuyer = ({ payment: { status } }: CheckoutState): boolean =>
  status === 'requires_action' || status === 'requires_payment'

const usePayment = (orderId: OrderId) => {
  const queries = useQueryClient()
  const answer = useCheckoutAnswer()
  const found = useQuery({
    ...api.checkout.status.queryOptions({ orderId }),
    // The provider may have answered while the buyer was away.
    refetchOnWindowFocus: 'always',
    refetchInterval: ({ state: { data, dataUpdateCount, errorUpdateCount } }) => {
      if (data && isOver(data)) return false
      if (data && waitsForBuyer(data)) return pauseUntilEndMs(data.reservedUntil, Date.now())
      return pauseAfterMs(dataUpdateCount + errorUpdateCount)
    },
  })
  const state = found.data
  const isSettled = state !== undefined && isOver(state)
  useEffect(() => {
    if (isSettled) void answer(state)
    // `answer` is new in each render but always does the same.
  }, [isSettled, state])
  const take = (next: CheckoutState) => queries.setQueryData(api.checkout.status.queryKey({ orderId }), next)
  return { ...found, take }
}

const PayingSkeleton = () => (
  <Loading what="the payment">
    <Skeleton className="mb-5 h-12 w-80" />
    <Skeleton className="h-40 rounded-3xl" />
  </Loading>
)

const Paying = ({ id }: { id: OrderId }) => {
  const { data: state, error, refetch, take } = usePayment(id)
  const code = errorOf(error)?.code
  if (code === 'order.not_found' || code === 'input.invalid') return <NotFoundPage what="order" />
  // A placed order redirects to its own page.
  if (state?.order) return <PayingSkeleton />
  if (state) {
    return isOver(state) ? (
      <PaymentOutcome state={state} />
    ) : (
      <PaymentWait state={state} onState={take} onTried={() => void refetch()} />
    )
  }
  return error ? <LoadFailure error={error} onRetry={() => void refetch()} /> : <PayingSkeleton />
}

/** The page of an open payment, also after a reload: the bank's confirmation, the card fields, or waiting. */
export const PayingPage = () => {
  useDocumentTitle('Payment')
  const { orderId } = route.useParams()
  return (
    <div className="page pt-8 sm:pt-12">
      {isOrderId(orderId) ? (
        <div className="max-w-2xl">
          <Paying key={orderId} id={orderId} />
        </div>
      ) : (
        <NotFoundPage what="order" />
      )}
    </div>
  )
}
