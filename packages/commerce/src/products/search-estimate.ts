import type { Selection } from './product-selection.ts'

/**
 * Guesses how many products have all words in their titles or keywords and hold all filters, from the counts that stand
 * ready. The rarest counts in full and each further one by the root of the one before: what is asked for together often
 * goes together. It chooses a way of looking, never what is found; 0 is “not known”.
 */
export const likelyNamed = ({ terms, groups, match }: Selection, all: number): number => {
  if (match === 'any' || all === 0) return 0
  const needed = terms.filter(({ isLoose }) => !isLoose || terms.length === 1)
  return [...needed, ...groups]
    .map(({ products }) => Math.min(1, products / all))
    .toSorted((a, b) => a - b)
    .reduce((likely, share, at) => likely * share ** (1 / 2 ** at), all)
}
