import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import type { IdOf, StockItem } from '@tradepost/contract'
import { clsx } from 'clsx'
import { Warehouse } from 'lucide-react'
import { can } from '../../auth/can.ts'
import { useSession } from '../../auth/session-queries.ts'
import { useDocumentTitle } from '../../shop/document-title.ts'
import { Button } from '../../ui/button.tsx'
import { PageTitle } from '../../ui/page-title.tsx'
import { Problem } from '../../ui/problem.tsx'
import { EmptyState, LoadFailure, Loading, Skeleton } from '../../ui/states.tsx'
import { Needs } from '../needs.tsx'
import { LocationsSection } from './locations-section.tsx'
import { StockFilters } from './stock-filters.tsx'
import { StockPanel } from './stock-panel.tsx'
import { staffStock, useLocations } from './stock-queries.ts'
import { stockColumns, StockRow } from './stock-row.tsx'
import type { StockSearch } from './stock-search.ts'

const route = getRouteApi('/admin/stock')

const Nothing = ({ search }: { search: StockSearch }) => {
  const isFiltered = search.search !== undefined || search.location !== undefined
  return (
    <EmptyState
      title={search.low && !isFiltered ? 'Nothing is low' : isFiltered ? 'Nothing fits' : 'No products yet'}
      icon={<Warehouse aria-hidden strokeWidth={1.4} className="size-7" />}
    >
      {search.low && !isFiltered
        ? 'Every variant has more free units than the shop’s mark for low stock.'
        : isFiltered
          ? 'No variant has such a SKU, title or place.'
          : 'What is sold is listed here with its units as soon as there are products.'}
    </EmptyState>
  )
}

const Headings = () => (
  <div
    aria-hidden
    className={clsx('hidden gap-x-4 border-b border-line px-5 py-3 text-sm text-muted lg:grid', stockColumns)}
  >
    <span>SKU</span>
    <span className="text-right">On hand</span>
    <span className="text-right">Promised</span>
    <span className="text-right">Free</span>
  </div>
)

interface StockListProps {
  items: readonly StockItem[]
  isOld: boolean
  onOpen: (id: IdOf<'variant'>) => void
}

const StockList = ({ items, isOld, onOpen }: StockListProps) => (
  <div aria-busy={isOld} className={clsx('rounded-3xl border border-line bg-surface', isOld && 'opacity-50')}>
    <Headings />
    <ul aria-label="Stock" className="divide-y divide-line overflow-hidden rounded-3xl lg:rounded-t-none">
      {items.map((item) => (
        <StockRow key={item.variantId} item={item} onOpen={() => onOpen(item.variantId)} />
      ))}
    </ul>
  </div>
)

const FoundStock = ({ search }: { search: StockSearch }) => {
  const navigate = route.useNavigate()
  const found = useInfiniteQuery({ ...staffStock(search), placeholderData: keepPreviousData })
  const items = found.data?.pages.flatMap((page) => page.items) ?? []
  const open = items.find(({ variantId }) => variantId === search.variant)
  const { variant: _variant, ...closed } = search
  if (found.isPending) {
    return (
      <Loading what="the stock">
        <Skeleton className="h-96 rounded-3xl" />
      </Loading>
    )
  }
  if (found.isError && !found.data) return <LoadFailure error={found.error} onRetry={() => void found.refetch()} />
  return (
    <>
      {items.length === 0 && !found.hasNextPage ? (
        <Nothing search={search} />
      ) : (
        <StockList
          items={items}
          isOld={found.isPlaceholderData}
          onOpen={(variant) => void navigate({ search: { ...search, variant }, resetScroll: false })}
        />
      )}
      <div className="mt-6 flex flex-col items-start gap-4 empty:hidden">
        <Problem error={found.error} />
        {found.hasNextPage ? (
          <Button look="secondary" isBusy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
            Load more
          </Button>
        ) : null}
      </div>
      <StockPanel
        variantId={search.variant}
        title={open?.sku ?? 'Stock'}
        onClose={() => void navigate({ search: closed, replace: true, resetScroll: false })}
      />
    </>
  )
}

const StockDesk = () => {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const locations = useLocations()
  const mayWrite = can(useSession().data, 'inventory:write')
  return (
    <>
      <PageTitle title="Stock" lead="On hand is what lies there, promised is what orders hold, free is the rest." />
      <div className="mb-4">
        <StockFilters
          search={search}
          locations={locations}
          onSearch={(next) => void navigate({ search: next, replace: true, resetScroll: false })}
        />
      </div>
      <FoundStock search={search} />
      <LocationsSection locations={locations} mayWrite={mayWrite} />
    </>
  )
}

/** The page of the shop's stock and its locations. */
export const StockPage = () => {
  useDocumentTitle('Stock')
  return (
    <Needs permission="inventory:read">
      <StockDesk />
    </Needs>
  )
}
