import { infiniteQueryOptions } from '@tanstack/react-query'
import { api, client } from '../api.ts'
import { listInput, type ProductSearch } from './product-search.ts'

// The first page stands after no cursor.
const firstCursor = (): string | null => null

/**
 * Reads what was found, page by page. Written out because tRPC's own infinite options send a `direction`, and the API
 * refuses keys it does not know.
 */
export const foundProducts = (search: ProductSearch) => {
  const input = listInput(search)
  return infiniteQueryOptions({
    queryKey: [...api.products.list.pathKey(), 'pages', input],
    queryFn: ({ pageParam, signal }) => client.products.list.query({ ...input, cursor: pageParam }, { signal }),
    initialPageParam: firstCursor(),
    getNextPageParam: (page) => page.nextCursor,
  })
}
