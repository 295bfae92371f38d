import { Link } from '@tanstack/react-router'
import type { Product } from '@tradepost/contract'
import { useCollections } from '../collections/collection-queries.ts'
import { longestPath } from '../collections/collection-tree.ts'
import { Trail, trailLinkClass } from '../ui/trail.tsx'

const useSteps = (product: Product) => {
  const collections = useCollections()
  const slugs = product.collections.map(({ slug }) => slug)
  const path = longestPath(collections, slugs)
  if (path.length > 0) {
    return path.map(({ slug, title }) => ({
      key: slug,
      link: (
        <Link to="/collections/$slug" params={{ slug }} className={trailLinkClass}>
          {title}
        </Link>
      ),
    }))
  }
  // The list of collections loads a moment later. Until then, the product type takes its place.
  const type = product.productType
  if (!type) return []
  return [
    {
      key: type,
      link: (
        <Link to="/products" search={{ type: [type] }} className={trailLinkClass}>
          {type}
        </Link>
      ),
    },
  ]
}

/** Breadcrumb of a product: its collections, or its type if it is in none. */
export const ProductTrail = ({ product }: { product: Product }) => {
  const all = (
    <Link to="/products" className={trailLinkClass}>
      All products
    </Link>
  )
  return <Trail className="mb-4" steps={[{ key: 'all products', link: all }, ...useSteps(product)]} />
}
