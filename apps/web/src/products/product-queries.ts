import { infiniteQueryOptions, keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { api, client } from '../api.ts'
import { listInput, type ProductSearch } from './product-search.ts'

// The first page stands after no cursor.
const firstCursor = (): string | null => null

/**
 * Reads what was found, page by page. Written out because tRPC's own infinite options send a `direction`, and the API
 * refuses keys it does not know.
 */
export const foundProducts = (search: ProductSearch, collection?: string) => {
  const input = listInput(search, collection)
  return infiniteQueryOptions({
    queryKey: [...api.products.list.pathKey(), 'pages', input],
    queryFn: ({ pageParam, signal }) => client.products.list.query({ ...input, cursor: pageParam }, { signal }),
    initialPageParam: firstCursor(),
    getNextPageParam: (page) => page.nextCursor,
  })
}

/** Gives the pages that were found, the ones before until the new ones are there. */
export const useFoundProducts = (search: ProductSearch, collection: string | undefined) => {
  const found = useInfiniteQuery({ ...foundProducts(search, collection), placeholderData: keepPreviousData })
  const { data, hasNextPage, isFetching, isError, fetchNextPage } = found
  // A page may come empty although more follow; nobody should have to ask twice for them.
  const isEmptyPage = data?.pages.at(-1)?.items.length === 0
  const goesOn = isEmptyPage && hasNextPage && !isFetching && !isError
  useEffect(() => {
    if (goesOn) void fetchNextPage()
  }, [goesOn, fetchNextPage])
  return found
}

/** What was found, as the parts of a list need it. */
export type Found = ReturnType<typeof useFoundProducts>
