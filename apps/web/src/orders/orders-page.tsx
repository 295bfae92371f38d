import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { formatMoney, type OrderSummary } from '@tradepost/contract'
import { ChevronRight, Package } from 'lucide-react'
import { errorOf } from '../api.ts'
import { useSession } from '../auth/session-queries.ts'
import { Button, buttonClass } from '../ui/button.tsx'
import { dayText } from '../ui/dates.ts'
import { useDocumentTitle } from '../shop/document-title.ts'
import { EmptyState, LoadFailure, Loading, Skeleton } from '../ui/states.tsx'
import { myOrders } from './order-queries.ts'
import { StatusBadge } from './order-status.tsx'
import { SignInFirst } from './sign-in-first.tsx'

const OrderRow = ({ order }: { order: OrderSummary }) => (
  <li>
    <Link
      to="/orders/$id"
      params={{ id: order.id }}
      className="flex flex-wrap items-center gap-x-6 gap-y-2 rounded-2xl border border-line bg-surface p-5 transition-colors hover:border-line-strong sm:px-6"
    >
      <span className="min-w-0 flex-1 basis-40">
        <span className="block font-semibold">{order.number}</span>
        <span className="block text-sm text-muted">
          <time dateTime={order.placedAt}>{dayText(order.placedAt)}</time> · {order.itemCount}{' '}
          {order.itemCount === 1 ? 'item' : 'items'}
        </span>
      </span>
      <StatusBadge status={order.status} fulfilment={order.fulfilmentStatus} />
      <span className="ml-auto font-medium tabular-nums">{formatMoney(order.total)}</span>
      <ChevronRight aria-hidden className="size-4 text-muted" />
    </Link>
  </li>
)

const NoOrders = () => (
  <EmptyState
    title="No orders yet"
    icon={<Package aria-hidden strokeWidth={1.4} className="size-7" />}
    action={
      <Link to="/products" className={buttonClass()}>
        See all products
      </Link>
    }
  >
    Once you have ordered something, you can follow it here.
  </EmptyState>
)

const OrderList = () => {
  const found = useInfiniteQuery(myOrders)
  const orders = found.data?.pages.flatMap((page) => page.items) ?? []
  if (errorOf(found.error)?.code === 'auth.required') return <SignInFirst next="/orders" />
  if (found.isError && !found.data) return <LoadFailure error={found.error} onRetry={() => void found.refetch()} />
  return (
    <div className="mx-auto max-w-3xl">
      <h1 className="display mb-8 text-4xl sm:text-5xl">My orders</h1>
      {found.isPending ? (
        <Loading what="your orders">
          <Skeleton className="mb-3 h-20 rounded-2xl" />
          <Skeleton className="h-20 rounded-2xl" />
        </Loading>
      ) : null}
      {found.data && orders.length === 0 ? <NoOrders /> : null}
      <ul className="flex flex-col gap-3">
        {orders.map((order) => (
          <OrderRow key={order.id} order={order} />
        ))}
      </ul>
      {found.hasNextPage ? (
        <Button
          look="secondary"
          className="mt-8"
          isBusy={found.isFetchingNextPage}
          onClick={() => void found.fetchNextPage()}
        >
          Load more
        </Button>
      ) : null}
    </div>
  )
}

export const OrdersPage = () => {
  useDocumentTitle('My orders')
  const session = useSession()
  return (
    <div className="page pt-8 sm:pt-12">
      {session.isPending ? <Skeleton className="mx-auto h-40 max-w-3xl" /> : null}
      {session.data && !session.data.user ? <SignInFirst next="/orders" /> : null}
      {session.isError || session.data?.user ? <OrderList /> : null}
    </div>
  )
}
