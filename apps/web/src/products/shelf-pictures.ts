import { useQuery } from '@tanstack/react-query'
import type { Image, ListProductsInput } from '@tradepost/contract'
import { api } from '../api.ts'

/** Identifies a group of products by what they have in common. */
export type Shelf = Pick<ListProductsInput, 'collection' | 'productTypes'>

const DAY_MS = 86_400_000

/**
 * Returns the pictures of the first products of a shelf; empty while they are loading or if `count` is 0. The calls of
 * all shelves are batched in one request. Any products are good enough, so the result stays fresh for a day.
 */
export const useShelfPictures = (shelf: Shelf, count: number): readonly Image[] => {
  const options = { staleTime: DAY_MS, enabled: count > 0 }
  const page = useQuery(
    api.products.list.queryOptions({ ...shelf, limit: Math.max(1, count), sort: 'newest' }, options)
  )
  return page.data?.items.map(({ image }) => image).filter((image) => image !== null) ?? []
}
