import { infiniteQueryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { api, client } from '../api.ts'
import { takeOrder } from './checkout-answer.ts'
import type { OrderId } from './order-id.ts'

const CHECK_MS = 15_000

// The first page stands after no cursor.
const firstCursor = (): string | null => null

/** Reads the orders of who is signed in, page by page; written out for the reason given in product-queries.ts. */
export const myOrders = infiniteQueryOptions({
  queryKey: [...api.orders.list.pathKey(), 'pages'],
  queryFn: ({ pageParam, signal }) => client.orders.list.query({ cursor: pageParam }, { signal }),
  initialPageParam: firstCursor(),
  getNextPageParam: (page) => page.nextCursor,
})

// What the server streams is put where the query keeps it. Where the stream breaks, the query asks by itself.
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

/** Reads one order and follows it while its page is open. */
export const useLiveOrder = (id: OrderId) => {
  const [isFound, setIsFound] = useState(false)
  const isLive = useStream(id, isFound)
  const order = useQuery(
    api.orders.get.queryOptions(
      { id },
      { refetchOnWindowFocus: 'always', refetchInterval: isFound && !isLive ? CHECK_MS : false }
    )
  )
  // Only an order that is there and one's own can be followed.
  if (order.isSuccess && !isFound) setIsFound(true)
  return order
}
