import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { AdminReturn } from '@tradepost/contract'
import { clsx } from 'clsx'
import { Undo2 } from 'lucide-react'
import { useDocumentTitle } from '../../shop/document-title.ts'
import { Button } from '../../ui/button.tsx'
import { instantText } from '../../ui/dates.ts'
import { PageTitle } from '../../ui/page-title.tsx'
import { Problem } from '../../ui/problem.tsx'
import { EmptyState, LoadFailure, Loading, Skeleton } from '../../ui/states.tsx'
import { Needs } from '../needs.tsx'
import { ListTabs } from './list-tabs.tsx'
import { ReturnBadge } from './order-badges.tsx'
import { staffReturns } from './order-list-queries.ts'
import { counted, returnReason, returnStatusNames } from './order-words.ts'
import type { ReturnListSearch } from './return-list-search.ts'

const route = getRouteApi('/admin/returns')

const unitsIn = ({ lines }: AdminReturn): number => lines.reduce((sum, { quantity }) => sum + quantity, 0)

const ReturnRow = ({ one }: { one: AdminReturn }) => (
  <li className="relative flex flex-wrap items-start gap-x-5 gap-y-2 px-4 py-3.5 text-[0.9375rem] hover:bg-sunken sm:px-5">
    <div className="min-w-0 flex-1 basis-52">
      <Link
        to="/admin/orders/$id"
        params={{ id: one.orderId }}
        hash="returns"
        className="inline-flex min-h-6 font-medium underline-offset-4 after:absolute after:inset-0 hover:underline"
      >
        {one.orderNumber}
      </Link>
      <p className="truncate text-sm text-muted">{one.email}</p>
    </div>
    <div className="min-w-0 flex-1 basis-60">
      <p>
        {counted(unitsIn(one), 'unit')} · {returnReason(one.reason)}
      </p>
      {one.note === '' ? null : <p className="line-clamp-2 text-sm text-muted">{one.note}</p>}
    </div>
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 lg:flex-col lg:items-end">
      <ReturnBadge status={one.status} />
      <time dateTime={one.at} className="text-sm text-muted">
        {instantText(one.at)}
      </time>
    </div>
  </li>
)

const tabs = ['requested', 'approved', 'received', 'rejected', 'all'] as const

const StateTabs = ({ search: { status: current = 'requested' } }: { search: ReturnListSearch }) => (
  <ListTabs
    label="State"
    tabs={tabs.map((status) => ({
      name: status === 'all' ? 'All' : returnStatusNames[status],
      link: { to: '/admin/returns', search: status === 'requested' ? {} : { status } },
      isCurrent: current === status,
    }))}
  />
)

const emptyTexts: Partial<Record<NonNullable<ReturnListSearch['status']>, string>> = {
  requested: 'Nobody is waiting for an answer.',
  approved: 'No parcel is coming back.',
  all: 'Nobody has sent anything back yet.',
}

const ReturnList = ({ search }: { search: ReturnListSearch }) => {
  const found = useInfiniteQuery({ ...staffReturns(search), placeholderData: keepPreviousData })
  const returns = found.data?.pages.flatMap((page) => page.items) ?? []
  if (found.isPending) {
    return (
      <Loading what="the returns">
        <Skeleton className="mt-3 h-64 rounded-3xl" />
      </Loading>
    )
  }
  if (found.isError && !found.data) return <LoadFailure error={found.error} onRetry={() => void found.refetch()} />
  if (returns.length === 0) {
    return (
      <EmptyState title="No returns here" icon={<Undo2 aria-hidden strokeWidth={1.4} className="size-7" />}>
        {emptyTexts[search.status ?? 'requested'] ?? 'No return is in this state.'}
      </EmptyState>
    )
  }
  return (
    <div aria-busy={found.isPlaceholderData} className={clsx('mt-3', found.isPlaceholderData && 'opacity-50')}>
      <ul
        aria-label="Returns"
        className="divide-y divide-line overflow-hidden rounded-3xl border border-line bg-surface"
      >
        {returns.map((one) => (
          <ReturnRow key={one.id} one={one} />
        ))}
      </ul>
      <div className="mt-6 flex flex-col items-start gap-4 empty:hidden">
        <Problem error={found.error} />
        {found.hasNextPage ? (
          <Button look="secondary" isBusy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
            Load more
          </Button>
        ) : null}
      </div>
    </div>
  )
}

const ReturnsDesk = () => {
  const search = route.useSearch()
  return (
    <>
      <PageTitle title="Returns" lead="What customers send back. Each is answered on the page of its order." />
      <StateTabs search={search} />
      <ReturnList search={search} />
    </>
  )
}

/** The page of all returns. */
export const ReturnsPage = () => {
  useDocumentTitle('Returns')
  return (
    <Needs permission="orders:read">
      <ReturnsDesk />
    </Needs>
  )
}
