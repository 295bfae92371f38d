import { infiniteQueryOptions, keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { api, client } from '../api.ts'
import { listInput, type ProductSearch } from './product-search.ts'

// The first page has no cursor.
const firstCursor = (): string | null => null

/**
 * Reads the found products, page by page. Written by hand because tRPC's own infinite options send a `direction`, and
 * the API rejects unknown keys.
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

/** Reads the found pages, and keeps the previous ones until the new ones are loaded. */
export const useFoundProducts = (search: ProductSearch, collection: string | undefined) => {
  const found = useInfiniteQuery({ ...foundProducts(search, collection), placeholderData: keepPreviousData })
  const { data, hasNextPage, isFetching, isError, fetchNextPage } = found
  // A page may be empty although more follow. Load the next one automatically.
  const isEmptyPage = data?.pages.at(-1)?.items.length === 0
  const goesOn = isEmptyPage && hasNextPage && !isFetching && !isError
  useEffect(() => {
    if (goesOn) void fetchNextPage()
  }, [goesOn, fetchNextPage])
  return found
}

/** The result of the search that the parts of a list receive. */
export type Found = ReturnType<typeof useFoundProducts>
