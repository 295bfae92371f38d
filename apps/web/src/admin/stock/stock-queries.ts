import { infiniteQueryOptions, type InfiniteData, useQuery, useQueryClient } from '@tanstack/react-query'
import type { IdOf, Location, StockItem } from '@tradepost/contract'
import { api, client, type RouterOutputs } from '../../api.ts'
import { type StockSearch, stockInput } from './stock-search.ts'

// The first page has no cursor.
const firstCursor = (): string | null => null

/**
 * Reads the stock page by page. Not from tRPC's infinite options, for the reason given in products/product-queries.ts.
 */
export const staffStock = (search: StockSearch) => {
  const input = stockInput(search)
  return infiniteQueryOptions({
    queryKey: [...api.admin.inventory.list.pathKey(), 'pages', input],
    queryFn: ({ pageParam, signal }) => client.admin.inventory.list.query({ ...input, cursor: pageParam }, { signal }),
    initialPageParam: firstCursor(),
    getNextPageParam: (page) => page.nextCursor,
  })
}

/** Reads the stock ledger of a variant, newest first. */
export const stockLedger = (variantId: IdOf<'variant'>) =>
  infiniteQueryOptions({
    queryKey: [...api.admin.inventory.explain.pathKey(), 'pages', variantId],
    queryFn: ({ pageParam, signal }) =>
      client.admin.inventory.explain.query({ variantId, limit: 20, cursor: pageParam }, { signal }),
    initialPageParam: firstCursor(),
    getNextPageParam: (page) => page.nextCursor,
  })

/** Reads the locations in the order in which orders allocate units from them. */
export const useLocations = (): Location[] => useQuery(api.admin.locations.list.queryOptions()).data?.items ?? []

type StockPages = InfiniteData<RouterOutputs['admin']['inventory']['list'], string | null>

/** Returns a callback that shows a variant's new stock in the list and refetches its ledger. */
export const useStockMoved = () => {
  const queries = useQueryClient()
  return (item: StockItem) => {
    queries.setQueriesData<StockPages>(
      { queryKey: api.admin.inventory.list.pathKey() },
      (known) =>
        known && {
          ...known,
          pages: known.pages.map((page) => ({
            ...page,
            items: page.items.map((one) => (one.variantId === item.variantId ? item : one)),
          })),
        }
    )
    void queries.invalidateQueries({ queryKey: [...api.admin.inventory.explain.pathKey(), 'pages', item.variantId] })
    void queries.invalidateQueries({ queryKey: api.admin.products.pathKey() })
    void queries.invalidateQueries({ queryKey: api.products.pathKey() })
  }
}
