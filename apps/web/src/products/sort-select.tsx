import { ChevronDown } from 'lucide-react'
import { type ProductSearch, sortOf } from './product-search.ts'

const sortNames = {
  relevance: 'Best match',
  newest: 'Newest',
  price_asc: 'Price, low to high',
  price_desc: 'Price, high to low',
  title: 'Name',
} as const

const sortKeys = ['relevance', 'newest', 'price_asc', 'price_desc', 'title'] as const

interface SortSelectProps {
  search: ProductSearch
  onChange: (part: ProductSearch) => void
}

/** Chooses the order of the list; best match is offered with a search only. */
export const SortSelect = ({ search, onChange }: SortSelectProps) => {
  const offered = sortKeys.filter((key) => key !== 'relevance' || search.search)
  const choose = (value: string) => {
    const chosen = sortKeys.find((key) => key === value)
    if (chosen) onChange({ sort: chosen })
  }
  return (
    <div className="relative">
      <select
        aria-label="Sort by"
        value={sortOf(search)}
        onChange={(event) => choose(event.target.value)}
        className="h-11 appearance-none rounded-full border border-line-strong bg-transparent pr-10 pl-5 text-[0.9375rem] transition-colors hover:border-ink"
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
