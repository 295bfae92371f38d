import { useQuery } from '@tanstack/react-query'
import type { Product } from '@tradepost/contract'
import { api } from '../api.ts'
import { ProductGrid, ProductGridSkeleton } from './product-grid.tsx'

const SHOWN = 4

/** What others have bought together with a product, or what is like it; nothing where nothing is known. */
export const RelatedProducts = ({ id }: Pick<Product, 'id'>) => {
  const related = useQuery(api.products.related.queryOptions({ id, limit: SHOWN }))
  const items = related.data?.items ?? []
  // It only adds to the page: without it the page is whole.
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
