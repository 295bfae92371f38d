import type { Selection } from './product-selection.ts'

/**
 * Estimates from stored counts how many products have all words in title or keywords and match all filters. The rarest
 * condition counts in full, each further one with half the exponent of the one before, because conditions used together
 * often occur together. The estimate decides how to search, never what is found. 0 means “unknown”.
 */
export const likelyNamed = ({ terms, groups, match }: Selection, all: number): number => {
  if (match === 'any' || all === 0) return 0
  const needed = terms.filter(({ isLoose }) => !isLoose || terms.length === 1)
  return [...needed, ...groups]
    .map(({ products }) => Math.min(1, products / all))
    .toSorted((a, b) => a - b)
    .reduce((likely, share, at) => likely * share ** (1 / 2 ** at), all)
}
