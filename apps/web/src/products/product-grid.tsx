import type { ProductSummary } from '@tradepost/contract'
import type { Ref } from 'react'
import { Loading, Skeleton } from '../ui/states.tsx'
import { ProductCard } from './product-card.tsx'

const columns = {
  full: 'grid grid-cols-2 gap-x-4 gap-y-10 sm:gap-x-6 md:grid-cols-3 lg:grid-cols-4',
  beside: 'grid grid-cols-2 gap-x-4 gap-y-10 sm:gap-x-6 md:grid-cols-3 xl:gap-x-8',
}

// The width of a card's picture, which the browser must know before it has read the styles.
const sizes = {
  full: '(min-width: 82rem) 19rem, (min-width: 64rem) 23vw, (min-width: 48rem) 31vw, 46vw',
  beside: '(min-width: 82rem) 18.5rem, (min-width: 64rem) 22vw, (min-width: 48rem) 31vw, 46vw',
}

interface GridShape {
  /** `beside` leaves room for a column of filters. */
  shape?: keyof typeof columns
}

interface ProductGridProps extends GridShape {
  products: readonly ProductSummary[]
  listRef?: Ref<HTMLUListElement>
}

const EAGER_CARDS = 4

export const ProductGrid = ({ products, shape = 'full', listRef }: ProductGridProps) => (
  <ul ref={listRef} className={columns[shape]}>
    {products.map((product, at) => (
      <li key={product.id}>
        <ProductCard
          product={product}
          heading={shape === 'beside' ? 'h2' : 'h3'}
          sizes={sizes[shape]}
          isEager={shape === 'beside' && at < EAGER_CARDS}
        />
      </li>
    ))}
  </ul>
)

/** Gray placeholders for products that are still loading. */
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
