import { infiniteQueryOptions, useQuery } from '@tanstack/react-query'
import { api, client } from '../api.ts'
import type { OrderId } from './order-id.ts'

// The first page stands after no cursor.
const firstCursor = (): string | null => null

/** Reads the orders of who is signed in, page by page; written out for the reason given in product-queries.ts. */
export const myOrders = infiniteQueryOptions({
  queryKey: [...api.orders.list.pathKey(), 'pages'],
  queryFn: ({ pageParam, signal }) => client.orders.list.query({ cursor: pageParam }, { signal }),
  initialPageParam: firstCursor(),
  getNextPageParam: (page) => page.nextCursor,
})

/** Reads one order, and again whenever the page is looked at anew. */
export const useLiveOrder = (id: OrderId) =>
  useQuery(api.orders.get.queryOptions({ id }, { refetchOnWindowFocus: 'always' }))
