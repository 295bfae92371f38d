import { infiniteQueryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { CreatePromotionInput, Promotion } from '@tradepost/contract'
import { api, client, errorOf, messageOf } from '../../api.ts'
import type { EditorRules } from '../use-editor.ts'
import { errorsAt, formOf, inputOf, type PromotionForm } from './promotion-form.ts'
import type { PromotionSearch } from './promotion-search.ts'

// The first page has no cursor.
const firstCursor = (): string | null => null

const PAGE = 50

/**
 * Reads promotions page by page. Not from tRPC's infinite options, for the reason given in products/product-queries.ts.
 */
export const promotionPages = ({ search, state }: PromotionSearch) => {
  const input = {
    limit: PAGE,
    ...(search === undefined ? {} : { search: search.trim() }),
    ...(state === undefined ? {} : { isActive: state === 'on' }),
  }
  return infiniteQueryOptions({
    queryKey: [...api.admin.promotions.list.pathKey(), 'pages', input],
    queryFn: ({ pageParam, signal }) => client.admin.promotions.list.query({ ...input, cursor: pageParam }, { signal }),
    initialPageParam: firstCursor(),
    getNextPageParam: (page) => page.nextCursor,
  })
}

/** Returns a callback that refetches promotions, and the cart that they apply to, after a change. */
export const usePromotionsChanged = () => {
  const queries = useQueryClient()
  return async () => {
    await queries.invalidateQueries({ queryKey: api.admin.promotions.pathKey() })
    void queries.invalidateQueries({ queryKey: api.cart.pathKey() })
  }
}

const refusalsOf = (error: unknown, form: PromotionForm): Record<string, string> => {
  const known = errorOf(error)
  if (known?.code === 'input.invalid') return errorsAt(known.details.issues, form)
  if (known?.code === 'promotion.code_taken') return { code: messageOf(error) }
  if (known?.code !== 'promotion.limit_below_uses') return {}
  return { usageLimit: `${known.details.usedCount} orders use it already: the limit cannot be lower.` }
}

/** Returns the editor's rules for a promotion. */
export const usePromotionRules = (): EditorRules<Promotion, PromotionForm, CreatePromotionInput> => {
  const onSuccess = usePromotionsChanged()
  const create = useMutation(api.admin.promotions.create.mutationOptions({ onSuccess }))
  const update = useMutation(api.admin.promotions.update.mutationOptions({ onSuccess }))
  return {
    formOf,
    inputOf,
    send: (over, input) =>
      over === null ? create.mutateAsync(input) : update.mutateAsync({ id: over.id, version: over.version, ...input }),
    refusalsOf,
    conflictOf: (error) => {
      const known = errorOf(error)
      return known?.code === 'promotion.conflict' ? known.details.current : null
    },
    nameOf: ({ title }) => title,
  }
}
