import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { MAX_SEARCH } from './product-search.ts'
import { api } from '../api.ts'
import { useSettled } from '../ui/settled.ts'

// With the searches and the way to all results it fits a window without scrolling.
const SHOWN_PRODUCTS = 5
const SETTLE_MS = 120
const FRESH_MS = 60_000

/**
 * Gives what to offer for the typed words once they rest for a moment, and what was offered before until then. An answer
 * that is no longer wanted is called off.
 */
export const useSuggestions = (typed: string) => {
  const search = useSettled(typed.trim().slice(0, MAX_SEARCH), SETTLE_MS)
  const options = api.products.suggest.queryOptions(
    { search, limit: SHOWN_PRODUCTS },
    { staleTime: FRESH_MS, enabled: search !== '', trpc: { abortOnUnmount: true } }
  )
  const { data, isPlaceholderData } = useQuery({ ...options, placeholderData: keepPreviousData })
  return {
    suggestions: typed.trim() === '' ? undefined : data,
    isSettled: !isPlaceholderData && search === typed.trim(),
  }
}
