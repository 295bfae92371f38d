import type { Location } from '@tradepost/contract'
import { Search, X } from 'lucide-react'
import { useEffect, useEffectEvent, useState } from 'react'
import { CheckField } from '../../ui/check-field.tsx'
import { SelectField } from '../../ui/field.tsx'
import type { StockSearch } from './stock-search.ts'

const PAUSE_MS = 250

interface SearchInputProps {
  words: string
  onWords: (words: string) => void
}

const SearchInput = ({ words, onWords }: SearchInputProps) => (
  <div role="search" aria-label="Stock" className="relative">
    <Search aria-hidden className="pointer-events-none absolute top-1/2 left-4 size-4.5 -translate-y-1/2 text-muted" />
    <input
      type="search"
      aria-label="Search stock"
      placeholder="SKU or title …"
      value={words}
      maxLength={100}
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
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

interface StockFiltersProps {
  search: StockSearch
  locations: readonly Location[]
  onSearch: (search: StockSearch) => void
}

/** Searches stock as the user types, and filters it by location or by low stock. */
export const StockFilters = ({ search, locations, onSearch }: StockFiltersProps) => {
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
  const { location: _location, ...everywhere } = search
  const { low: _low, ...all } = search
  const choose = (id: string) => {
    const found = locations.find((location) => location.id === id)
    onSearch(found ? { ...search, location: found.id } : everywhere)
  }
  return (
    <div className="grid items-center gap-x-5 gap-y-1 sm:grid-cols-[minmax(0,1fr)_13rem_auto]">
      <SearchInput words={words} onWords={setWords} />
      <SelectField
        label="Location"
        className="mt-2 sm:mt-0 [&>label]:sr-only"
        value={search.location ?? ''}
        onChange={({ target }) => choose(target.value)}
      >
        <option value="">All locations</option>
        {locations.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </SelectField>
      <CheckField
        label="Low only"
        checked={search.low ?? false}
        onChange={({ target }) => onSearch(target.checked ? { ...search, low: true } : all)}
      />
    </div>
  )
}
