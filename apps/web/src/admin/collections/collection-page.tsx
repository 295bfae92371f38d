import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Id, type IdOf } from '@tradepost/contract'
import { api, errorOf } from '../../api.ts'
import { NotFoundPage } from '../../shop/not-found-page.tsx'
import { useShop } from '../../shop/shop-queries.ts'
import { LoadFailure, Loading, Skeleton } from '../../ui/states.tsx'
import { Needs } from '../needs.tsx'
import { CollectionEditor } from './collection-editor.tsx'

const route = getRouteApi('/admin/collections/$id')

const Waiting = () => (
  <Loading what="the collection">
    <div className="flex flex-col gap-5">
      <Skeleton className="h-11 w-1/2" />
      <Skeleton className="h-72 rounded-3xl" />
    </div>
  </Loading>
)

const Loaded = ({ id }: { id: IdOf<'collection'> }) => {
  const shop = useShop()
  const collection = useQuery(
    api.admin.collections.get.queryOptions({ id }, { gcTime: 0, refetchOnWindowFocus: false })
  )
  if (errorOf(collection.error)?.code === 'collection.not_found') return <NotFoundPage what="collection" />
  if (collection.isError && !collection.data) {
    return <LoadFailure error={collection.error} onRetry={() => void collection.refetch()} />
  }
  return collection.data && shop ? (
    <CollectionEditor key={id} collection={collection.data} currency={shop.currency} />
  ) : (
    <Waiting />
  )
}

/** The page that edits a collection. */
export const CollectionPage = () => {
  const parsed = Id('collection').safeParse(route.useParams().id)
  return (
    <Needs permission="products:read">
      {parsed.success ? <Loaded id={parsed.data} /> : <NotFoundPage what="collection" />}
    </Needs>
  )
}

/** The page that creates a collection. */
export const NewCollectionPage = () => {
  const shop = useShop()
  return (
    <Needs permission="products:write">
      {shop ? <CollectionEditor collection={null} currency={shop.currency} /> : <Waiting />}
    </Needs>
  )
}
