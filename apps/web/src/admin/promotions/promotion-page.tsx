import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Id, type IdOf } from '@tradepost/contract'
import { api, errorOf } from '../../api.ts'
import { NotFoundPage } from '../../shop/not-found-page.tsx'
import { useShop } from '../../shop/shop-queries.ts'
import { LoadFailure, Loading, Skeleton } from '../../ui/states.tsx'
import { Needs } from '../needs.tsx'
import { PromotionEditor } from './promotion-editor.tsx'

const route = getRouteApi('/admin/promotions/$id')

const Waiting = () => (
  <Loading what="the promotion">
    <div className="flex flex-col gap-5">
      <Skeleton className="h-11 w-1/2" />
      <Skeleton className="h-72 rounded-3xl" />
    </div>
  </Loading>
)

const Loaded = ({ id }: { id: IdOf<'promotion'> }) => {
  const shop = useShop()
  const promotion = useQuery(api.admin.promotions.get.queryOptions({ id }, { gcTime: 0, refetchOnWindowFocus: false }))
  if (errorOf(promotion.error)?.code === 'promotion.not_found') return <NotFoundPage what="promotion" />
  if (promotion.isError && !promotion.data) {
    return <LoadFailure error={promotion.error} onRetry={() => void promotion.refetch()} />
  }
  return promotion.data && shop ? (
    <PromotionEditor key={id} promotion={promotion.data} currencies={shop.currencies} />
  ) : (
    <Waiting />
  )
}

/** The page that edits a promotion. */
export const PromotionPage = () => {
  const parsed = Id('promotion').safeParse(route.useParams().id)
  return (
    <Needs permission="promotions:read">
      {parsed.success ? <Loaded id={parsed.data} /> : <NotFoundPage what="promotion" />}
    </Needs>
  )
}

/** The page that creates a promotion. */
export const NewPromotionPage = () => {
  const shop = useShop()
  return (
    <Needs permission="promotions:write">
      {shop ? <PromotionEditor promotion={null} currencies={shop.currencies} /> : <Waiting />}
    </Needs>
  )
}
