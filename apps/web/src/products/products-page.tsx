import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { SearchX } from 'lucide-react'
import { messageOf } from '../api.ts'
import { Button } from '../ui/button.tsx'
import { useDocumentTitle } from '../shop/document-title.ts'
import { Callout, EmptyState, LoadFailure } from '../ui/states.tsx'
import { FilterSheet } from './filter-sheet.tsx'
import { ProductFilters } from './product-filters.tsx'
import { ProductGrid, ProductGridSkeleton } from './product-grid.tsx'
import { foundProducts } from './product-queries.ts'
import { countFilters, type ProductSearch, withoutEmpty } from './product-search.ts'
import { SortSelect } from './sort-select.tsx'

const route = getRouteApi('/products')

const useFoundProducts = (search: ProductSearch) =>
  useInfiniteQuery({ ...foundProducts(search), placeholderData: keepPreviousData })

type Found = ReturnType<typeof useFoundProducts>

const titleOf = (search: ProductSearch): string => {
  if (search.search) return `“${search.search}”`
  return search.productType ?? search.vendor ?? search.tag ?? 'All products'
}

const countText = (total: number | null): string => {
  if (total === null) return ''
  return total === 1 ? '1 product' : `${total.toLocaleString('en')} products`
}

const NothingFound = ({ search, onReset }: { search: ProductSearch; onReset: () => void }) => (
  <EmptyState
    title="Nothing found"
    icon={<SearchX aria-hidden strokeWidth={1.4} className="size-7" />}
    action={<Button onClick={onReset}>{countFilters(search) > 0 ? 'Remove all filters' : 'See all products'}</Button>}
  >
    {search.search ? `No product matches “${search.search}”` : 'No product matches'}
    {countFilters(search) > 0 ? ' with these filters.' : '. Try fewer or other words.'}
  </EmptyState>
)

const FoundList = ({ found }: { found: Found }) => {
  const products = found.data?.pages.flatMap((page) => page.items) ?? []
  const shown = products.length
  const total = found.data?.pages[0]?.total ?? null
  return (
    <div
      className={found.isPlaceholderData ? 'opacity-50 transition-opacity delay-150' : ''}
      aria-busy={found.isPlaceholderData}
    >
      <ProductGrid products={products} shape="beside" />
      {found.hasNextPage ? (
        <div className="mt-14 flex flex-col items-center gap-3">
          <p className="text-sm text-muted tabular-nums">
            {shown} of {total ?? 'many'} shown
          </p>
          {found.isFetchNextPageError ? <Callout>{messageOf(found.error)}</Callout> : null}
          <Button
            look="secondary"
            disabled={found.isPlaceholderData}
            isBusy={found.isFetchingNextPage}
            onClick={() => void found.fetchNextPage()}
          >
            Load more
          </Button>
        </div>
      ) : null}
    </div>
  )
}

const Results = ({ found, search, onReset }: { found: Found; search: ProductSearch; onReset: () => void }) => {
  if (found.isPending) return <ProductGridSkeleton count={9} shape="beside" />
  if (found.isError && !found.data) return <LoadFailure error={found.error} onRetry={() => void found.refetch()} />
  if (found.data.pages[0]?.items.length === 0) return <NothingFound search={search} onReset={onReset} />
  return <FoundList found={found} />
}

/** All products, or those that were searched for and filtered. */
export const ProductsPage = () => {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const found = useFoundProducts(search)
  useDocumentTitle(search.search ? `Search: ${search.search}` : titleOf(search))
  const first = found.data?.pages[0]
  const change = (part: ProductSearch) =>
    void navigate({ search: (before) => withoutEmpty({ ...before, ...part }), resetScroll: false, replace: true })
  const reset = () =>
    void navigate({
      search: countFilters(search) > 0 && search.search ? { search: search.search } : {},
      resetScroll: false,
    })
  const filters = { search, facets: first?.facets ?? null, onChange: change, onReset: reset }
  return (
    <div className="page pt-8 sm:pt-12">
      <div className="mb-8 flex flex-wrap items-end justify-between gap-x-6 gap-y-5">
        <div>
          <h1 className="display text-4xl sm:text-5xl">{titleOf(search)}</h1>
          <p role="status" className="mt-2.5 min-h-6 text-muted tabular-nums">
            {found.isPlaceholderData ? '' : countText(first?.total ?? null)}
          </p>
        </div>
        <div className="flex w-full items-center justify-between gap-3 sm:w-auto">
          <FilterSheet {...filters} total={first?.total ?? null} />
          <SortSelect search={search} onChange={change} />
        </div>
      </div>
      <div className="grid gap-12 lg:grid-cols-[14rem_1fr] xl:gap-16">
        <aside aria-label="Filters" className="hidden lg:block">
          <ProductFilters {...filters} />
        </aside>
        <Results found={found} search={search} onReset={reset} />
      </div>
    </div>
  )
}
