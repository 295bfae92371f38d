import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { type AdminOrderSummary, ORDER_EXPORT_PATH } from '@tradepost/contract'
import { clsx } from 'clsx'
import { Download, ShoppingBag } from 'lucide-react'
import { useDocumentTitle } from '../../shop/document-title.ts'
import { Button, buttonClass } from '../../ui/button.tsx'
import { PageTitle } from '../../ui/page-title.tsx'
import { Problem } from '../../ui/problem.tsx'
import { EmptyState, LoadFailure, Loading, Skeleton } from '../../ui/states.tsx'
import { Needs } from '../needs.tsx'
import { OrderFilters, StatusTabs } from './order-list-filters.tsx'
import { staffOrders } from './order-list-queries.ts'
import { listColumns, OrderListRow } from './order-list-row.tsx'
import { isNarrowed, type OrderListSearch } from './order-list-search.ts'

const route = getRouteApi('/admin/orders')

const Nothing = ({ search }: { search: OrderListSearch }) => (
  <EmptyState
    title={isNarrowed(search) ? 'Nothing fits' : 'No orders yet'}
    icon={<ShoppingBag aria-hidden strokeWidth={1.4} className="size-7" />}
  >
    {isNarrowed(search)
      ? `No order is like this.${search.search ? ' A number or an e-mail address is looked for whole.' : ''}`
      : 'The first one will stand here as soon as somebody buys.'}
  </EmptyState>
)

const Table = ({ orders, isOld }: { orders: readonly AdminOrderSummary[]; isOld: boolean }) => (
  <div aria-busy={isOld} className={clsx('mt-3 rounded-3xl border border-line bg-surface', isOld && 'opacity-50')}>
    <div
      aria-hidden
      className={clsx('hidden gap-x-4 border-b border-line px-5 py-3.5 text-sm text-muted lg:grid', listColumns)}
    >
      {['Order', 'Customer', 'Status', 'Payment'].map((heading) => (
        <span key={heading}>{heading}</span>
      ))}
      <span className="text-right">Total</span>
    </div>
    <ul aria-label="Orders" className="divide-y divide-line overflow-hidden rounded-b-3xl max-lg:rounded-t-3xl">
      {orders.map((order) => (
        <OrderListRow key={order.id} order={order} />
      ))}
    </ul>
  </div>
)

const OrderList = ({ search }: { search: OrderListSearch }) => {
  const found = useInfiniteQuery({ ...staffOrders(search), placeholderData: keepPreviousData })
  const orders = found.data?.pages.flatMap((page) => page.items) ?? []
  if (found.isPending) {
    return (
      <Loading what="the orders">
        <Skeleton className="mt-3 h-96 rounded-3xl" />
      </Loading>
    )
  }
  if (found.isError && !found.data) return <LoadFailure error={found.error} onRetry={() => void found.refetch()} />
  return (
    <>
      {orders.length === 0 ? <Nothing search={search} /> : <Table orders={orders} isOld={found.isPlaceholderData} />}
      <div className="mt-6 flex flex-col items-start gap-4 empty:hidden">
        <Problem error={found.error} />
        {found.hasNextPage ? (
          <Button look="secondary" isBusy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
            Load more
          </Button>
        ) : null}
      </div>
    </>
  )
}

const OrdersDesk = () => {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  return (
    <>
      <PageTitle
        title="Orders"
        action={
          <a href={ORDER_EXPORT_PATH} download className={buttonClass('secondary', 'px-5!')}>
            <Download aria-hidden className="size-4.5" />
            Export
          </a>
        }
      />
      <div className="mb-4">
        <OrderFilters
          search={search}
          onSearch={(next) => void navigate({ search: next, replace: true, resetScroll: false })}
        />
      </div>
      <StatusTabs search={search} />
      <OrderList search={search} />
    </>
  )
}

/** All orders of the shop, newest first. */
export const OrdersPage = () => {
  useDocumentTitle('Orders')
  return (
    <Needs permission="orders:read">
      <OrdersDesk />
    </Needs>
  )
}
