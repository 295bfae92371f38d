import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { MAX_SEARCH } from './product-search.ts'
import { api } from '../api.ts'
import { useSettled } from '../ui/settled.ts'

// With the searches and the link to all results, this many fit into a window without scrolling.
const SHOWN_PRODUCTS = 5
const SETTLE_MS = 120
const FRESH_MS = 60_000

/**
 * Returns the suggestions for the typed text once typing pauses, and the previous suggestions until then. Outdated
 * requests are aborted.
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
