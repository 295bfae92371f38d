import { queryOptions, useQuery } from '@tanstack/react-query'
import type { CollectionSummary } from '@tradepost/contract'
import { useMemo } from 'react'
import { api, client } from '../api.ts'
import { type CollectionNode, collectionTree } from './collection-tree.ts'

const FRESH_MS = 300_000

/** Returns the query for all collections. They rarely change, so the result stays fresh for five minutes. */
export const collectionsQuery = () =>
  queryOptions({
    queryKey: api.collections.list.queryKey(),
    queryFn: ({ signal }) => client.collections.list.query(undefined, { signal }),
    staleTime: FRESH_MS,
  })

const none: readonly CollectionSummary[] = []

/** Returns all collections; empty while they are loading. */
export const useCollections = (): readonly CollectionSummary[] => useQuery(collectionsQuery()).data?.items ?? none

/** Returns the collection tree; empty while it is loading. */
export const useCollectionTree = (): readonly CollectionNode[] => {
  const items = useCollections()
  return useMemo(() => collectionTree(items), [items])
}
