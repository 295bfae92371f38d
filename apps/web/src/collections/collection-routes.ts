import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { api, queryClient } from '../api.ts'
import { foundProducts } from '../products/product-queries.ts'
import { parseProductSearch } from '../products/product-search.ts'
import { root } from '../shop/root-route.ts'

const collections = createRoute({
  getParentRoute: () => root,
  path: '/collections',
  component: lazyRouteComponent(() => import('./collections-page.tsx'), 'CollectionsPage'),
})

const collection = createRoute({
  getParentRoute: () => root,
  path: '/collections/$slug',
  validateSearch: parseProductSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ params: { slug }, deps }) => {
    void queryClient.prefetchQuery(api.collections.get.queryOptions({ slug }))
    void queryClient.prefetchInfiniteQuery(foundProducts(deps, slug))
  },
  component: lazyRouteComponent(() => import('./collection-page.tsx'), 'CollectionPage'),
})

export const collectionRoutes = [collections, collection] as const
