import { type Currency, formatMoney } from '@tradepost/contract'
import { optionOf } from './option-token.ts'
import { type ListFilter, type ProductSearch, withoutEmpty, withToggled } from './product-search.ts'

/** An active filter: its label, and the search without it. */
export interface ActiveFilter {
  readonly key: string
  readonly label: string
  readonly without: ProductSearch
}

const labelOf = (filter: ListFilter, value: string): string => {
  const option = filter === 'option' ? optionOf(value) : null
  return option ? `${option.name}: ${option.value}` : value
}

const ofLists = (search: ProductSearch): ActiveFilter[] =>
  (['type', 'vendor', 'option', 'tag'] as const).flatMap((filter) =>
    (search[filter] ?? []).map((value) => ({
      key: `${filter} ${value}`,
      label: labelOf(filter, value),
      without: withToggled(search, filter, value),
    }))
  )

/** Formats a range of prices; either end may be open. */
export const priceRangeText = ({ priceMin, priceMax }: ProductSearch, currency: Currency): string => {
  const text = (amount: number) => formatMoney({ amount, currency })
  if (priceMin === undefined) return priceMax === undefined ? '' : `Up to ${text(priceMax)}`
  return priceMax === undefined ? `From ${text(priceMin)}` : `${text(priceMin)} to ${text(priceMax)}`
}

/** Returns the active filters, in the order of the filter list. */
export const activeFilters = (search: ProductSearch, currency: Currency): ActiveFilter[] => {
  const { inStock, priceMin: _min, priceMax: _max, ...rest } = search
  const price = priceRangeText(search, currency)
  return [
    ...(inStock ? [{ key: 'inStock', label: 'In stock', without: withoutEmpty({ ...search, inStock: false }) }] : []),
    ...(price ? [{ key: 'price', label: price, without: withoutEmpty({ ...rest, inStock }) }] : []),
    ...ofLists(search),
  ]
}

/** Counts the active filters. Search text and order do not count; a price range counts as one. */
export const countFilters = (search: ProductSearch): number => activeFilters(search, 'EUR').length
