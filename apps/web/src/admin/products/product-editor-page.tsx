import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Id, type IdOf } from '@tradepost/contract'
import { api, errorOf } from '../../api.ts'
import { NotFoundPage } from '../../shop/not-found-page.tsx'
import { useShop } from '../../shop/shop-queries.ts'
import { LoadFailure, Loading, Skeleton } from '../../ui/states.tsx'
import { Needs } from '../needs.tsx'
import { ProductEditor } from './product-editor.tsx'

const route = getRouteApi('/admin/products/$id')

const Waiting = () => (
  <Loading what="the product">
    <div className="flex flex-col gap-5">
      <Skeleton className="h-11 w-2/3" />
      <Skeleton className="h-80 rounded-3xl" />
      <Skeleton className="h-56 rounded-3xl" />
    </div>
  </Loading>
)

const Loaded = ({ id }: { id: IdOf<'product'> }) => {
  const shop = useShop()
  // Does not refetch while the user edits: saving detects changes that were made in the meantime.
  const product = useQuery(api.admin.products.get.queryOptions({ id }, { gcTime: 0, refetchOnWindowFocus: false }))
  if (errorOf(product.error)?.code === 'product.not_found') return <NotFoundPage what="product" />
  if (product.isError && !product.data) {
    return <LoadFailure error={product.error} onRetry={() => void product.refetch()} />
  }
  return product.data && shop ? <ProductEditor key={id} product={product.data} currency={shop.currency} /> : <Waiting />
}

/** The page that edits a product. */
export const ProductEditorPage = () => {
  const parsed = Id('product').safeParse(route.useParams().id)
  return (
    <Needs permission="products:read">
      {parsed.success ? <Loaded id={parsed.data} /> : <NotFoundPage what="product" />}
    </Needs>
  )
}

/** The page that creates a product. */
export const NewProductPage = () => {
  const shop = useShop()
  return (
    <Needs permission="products:write">
      {shop ? <ProductEditor product={null} currency={shop.currency} /> : <Waiting />}
    </Needs>
  )
}
