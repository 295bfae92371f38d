import { infiniteQueryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { api, client } from '../api.ts'
import { takeOrder } from './checkout-answer.ts'
import type { OrderId } from './order-id.ts'

const CHECK_MS = 15_000

// The first page has no cursor.
const firstCursor = (): string | null => null

/** Reads the orders of the signed-in user, page by page; written by hand for the reason in product-queries.ts. */
export const myOrders = infiniteQueryOptions({
  queryKey: [...api.orders.list.pathKey(), 'pages'],
  queryFn: ({ pageParam, signal }) => client.orders.list.query({ cursor: pageParam }, { signal }),
  initialPageParam: firstCursor(),
  getNextPageParam: (page) => page.nextCursor,
})

// Writes streamed orders to the query cache. If the stream breaks, the query polls instead.
const useStream = (id: OrderId, isWanted: boolean): boolean => {
  const queries = useQueryClient()
  const [isLive, setIsLive] = useState(false)
  useEffect(() => {
    if (!isWanted) return
    const stream = client.orders.onUpdate.subscribe(
      { id },
      {
        onData: ({ data: { order } }) => {
          setIsLive(true)
          takeOrder(queries, order)
        },
        onConnectionStateChange: ({ state }) => setIsLive(state === 'pending'),
        onError: () => setIsLive(false),
        onComplete: () => setIsLive(false),
      }
    )
    return () => {
      stream.unsubscribe()
      setIsLive(false)
    }
  }, [id, isWanted, queries])
  return isLive
}

/** Reads an order and follows it while its page is open. */
export const useLiveOrder = (id: OrderId) => {
  const [isFound, setIsFound] = useState(false)
  const isLive = useStream(id, isFound)
  const order = useQuery(
    api.orders.get.queryOptions(
      { id },
      { refetchOnWindowFocus: 'always', refetchInterval: isFound && !isLive ? CHECK_MS : false }
    )
  )
  // Only an existing order of the caller can be followed.
  if (order.isSuccess && !isFound) setIsFound(true)
  return order
}
