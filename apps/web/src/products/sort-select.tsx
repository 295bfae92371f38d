import type { productSorts } from '@tradepost/contract'
import { ChevronDown } from 'lucide-react'
import { type ProductSearch, withoutEmpty } from './product-search.ts'

type Sort = (typeof productSorts)[number]

const sortNames: Record<Sort, string> = {
  featured: 'Our order',
  relevance: 'Best match',
  best_selling: 'Best selling',
  newest: 'Newest',
  price_asc: 'Price, low to high',
  price_desc: 'Price, high to low',
  title: 'Name',
}

const order: readonly Sort[] = ['featured', 'relevance', 'best_selling', 'newest', 'price_asc', 'price_desc', 'title']

interface SortSelectProps {
  search: ProductSearch
  /** True if the list has an order of its own. */
  isFeatured: boolean
  onSearch: (next: ProductSearch) => void
}

/** Chooses the order of the list: best match only with a search, the shop's own order only if there is one. */
export const SortSelect = ({ search, isFeatured, onSearch }: SortSelectProps) => {
  const hasWords = search.search !== undefined
  const isOffered = (key: Sort) => (key === 'relevance' ? hasWords : key === 'featured' ? isFeatured : true)
  const offered = order.filter(isOffered)
  const first = offered.find((key) => key !== 'best_selling') ?? 'newest'
  const current = search.sort !== undefined && isOffered(search.sort) ? search.sort : first
  const choose = (value: string) => {
    const chosen = offered.find((key) => key === value)
    if (chosen) onSearch(withoutEmpty({ ...search, sort: chosen === first ? undefined : chosen }))
  }
  return (
    <div className="relative min-w-0">
      <select
        aria-label="Sort by"
        value={current}
        onChange={(event) => choose(event.target.value)}
        className="h-11 max-w-full appearance-none rounded-full border border-line-strong bg-transparent pr-10 pl-5 text-[0.9375rem] transition-colors hover:border-ink"
      >
        {offered.map((key) => (
          <option key={key} value={key} className="bg-surface text-ink">
            {sortNames[key]}
          </option>
        ))}
      </select>
      <ChevronDown aria-hidden className="pointer-events-none absolute top-1/2 right-4 size-4 -translate-y-1/2" />
    </div>
  )
}
