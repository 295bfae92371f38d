import { infiniteQueryOptions } from '@tanstack/react-query'
import { api, client } from '../../api.ts'
import { listInput, type ProductListSearch } from './product-list-search.ts'

// The first page has no cursor.
const firstCursor = (): string | null => null

/**
 * Reads the products for staff page by page. Not from tRPC's infinite options, for the reason given in
 * products/product-queries.ts.
 */
export const staffProducts = (search: ProductListSearch) => {
  const input = listInput(search)
  return infiniteQueryOptions({
    queryKey: [...api.admin.products.list.pathKey(), 'pages', input],
    queryFn: ({ pageParam, signal }) => client.admin.products.list.query({ ...input, cursor: pageParam }, { signal }),
    initialPageParam: firstCursor(),
    getNextPageParam: (page) => page.nextCursor,
  })
}
