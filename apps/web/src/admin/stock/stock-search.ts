import { Id, type IdOf, type ListStockInput } from '@tradepost/contract'

/** The filters of the stock list in the URL, and the variant that is open beside it. */
export interface StockSearch {
  search?: string
  location?: IdOf<'location'>
  low?: true
  variant?: IdOf<'variant'>
}

const MAX_LENGTH = 100

/** Reads the filters from the URL and drops invalid ones. */
export const parseStockSearch = (search: Record<string, unknown>): StockSearch => {
  // The router reads `?search=1984` as a number.
  const typed = typeof search['search'] === 'number' ? String(search['search']) : search['search']
  const words = typeof typed === 'string' ? typed.slice(0, MAX_LENGTH) : ''
  const location = Id('location').safeParse(search['location'])
  const variant = Id('variant').safeParse(search['variant'])
  return {
    ...(words.trim() === '' ? {} : { search: words }),
    ...(location.success ? { location: location.data } : {}),
    ...(search['low'] === true ? { low: true } : {}),
    ...(variant.success ? { variant: variant.data } : {}),
  }
}

/** Converts the filters to API input. */
export const stockInput = ({ search, location, low }: StockSearch): Omit<ListStockInput, 'cursor'> => ({
  limit: 50,
  ...(search === undefined ? {} : { search: search.trim() }),
  ...(location === undefined ? {} : { locationId: location }),
  ...(low ? { isLow: true } : {}),
})
