import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { AdminCollection, IdOf } from '@tradepost/contract'
import { api, client, messageOf } from '../../api.ts'
import { notify } from '../../ui/notices.ts'
import { moveItem } from '../move-item.ts'

const POLL_MS = 1500

/** Reads all collections, and polls while products are still being sorted into them. */
export const useCollections = () =>
  useQuery(
    api.admin.collections.list.queryOptions(undefined, {
      refetchInterval: ({ state }) => ((state.data?.waitingProducts ?? 0) > 0 ? POLL_MS : false),
    })
  )

/** Returns a callback that refetches collections after a change, in the back office and in the shop. */
export const useCollectionsChanged = () => {
  const queries = useQueryClient()
  return async () => {
    await queries.invalidateQueries({ queryKey: api.admin.collections.pathKey() })
    void queries.invalidateQueries({ queryKey: api.collections.pathKey() })
    void queries.invalidateQueries({ queryKey: api.products.pathKey() })
  }
}

const inputOf = ({ id, version, slug, title, descriptionHtml, ...rest }: AdminCollection) => {
  const { parentId, rules, published, mediaId, seoTitle, seoDescription } = rest
  return { id, version, slug, title, descriptionHtml, parentId, rules, published, mediaId, seoTitle, seoDescription }
}

/** Returns a mutation that moves a collection among its siblings and renumbers them. */
export const useMoveCollection = () => {
  const changed = useCollectionsChanged()
  return useMutation({
    mutationFn: async ({ siblings, from, to }: { siblings: readonly AdminCollection[]; from: number; to: number }) => {
      const moved = moveItem(siblings, from, to)
      const misplaced = moved.flatMap((one, position) =>
        one.position === position ? [] : [{ ...inputOf(one), position }]
      )
      await Promise.all(misplaced.map((input) => client.admin.collections.update.mutate(input)))
    },
    onError: (error) => notify(messageOf(error), 'problem'),
    onSettled: changed,
  })
}

/** Returns the direct children of a collection in order, or the top-level collections for null. */
export const childrenOf = (items: readonly AdminCollection[], parentId: IdOf<'collection'> | null): AdminCollection[] =>
  items.filter((one) => one.parentId === parentId)

/** Returns the depth of a collection in the tree; 0 at the top. */
export const depthOf = (items: readonly AdminCollection[], { parentId }: Pick<AdminCollection, 'parentId'>): number => {
  const parent = items.find(({ id }) => id === parentId)
  return parent === undefined ? 0 : depthOf(items, parent) + 1
}

/** Returns true if a collection has this ID or is a descendant of the collection with this ID. */
export const isWithin = (
  items: readonly AdminCollection[],
  collection: AdminCollection,
  id: IdOf<'collection'> | undefined
): boolean => {
  if (collection.id === id) return true
  const parent = items.find((one) => one.id === collection.parentId)
  return parent !== undefined && isWithin(items, parent, id)
}
