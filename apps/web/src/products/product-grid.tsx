import type { ProductSummary } from '@tradepost/contract'
import { Loading, Skeleton } from '../ui/states.tsx'
import { ProductCard } from './product-card.tsx'

const columns = {
  full: 'grid grid-cols-2 gap-x-4 gap-y-10 sm:gap-x-6 md:grid-cols-3 lg:grid-cols-4',
  beside: 'grid grid-cols-2 gap-x-4 gap-y-10 sm:gap-x-6 md:grid-cols-3 xl:gap-x-8',
}

interface GridShape {
  /** `beside` leaves room for a column of filters. */
  shape?: keyof typeof columns
}

const EAGER_CARDS = 4

/** Products in rows. */
export const ProductGrid = ({ products, shape = 'full' }: GridShape & { products: readonly ProductSummary[] }) => (
  <ul className={columns[shape]}>
    {products.map((product, at) => (
      <li key={product.id}>
        <ProductCard
          product={product}
          heading={shape === 'beside' ? 'h2' : 'h3'}
          isEager={shape === 'beside' && at < EAGER_CARDS}
        />
      </li>
    ))}
  </ul>
)

/** Grey shapes in place of products that are still loading. */
export const ProductGridSkeleton = ({ count, shape = 'full' }: GridShape & { count: number }) => (
  <Loading what="products">
    <div className={columns[shape]}>
      {Array.from({ length: count }, (_, at) => (
        <div key={at}>
          <Skeleton className="aspect-square rounded-2xl" />
          <Skeleton className="mt-4 h-4 w-3/4" />
          <Skeleton className="mt-2 h-4 w-1/3" />
        </div>
      ))}
    </div>
  </Loading>
)
