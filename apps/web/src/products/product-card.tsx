import { Link } from '@tanstack/react-router'
import type { ProductSummary } from '@tradepost/contract'
import { clsx } from 'clsx'
import { Picture } from '../ui/picture.tsx'
import { Price } from '../ui/price.tsx'

const badgeOf = (product: ProductSummary): string | null => {
  if (!product.inStock) return 'Sold out'
  const isReduced = product.compareAtPrice !== null && product.compareAtPrice.amount > product.priceFrom.amount
  return isReduced ? 'Reduced' : null
}

interface ProductCardProps {
  product: ProductSummary
  /** One level below the heading of the list. */
  heading: 'h2' | 'h3'
  /** The displayed width of the picture, like `sizes` in HTML. */
  sizes: string
  isEager?: boolean
}

/** A product in a list. The whole card links to its page. */
export const ProductCard = ({ product, heading: Heading, sizes, isEager = false }: ProductCardProps) => {
  const badge = badgeOf(product)
  const varies = product.priceTo.amount > product.priceFrom.amount
  return (
    <article className="group relative">
      <div className="relative overflow-hidden rounded-2xl">
        <Picture
          image={product.image}
          alt=""
          sizes={sizes}
          size={400}
          isEager={isEager}
          className={clsx(
            'transition-transform duration-500 group-hover:scale-[1.03]',
            !product.inStock && 'opacity-60'
          )}
        />
        {badge ? (
          <span className="absolute top-3 left-3 rounded-full bg-paper px-3 py-1 text-xs font-medium text-ink">
            {badge}
          </span>
        ) : null}
      </div>
      <Heading className="mt-3.5 text-[0.9375rem] leading-snug font-medium">
        <Link
          to="/products/$slug"
          params={{ slug: product.slug }}
          className="underline-offset-4 group-hover:underline after:absolute after:inset-0 after:rounded-2xl"
        >
          {product.title}
        </Link>
      </Heading>
      <p className="mt-0.5 text-sm text-muted">{product.vendor}</p>
      <p className="mt-1.5 text-[0.9375rem]">
        <Price price={product.priceFrom} compareAt={product.compareAtPrice} prefix={varies ? 'From' : ''} />
      </p>
    </article>
  )
}
