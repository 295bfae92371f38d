import { infiniteQueryOptions } from '@tanstack/react-query'
import { api, client } from '../api.ts'

// The first page stands after no cursor.
const firstCursor = (): string | null => null

/** Reads the orders of who is signed in, page by page; written out for the reason given in product-queries.ts. */
export const myOrders = infiniteQueryOptions({
  queryKey: [...api.orders.list.pathKey(), 'pages'],
  queryFn: ({ pageParam, signal }) => client.orders.list.query({ cursor: pageParam }, { signal }),
  initialPageParam: firstCursor(),
  getNextPageParam: (page) => page.nextCursor,
})
