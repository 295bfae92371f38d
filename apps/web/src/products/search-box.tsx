import { useNavigate, useSearch } from '@tanstack/react-router'
import { Search, X } from 'lucide-react'
import { type FormEvent, useEffect, useRef } from 'react'

const useSearchWords = (): string => {
  const search: { search?: unknown } = useSearch({ strict: false })
  return typeof search.search === 'string' ? search.search : ''
}

/** The search field of every page; Enter leads to the list of what was found. */
export const SearchBox = () => {
  const words = useSearchWords()
  const navigate = useNavigate()
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (input.current !== null) input.current.value = words
  }, [words])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const search = input.current?.value.trim() ?? ''
    void navigate({ to: '/products', search: search ? { search } : {} })
  }
  const clear = () => {
    if (input.current === null) return
    input.current.value = ''
    input.current.focus()
    if (words) void navigate({ to: '/products', search: {} })
  }
  return (
    <form role="search" onSubmit={submit} className="group relative">
      <Search
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-4 size-4.5 -translate-y-1/2 text-muted"
      />
      <input
        ref={input}
        type="search"
        name="search"
        aria-label="Search products"
        placeholder="Search products"
        defaultValue={words}
        maxLength={200}
        autoComplete="off"
        enterKeyHint="search"
        className="h-11 w-full rounded-full border border-transparent bg-sunken pr-11 pl-11 text-base placeholder:text-muted hover:border-line-strong focus:border-line-strong focus:bg-surface sm:text-[0.9375rem]"
      />
      <button
        type="button"
        aria-label="Clear search"
        onClick={clear}
        className="absolute top-0 right-0 inline-flex size-11 items-center justify-center rounded-full text-muted group-has-[input:placeholder-shown]:hidden hover:text-ink"
      >
        <X aria-hidden className="size-4" />
      </button>
    </form>
  )
}
