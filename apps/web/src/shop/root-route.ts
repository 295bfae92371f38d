import { createRootRoute } from '@tanstack/react-router'
import { api, queryClient } from '../api.ts'
import { collectionsQuery } from '../collections/collection-queries.ts'
import { Layout } from './layout.tsx'

// Loaders only start a request beside the page's code and never wait for it: pages show their own skeletons.

/** The route that every page hangs from; it starts what all of them need. */
export const root = createRootRoute({
  component: Layout,
  loader: () => {
    void queryClient.prefetchQuery(api.shop.get.queryOptions())
    void queryClient.prefetchQuery(api.auth.session.queryOptions())
    void queryClient.prefetchQuery(api.cart.get.queryOptions())
    void queryClient.prefetchQuery(collectionsQuery())
  },
  staleTime: Infinity,
})
