import { clsx } from 'clsx'
import { type RefObject, useRef } from 'react'
import { useShop } from '../shop/shop-queries.ts'
import { FilterChips } from './filter-chips.tsx'
import { FilterSheet } from './filter-sheet.tsx'
import { FoundList } from './found-list.tsx'
import { productsText } from './found-text.ts'
import { ProductFilters } from './product-filters.tsx'
import { type Found, useFoundProducts } from './product-queries.ts'
import type { ProductSearch } from './product-search.ts'
import { SortSelect } from './sort-select.tsx'

interface ProductListProps {
  search: ProductSearch
  onSearch: (next: ProductSearch) => void
  /** The slug of the collection; without it, the list shows the whole shop. */
  collection?: string
  /** True if the collection has an order of its own. */
  isFeatured?: boolean
}

const Spelling = ({ asked, spelling }: { asked: string; spelling: string }) => (
  <span className="max-sm:block">
    Showing results for <strong className="font-semibold text-ink">{spelling}</strong> instead of “{asked}”
    <span className="max-sm:hidden">: </span>
  </span>
)

interface CountProps {
  found: Found
  search: ProductSearch
  place: RefObject<HTMLParagraphElement | null>
}

const Count = ({ found, search, place }: CountProps) => {
  const first = found.isPlaceholderData ? undefined : found.data?.pages[0]
  return (
    <p
      ref={place}
      tabIndex={-1}
      role="status"
      // A search may contain a typo, so the line that reports the corrected spelling has reserved space from the start.
      className={clsx('min-h-6 text-muted tabular-nums outline-none', search.search && 'max-sm:min-h-12')}
    >
      {first?.spelling && search.search ? <Spelling asked={search.search} spelling={first.spelling} /> : null}
      {productsText(first?.total ?? null)}
    </p>
  )
}

/** A product list with filters, order, filter chips and a button to load more. */
export const ProductList = ({ search, onSearch, collection, isFeatured = false }: ProductListProps) => {
  const found = useFoundProducts(search, collection)
  const currency = useShop()?.currency ?? 'EUR'
  const place = useRef<HTMLParagraphElement>(null)
  const first = found.data?.pages[0]
  const filters = { search, facets: first?.facets ?? null, isLoading: found.isPending, currency, onSearch }
  return (
    <>
      <div className="mb-6 flex flex-wrap items-end justify-between gap-x-6 gap-y-4">
        <Count found={found} search={search} place={place} />
        <div className="flex w-full items-center justify-between gap-3 sm:w-auto">
          <FilterSheet {...filters} total={first?.total ?? null} />
          <SortSelect search={search} isFeatured={isFeatured} onSearch={onSearch} />
        </div>
      </div>
      <div className="grid gap-12 lg:grid-cols-[16rem_minmax(0,1fr)] xl:gap-16">
        <aside aria-label="Filters" className="filters hidden lg:block">
          <ProductFilters {...filters} />
        </aside>
        <div className="min-h-[70dvh]">
          <FilterChips search={search} currency={currency} onSearch={onSearch} fallback={place} />
          <FoundList found={found} search={search} onSearch={onSearch} />
        </div>
      </div>
    </>
  )
}
