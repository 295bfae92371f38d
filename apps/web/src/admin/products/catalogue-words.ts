import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { api } from '../../api.ts'

const MINUTES_MS = 5 * 60_000

/** Reads the vendors, types and tags that the shop's products have, most used first. */
export const useCatalogueWords = () => {
  const found = useQuery(
    api.products.list.queryOptions({ limit: 1 }, { staleTime: MINUTES_MS, placeholderData: keepPreviousData })
  )
  const wordsOf = (facet: readonly { value: string }[] | undefined): string[] => (facet ?? []).map(({ value }) => value)
  const facets = found.data?.facets
  return {
    vendors: wordsOf(facets?.vendors),
    productTypes: wordsOf(facets?.productTypes),
    tags: wordsOf(facets?.tags),
  }
}
