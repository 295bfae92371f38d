import type { Currency } from '@tradepost/contract'
import { X } from 'lucide-react'
import { type RefObject, useEffect, useRef } from 'react'
import { Button } from '../ui/button.tsx'
import { activeFilters } from './active-filters.ts'
import { type ProductSearch, withoutFilters } from './product-search.ts'

interface FilterChipsProps {
  search: ProductSearch
  currency: Currency
  onSearch: (next: ProductSearch) => void
  /** Takes the focus when the last chip was removed. */
  fallback: RefObject<HTMLElement | null>
}

// A removed chip loses the focus. Move it to the next chip or to the list's heading.
const useKeptFocus = (count: number, fallback: FilterChipsProps['fallback']) => {
  const list = useRef<HTMLUListElement>(null)
  const removed = useRef<number | null>(null)
  useEffect(() => {
    if (removed.current === null) return
    const next = list.current?.querySelectorAll('button')[Math.min(removed.current, count - 1)]
    removed.current = null
    ;(next ?? fallback.current)?.focus()
  }, [count, fallback])
  return { list, removing: (at: number) => (removed.current = at) }
}

/** The active filters as chips; a click removes one. */
export const FilterChips = ({ search, currency, onSearch, fallback }: FilterChipsProps) => {
  const filters = activeFilters(search, currency)
  const { list, removing } = useKeptFocus(filters.length, fallback)
  const remove = (at: number, next: ProductSearch) => {
    removing(at)
    onSearch(next)
  }
  if (filters.length === 0) return null
  return (
    <ul ref={list} aria-label="Filters that are set" className="mb-6 flex flex-wrap items-center gap-2">
      {filters.map(({ key, label, without }, at) => (
        <li key={key}>
          <button
            type="button"
            onClick={() => remove(at, without)}
            className="inline-flex min-h-10 items-center gap-2 rounded-full bg-sunken pr-3 pl-4 text-sm transition-colors hover:bg-line"
          >
            <span className="sr-only">Remove filter </span>
            {label}
            <X aria-hidden className="size-3.5" />
          </button>
        </li>
      ))}
      <li>
        <Button look="quiet" className="px-2 text-sm" onClick={() => remove(0, withoutFilters(search))}>
          Clear all
        </Button>
      </li>
    </ul>
  )
}
