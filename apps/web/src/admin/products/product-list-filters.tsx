import { Link } from '@tanstack/react-router'
import { type AdminProductPage, ProductStatus } from '@tradepost/contract'
import { Search, X } from 'lucide-react'
import { useEffect, useEffectEvent, useState } from 'react'
import { SelectField } from '../../ui/field.tsx'
import type { ProductListSearch } from './product-list-search.ts'
import { statusNames } from './product-status.tsx'

const PAUSE_MS = 250

const tabClass =
  'inline-flex min-h-11 items-center gap-2 rounded-full px-4 text-[0.9375rem] whitespace-nowrap transition-colors hover:bg-sunken ' +
  'focus-visible:-outline-offset-2 aria-[current=page]:bg-brand aria-[current=page]:text-on-brand'

interface FiltersProps {
  search: ProductListSearch
  onSearch: (search: ProductListSearch) => void
}

type Counts = AdminProductPage['counts']

const countOf = (counts: Counts, status: ProductStatus | undefined): number | null => {
  if (counts === null) return null
  return status === undefined ? counts.draft + counts.active + counts.archived : counts[status]
}

/** Filters the list by status. The counts cover the whole shop. */
export const StatusTabs = ({ search, counts }: { search: ProductListSearch; counts: Counts }) => {
  const { status: current, ...rest } = search
  return (
    <nav aria-label="Status" className="-mx-4 overflow-x-auto px-4 sm:mx-0 sm:px-0">
      <ul className="flex gap-1 pb-1">
        {[undefined, ...ProductStatus.options].map((status) => (
          <li key={status ?? 'all'}>
            <Link
              to="/admin/products"
              search={{ ...rest, ...(status === undefined ? {} : { status }) }}
              resetScroll={false}
              // Otherwise the “All” tab would always count as active, whatever the status is.
              activeOptions={{ exact: true }}
              aria-current={current === status ? 'page' : false}
              activeProps={{}}
              className={tabClass}
            >
              {status === undefined ? 'All' : statusNames[status]}
              {search.search === undefined ? (
                <span className="text-sm tabular-nums opacity-75">{countOf(counts, status)?.toLocaleString('en')}</span>
              ) : null}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

interface SearchInputProps {
  words: string
  onWords: (words: string) => void
}

const SearchInput = ({ words, onWords }: SearchInputProps) => (
  <div role="search" aria-label="Products" className="relative">
    <Search aria-hidden className="pointer-events-none absolute top-1/2 left-4 size-4.5 -translate-y-1/2 text-muted" />
    <input
      type="search"
      aria-label="Search products"
      placeholder="Title, SKU, maker, tag …"
      value={words}
      maxLength={200}
      autoComplete="off"
      onChange={(event) => onWords(event.target.value)}
      className="min-h-12 w-full rounded-xl border border-line-strong bg-surface pr-12 pl-11 text-base placeholder:text-muted hover:border-ink"
    />
    {words === '' ? null : (
      <button
        type="button"
        aria-label="Clear search"
        onClick={() => onWords('')}
        className="absolute top-0 right-0 inline-flex size-12 items-center justify-center text-muted hover:text-ink"
      >
        <X aria-hidden className="size-4" />
      </button>
    )}
  </div>
)

/** Searches products as the user types, and sorts them. */
export const SearchAndSort = ({ search, onSearch }: FiltersProps) => {
  const [words, setWords] = useState(search.search ?? '')
  const look = useEffectEvent(() => {
    const { search: before = '', ...rest } = search
    if (words.trim() !== before.trim()) onSearch(words.trim() === '' ? rest : { ...rest, search: words })
  })
  useEffect(() => {
    const timer = setTimeout(() => look(), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [words])
  const [known, setKnown] = useState(search.search)
  if (known !== search.search) {
    // The user went back or followed a link: the field follows the URL.
    setKnown(search.search)
    if ((search.search ?? '').trim() !== words.trim()) setWords(search.search ?? '')
  }
  const { sort: _sort, ...unsorted } = search
  const isSearch = search.search !== undefined
  return (
    <div className="grid items-end gap-3 sm:grid-cols-[minmax(0,1fr)_13rem]">
      <SearchInput words={words} onWords={setWords} />
      <SelectField
        label="Sort"
        className="[&>label]:sr-only"
        value={isSearch ? 'relevance' : (search.sort ?? 'newest')}
        disabled={isSearch}
        onChange={({ target }) => onSearch(target.value === 'updated' ? { ...unsorted, sort: 'updated' } : unsorted)}
      >
        {isSearch ? <option value="relevance">Best match</option> : null}
        <option value="newest">Newest first</option>
        <option value="updated">Last changed first</option>
      </SelectField>
    </div>
  )
}
