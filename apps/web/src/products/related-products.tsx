import { useQuery } from '@tanstack/react-query'
import type { Product } from '@tradepost/contract'
import { api } from '../api.ts'
import { ProductGrid, ProductGridSkeleton } from './product-grid.tsx'

const SHOWN = 4

/** Products that were bought together with a product or are similar to it. Renders nothing if there are none. */
export const RelatedProducts = ({ id }: Pick<Product, 'id'>) => {
  const related = useQuery(api.products.related.queryOptions({ id, limit: SHOWN }))
  const items = related.data?.items ?? []
  // This section is optional; the page is complete without it.
  if (related.isError || (related.data && items.length === 0)) return null
  return (
    <section aria-labelledby="related" className="mt-20 sm:mt-28">
      <h2 id="related" className="display mb-8 text-3xl sm:text-4xl">
        Goes well with
      </h2>
      {related.data ? <ProductGrid products={items} /> : <ProductGridSkeleton count={SHOWN} />}
    </section>
  )
}
