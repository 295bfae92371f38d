import { Search, X } from 'lucide-react'
import { useEffect, useEffectEvent, useState } from 'react'

const PAUSE_MS = 250

interface SearchWordsProps {
  label: string
  placeholder: string
  maxLength: number
  /** The words that the list is filtered by now. */
  words: string
  onWords: (words: string) => void
}

/** Searches a list as the user types. The field follows the URL when the user goes back. */
export const SearchWords = ({ label, placeholder, maxLength, words, onWords }: SearchWordsProps) => {
  const [typed, setTyped] = useState(words)
  const [known, setKnown] = useState(words)
  if (known !== words) {
    setKnown(words)
    if (words.trim() !== typed.trim()) setTyped(words)
  }
  const look = useEffectEvent(() => {
    if (typed.trim() !== words.trim()) onWords(typed.trim())
  })
  useEffect(() => {
    const timer = setTimeout(() => look(), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [typed])
  return (
    <div role="search" aria-label={label} className="relative">
      <Search
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-4 size-4.5 -translate-y-1/2 text-muted"
      />
      <input
        type="search"
        aria-label={label}
        placeholder={placeholder}
        value={typed}
        maxLength={maxLength}
        autoComplete="off"
        onChange={(event) => setTyped(event.target.value)}
        className="min-h-12 w-full rounded-xl border border-line-strong bg-surface pr-12 pl-11 text-base placeholder:text-muted hover:border-ink"
      />
      {typed === '' ? null : (
        <button
          type="button"
          aria-label="Clear search"
          onClick={() => setTyped('')}
          className="absolute top-0 right-0 inline-flex size-12 items-center justify-center text-muted hover:text-ink"
        >
          <X aria-hidden className="size-4" />
        </button>
      )}
    </div>
  )
}
