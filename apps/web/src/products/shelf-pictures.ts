import { useQuery } from '@tanstack/react-query'
import type { Image, ListProductsInput } from '@tradepost/contract'
import { api } from '../api.ts'

/** Names products by what they have in common. */
export type Shelf = Pick<ListProductsInput, 'collection' | 'productTypes'>

const DAY_MS = 86_400_000

/**
 * Gives the pictures of the first products of a shelf, none while they are loading and none where `count` is 0. The calls
 * of all shelves leave in one request; any products will do, and the same ones all day.
 */
export const useShelfPictures = (shelf: Shelf, count: number): readonly Image[] => {
  const options = { staleTime: DAY_MS, enabled: count > 0 }
  const page = useQuery(
    api.products.list.queryOptions({ ...shelf, limit: Math.max(1, count), sort: 'newest' }, options)
  )
  return page.data?.items.map(({ image }) => image).filter((image) => image !== null) ?? []
}
