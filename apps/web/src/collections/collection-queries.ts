import { queryOptions, useQuery } from '@tanstack/react-query'
import type { CollectionSummary } from '@tradepost/contract'
import { useMemo } from 'react'
import { api, client } from '../api.ts'
import { type CollectionNode, collectionTree } from './collection-tree.ts'

const FRESH_MS = 300_000

/** Asks for all collections; they seldom change. */
export const collectionsQuery = () =>
  queryOptions({
    queryKey: api.collections.list.queryKey(),
    queryFn: ({ signal }) => client.collections.list.query(undefined, { signal }),
    staleTime: FRESH_MS,
  })

const none: readonly CollectionSummary[] = []

/** Gives all collections, none while they are loading. */
export const useCollections = (): readonly CollectionSummary[] => useQuery(collectionsQuery()).data?.items ?? none

/** Gives the collections at the top with what lies below them, none while they are loading. */
export const useCollectionTree = (): readonly CollectionNode[] => {
  const items = useCollections()
  return useMemo(() => collectionTree(items), [items])
}
