import type { Order } from '@tradepost/contract'
import type { ReactNode } from 'react'
import { errorOf } from '../api.ts'
import { NotFoundPage } from '../shop/not-found-page.tsx'
import { LoadFailure, Loading, Skeleton } from '../ui/states.tsx'
import { isOrderId, type OrderId } from './order-id.ts'
import { useLiveOrder } from './order-queries.ts'
import { SignInFirst } from './sign-in-first.tsx'

interface FoundOrderProps {
  children: (order: Order) => ReactNode
}

const Found = ({ id, children }: FoundOrderProps & { id: OrderId }) => {
  const order = useLiveOrder(id)
  const code = errorOf(order.error)?.code
  if (code === 'order.not_found' || code === 'input.invalid') return <NotFoundPage what="order" />
  if (code === 'auth.required') return <SignInFirst next={`/orders/${id}`} />
  if (order.data) return children(order.data)
  if (order.isError) return <LoadFailure error={order.error} onRetry={() => void order.refetch()} />
  return (
    <Loading what="the order">
      <Skeleton className="mb-4 h-12 w-72" />
      <Skeleton className="mb-10 h-6 w-48" />
      <Skeleton className="h-72 rounded-3xl" />
    </Loading>
  )
}

/** Reads the order in the URL, and shows a placeholder or an error until it is available. */
export const FoundOrder = ({ id, children }: FoundOrderProps & { id: string }) =>
  isOrderId(id) ? <Found id={id}>{children}</Found> : <NotFoundPage what="order" />
