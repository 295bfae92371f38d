import type { ProductFacets } from '@tradepost/contract'

type Facet = ProductFacets['vendors']

const sizes = ['xxxs', 'xxs', 'xs', 's', 'm', 'l', 'xl', 'xxl', 'xxxl']
const sizeNames = ['extra small', 'small', 'medium', 'large', 'extra large']
const FIRST_NAMED = 2

const sizeRank = (value: string): number | null => {
  const text = value.trim().toLowerCase()
  const letters = sizes.indexOf(text)
  if (letters !== -1) return letters
  const multiple = /^(\d)(xs|xl)$/.exec(text)
  if (multiple) return multiple[2] === 'xl' ? sizes.indexOf('l') + Number(multiple[1]) : 3 - Number(multiple[1])
  const named = sizeNames.indexOf(text)
  return named === -1 ? null : named + FIRST_NAMED
}

const measure = /^(\d+(?:[.,]\d+)?)\s*(.*)$/

// 500 ml and 1 l cannot be compared by their numbers, so all values must have the same unit.
const byNumber = (values: Facet): Facet | null => {
  const parsed = values.map((entry) => ({ entry, match: measure.exec(entry.value.trim()) }))
  if (new Set(parsed.map(({ match }) => match?.[2])).size !== 1 || !parsed[0]?.match) return null
  return parsed
    .map(({ entry, match }) => ({ entry, rank: Number(match?.[1]?.replace(',', '.')) }))
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ entry }) => entry)
}

// One filter may contain both clothing sizes and cloth dimensions. Clothing sizes come first, the rest keeps its order.
const bySize = (values: Facet): Facet | null => {
  const ranked = values.map((entry) => ({ entry, rank: sizeRank(entry.value) ?? Infinity }))
  if (ranked.filter(({ rank }) => rank !== Infinity).length < 2) return null
  return ranked.toSorted((a, b) => (a.rank === b.rank ? 0 : a.rank - b.rank)).map(({ entry }) => entry)
}

/**
 * Sorts the values of an option as people expect: sizes and numbers in ascending order. Other values keep their order,
 * most frequent first.
 */
export const inTradeOrder = (values: Facet): Facet => bySize(values) ?? byNumber(values) ?? values

/** Adds chosen values that no product has, so that they can be deselected, and removes the empty value. */
export const withChosen = (values: Facet, chosen: readonly string[]): Facet => {
  const named = values.filter((entry) => entry.value !== '')
  const missing = chosen.filter((value) => !named.some((entry) => entry.value === value))
  return [...missing.map((value) => ({ value, count: 0 })), ...named]
}
