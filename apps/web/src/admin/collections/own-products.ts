import { infiniteQueryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { AdminProductSummary, IdOf } from '@tradepost/contract'
import { api, client, messageOf } from '../../api.ts'
import { notify } from '../../ui/notices.ts'

// The first page has no cursor.
const firstCursor = (): string | null => null

const PAGE = 100

/** Reads the products that were added to a collection by hand, in its order, page by page. */
export const ownProducts = (id: IdOf<'collection'>) =>
  infiniteQueryOptions({
    queryKey: [...api.admin.collections.products.pathKey(), 'pages', id],
    queryFn: ({ pageParam, signal }) =>
      client.admin.collections.products.query({ id, cursor: pageParam, limit: PAGE }, { signal }),
    initialPageParam: firstCursor(),
    getNextPageParam: (page) => page.nextCursor,
  })

/** Returns the actions on a collection's own products. They apply at once, without saving. */
export const useArrange = (id: IdOf<'collection'>) => {
  const queries = useQueryClient()
  const arrange = useMutation(
    api.admin.collections.arrange.mutationOptions({
      onError: (error) => notify(messageOf(error), 'problem'),
      onSettled: async () => {
        await queries.invalidateQueries({ queryKey: api.admin.collections.products.pathKey() })
        void queries.invalidateQueries({ queryKey: api.admin.collections.list.pathKey() })
        void queries.invalidateQueries({ queryKey: api.products.pathKey() })
      },
    })
  )
  return {
    isBusy: arrange.isPending,
    add: (product: AdminProductSummary) =>
      arrange.mutate(
        { id, action: 'add', productIds: [product.id] },
        { onSuccess: () => notify(`${product.title} is added at the end.`) }
      ),
    remove: (product: AdminProductSummary) =>
      arrange.mutate(
        { id, action: 'remove', productIds: [product.id] },
        { onSuccess: () => notify(`${product.title} is taken out.`) }
      ),
    /** Moves a product before another one, or to the end if `before` is null. */
    move: (product: AdminProductSummary, before: IdOf<'product'> | null) =>
      arrange.mutate({ id, action: 'move', productIds: [product.id], before }),
  }
}
