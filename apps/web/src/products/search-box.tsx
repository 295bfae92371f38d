import { useNavigate, useSearch } from '@tanstack/react-router'
import { Search, X } from 'lucide-react'
import { type FocusEvent, type FormEvent, type RefObject, useEffect, useRef, useState } from 'react'
import { MAX_SEARCH } from './product-search.ts'
import { type SuggestionBox, useSuggestionBox } from './suggestion-box.ts'
import { suggestionGroups, SuggestionList } from './suggestion-list.tsx'
import { useSuggestions } from './suggestion-queries.ts'

const useSearchWords = (): string => {
  const search: { search?: unknown } = useSearch({ strict: false })
  return typeof search.search === 'string' ? search.search : ''
}

// The field follows the URL until the visitor types.
const useWords = () => {
  const address = useSearchWords()
  const [words, setWords] = useState(address)
  useEffect(() => setWords(address), [address])
  return { address, words, setWords }
}

const fieldClass =
  'h-11 w-full rounded-full border border-transparent bg-sunken pr-11 pl-11 text-base placeholder:text-muted ' +
  'hover:border-line-strong focus:border-line-strong focus:bg-surface sm:text-[0.9375rem]'

interface SearchFieldProps {
  field: RefObject<HTMLInputElement | null>
  box: SuggestionBox
  words: string
  onType: (text: string) => void
  onClear: () => void
}

const SearchField = ({ field, box, words, onType, onClear }: SearchFieldProps) => (
  <>
    <Search aria-hidden className="pointer-events-none absolute top-1/2 left-4 size-4.5 -translate-y-1/2 text-muted" />
    <input
      ref={field}
      type="search"
      name="search"
      role="combobox"
      aria-label="Search products"
      aria-autocomplete="list"
      aria-expanded={box.isOpen}
      aria-controls={box.isOpen ? box.id : undefined}
      aria-activedescendant={box.activeId}
      placeholder="Search products"
      value={words}
      onChange={(event) => onType(event.target.value)}
      onKeyDown={box.onKeyDown}
      maxLength={MAX_SEARCH}
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
      enterKeyHint="search"
      className={fieldClass}
    />
    <button
      type="button"
      aria-label="Clear search"
      onClick={onClear}
      className="absolute top-0 right-0 inline-flex size-11 items-center justify-center rounded-full text-muted group-has-[input:placeholder-shown]:hidden hover:text-ink"
    >
      <X aria-hidden className="size-4" />
    </button>
  </>
)

const SuggestionCount = ({ box, isSettled }: { box: SuggestionBox; isSettled: boolean }) => (
  <span role="status" className="sr-only">
    {box.isOpen && isSettled ? `${box.count} ${box.count === 1 ? 'suggestion' : 'suggestions'}` : ''}
  </span>
)

/**
 * The search field of every page. It suggests products while the visitor types, and Enter opens the list of results.
 */
export const SearchBox = () => {
  const { address, words, setWords } = useWords()
  const { suggestions, isSettled } = useSuggestions(words)
  const groups = suggestions ? suggestionGroups(suggestions, words.trim()) : []
  const box = useSuggestionBox(groups)
  const navigate = useNavigate()
  const field = useRef<HTMLInputElement>(null)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    box.show(false)
    const search = words.trim()
    void navigate({ to: '/products', search: search ? { search } : {} })
  }
  const type = (text: string) => {
    setWords(text)
    box.show(text.trim() !== '')
  }
  const clear = () => {
    type('')
    field.current?.focus()
    if (address) void navigate({ to: '/products', search: {} })
  }
  const choose = ({ words: chosen = words }: { words?: string }) => {
    setWords(chosen)
    box.show(false)
    // Otherwise the keyboard of a phone would keep covering half of the page.
    field.current?.blur()
  }
  const leave = (event: FocusEvent<HTMLFormElement>) => {
    if (!event.currentTarget.contains(event.relatedTarget)) box.show(false)
  }
  return (
    <form role="search" onSubmit={submit} onBlur={leave} className="group relative">
      <SearchField field={field} box={box} words={words} onType={type} onClear={clear} />
      <SuggestionCount box={box} isSettled={isSettled} />
      {box.isOpen ? (
        <SuggestionList id={box.id} groups={groups} activeKey={box.activeKey} idOf={box.idOf} onChosen={choose} />
      ) : null}
    </form>
  )
}
