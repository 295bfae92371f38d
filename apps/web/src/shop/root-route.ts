import { createRootRoute } from '@tanstack/react-router'
import { api, queryClient } from '../api.ts'
import { collectionsQuery } from '../collections/collection-queries.ts'
import { Layout } from './layout.tsx'

// Loaders start their request in parallel with loading the page's code and never wait for it: pages show skeletons.

/** The root route. Starts the requests that all pages need. */
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
