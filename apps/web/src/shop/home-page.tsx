import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ProductSummary } from '@tradepost/contract'
import { ArrowRight } from 'lucide-react'
import { api } from '../api.ts'
import { collectionsQuery } from '../collections/collection-queries.ts'
import { collectionTree } from '../collections/collection-tree.ts'
import { ProductGrid, ProductGridSkeleton } from '../products/product-grid.tsx'
import { useDocumentTitle } from './document-title.ts'
import { EmptyState, LoadFailure } from '../ui/states.tsx'
import { Departments } from './departments.tsx'
import { Hero, HERO_PRODUCTS } from './hero.tsx'
import { varied } from './varied.ts'
import { WhyStrip } from './why-strip.tsx'

const SHOWN_PRODUCTS = 8

// More than are shown, so that they include several product types.
const homeInput = { limit: 60, sort: 'newest', inStock: true } as const

const Arrivals = ({ products }: { products: readonly ProductSummary[] | null }) => (
  <section aria-labelledby="newest" className="page mt-20 sm:mt-28">
    <div className="mb-8 flex items-baseline justify-between gap-4">
      <h2 id="newest" className="display text-3xl sm:text-4xl">
        Just arrived
      </h2>
      <Link
        to="/products"
        search={{ sort: 'newest' }}
        className="group inline-flex items-center gap-1.5 text-[0.9375rem] underline-offset-4 hover:underline"
      >
        See all new
        <ArrowRight aria-hidden className="size-4 transition-transform group-hover:translate-x-0.5" />
      </Link>
    </div>
    {products ? <ProductGrid products={products} /> : <ProductGridSkeleton count={SHOWN_PRODUCTS} />}
  </section>
)

export const HomePage = () => {
  useDocumentTitle()
  const page = useQuery(api.products.list.queryOptions(homeInput))
  const collections = useQuery(collectionsQuery())
  // If the collections cannot be loaded, the shop still shows its product types.
  const roots = collections.isPending ? null : collectionTree(collections.data?.items ?? [])
  if (page.isError && !page.data) return <LoadFailure error={page.error} onRetry={() => void page.refetch()} />
  const found = page.data ? varied(page.data.items, HERO_PRODUCTS + SHOWN_PRODUCTS) : null
  // Leaves at least one for the list below.
  const heroCount = found ? Math.max(0, Math.min(HERO_PRODUCTS, found.length - 1)) : HERO_PRODUCTS
  return (
    <>
      <Hero products={found?.slice(0, heroCount) ?? null} />
      <Departments collections={roots} types={page.data?.facets?.productTypes ?? null} />
      {found?.length === 0 ? (
        <EmptyState title="The shelves are still empty">Come back soon.</EmptyState>
      ) : (
        <Arrivals products={found?.slice(heroCount) ?? null} />
      )}
      <WhyStrip />
    </>
  )
}
