import { Link } from '@tanstack/react-router'
import { SearchX } from 'lucide-react'
import { useRef } from 'react'
import { Button, buttonClass } from '../ui/button.tsx'
import { EmptyState, LoadFailure } from '../ui/states.tsx'
import { countFilters } from './active-filters.ts'
import { LoadMore } from './load-more.tsx'
import { ProductGrid, ProductGridSkeleton } from './product-grid.tsx'
import type { Found } from './product-queries.ts'
import { type ProductSearch, withoutFilters } from './product-search.ts'

interface FoundListProps {
  found: Found
  search: ProductSearch
  onSearch: (next: ProductSearch) => void
}

const NothingFound = ({ search, onSearch }: Omit<FoundListProps, 'found'>) => {
  const hasFilters = countFilters(search) > 0
  const advice = hasFilters ? ' with these filters.' : '. Look at the spelling, or try fewer or more general words.'
  return (
    <EmptyState
      title="Nothing found"
      icon={<SearchX aria-hidden strokeWidth={1.4} className="size-7" />}
      action={
        <div className="flex flex-wrap justify-center gap-3">
          {hasFilters ? <Button onClick={() => onSearch(withoutFilters(search))}>Clear all filters</Button> : null}
          <Link to="/products" className={buttonClass(hasFilters ? 'secondary' : 'primary')}>
            See all products
          </Link>
        </div>
      }
    >
      {search.search ? `No product matches “${search.search}”` : 'No product matches'}
      {search.search || hasFilters ? advice : ' yet. Come back soon.'}
    </EmptyState>
  )
}

const Products = ({ found }: Pick<FoundListProps, 'found'>) => {
  const list = useRef<HTMLUListElement>(null)
  const products = found.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <div
      className={found.isPlaceholderData ? 'opacity-50 transition-opacity delay-150' : ''}
      aria-busy={found.isPlaceholderData}
    >
      <ProductGrid products={products} shape="beside" listRef={list} />
      <LoadMore found={found} shown={products.length} list={list} />
    </div>
  )
}

/** The found products, or why there are none and what to do. */
export const FoundList = ({ found, search, onSearch }: FoundListProps) => {
  if (found.isError && !found.data) return <LoadFailure error={found.error} onRetry={() => void found.refetch()} />
  const isEmpty = found.data?.pages.every((page) => page.items.length === 0) ?? true
  // An empty page that is not the last one does not mean that nothing was found.
  if (found.isPending || (isEmpty && found.hasNextPage)) return <ProductGridSkeleton count={9} shape="beside" />
  return isEmpty ? <NothingFound search={search} onSearch={onSearch} /> : <Products found={found} />
}
