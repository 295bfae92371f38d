import { infiniteQueryOptions } from '@tanstack/react-query'
import { api, client } from '../../api.ts'
import { listInput, type OrderListSearch } from './order-list-search.ts'
import { type ReturnListSearch, returnsInput } from './return-list-search.ts'

// The first page has no cursor.
const firstCursor = (): string | null => null

/**
 * Reads the orders of the shop page by page. Not from tRPC's infinite options, for the reason given in
 * products/product-queries.ts.
 */
export const staffOrders = (search: OrderListSearch) => {
  const input = listInput(search)
  return infiniteQueryOptions({
    queryKey: [...api.admin.orders.list.pathKey(), 'pages', input],
    queryFn: ({ pageParam, signal }) => client.admin.orders.list.query({ ...input, cursor: pageParam }, { signal }),
    initialPageParam: firstCursor(),
    getNextPageParam: (page) => page.nextCursor,
  })
}

/** Reads the returns in one state, or all of them, page by page. */
export const staffReturns = (search: ReturnListSearch) => {
  const input = returnsInput(search)
  return infiniteQueryOptions({
    queryKey: [...api.admin.orders.returns.list.pathKey(), 'pages', input],
    queryFn: ({ pageParam, signal }) =>
      client.admin.orders.returns.list.query({ ...input, cursor: pageParam }, { signal }),
    initialPageParam: firstCursor(),
    getNextPageParam: (page) => page.nextCursor,
  })
}
