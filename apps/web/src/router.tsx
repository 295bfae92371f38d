import { createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { accountRoutes } from './account/account-routes.ts'
import { adminRoutes } from './admin/admin-routes.ts'
import { api, queryClient } from './api.ts'
import { authRoutes } from './auth/auth-routes.ts'
import { collectionRoutes } from './collections/collection-routes.ts'
import { orderRoutes } from './orders/order-routes.ts'
import { foundProducts } from './products/product-queries.ts'
import { parseProductSearch } from './products/product-search.ts'
import { ErrorPage } from './shop/error-page.tsx'
import { NotFoundPage } from './shop/not-found-page.tsx'
import { root } from './shop/root-route.ts'
import { stringifySearch } from './shop/search-params.ts'

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: lazyRouteComponent(() => import('./shop/home-page.tsx'), 'HomePage'),
})

const products = createRoute({
  getParentRoute: () => root,
  path: '/products',
  validateSearch: parseProductSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ deps }) => {
    void queryClient.prefetchInfiniteQuery(foundProducts(deps))
  },
  component: lazyRouteComponent(() => import('./products/products-page.tsx'), 'ProductsPage'),
})

const product = createRoute({
  getParentRoute: () => root,
  path: '/products/$slug',
  validateSearch: ({ variant }): { variant?: string } =>
    typeof variant === 'string' || typeof variant === 'number' ? { variant: String(variant) } : {},
  loader: ({ params }) => {
    void queryClient.prefetchQuery(api.products.get.queryOptions({ slug: params.slug }))
  },
  component: lazyRouteComponent(() => import('./products/product-page.tsx'), 'ProductPage'),
})

const cart = createRoute({
  getParentRoute: () => root,
  path: '/cart',
  component: lazyRouteComponent(() => import('./cart/cart-page.tsx'), 'CartPage'),
})

/** The router with all pages of the shop. */
export const router = createRouter({
  routeTree: root.addChildren([
    home,
    products,
    product,
    ...collectionRoutes,
    cart,
    ...orderRoutes,
    ...authRoutes,
    accountRoutes,
    adminRoutes,
  ]),
  defaultPreload: 'intent',
  defaultPreloadStaleTime: 0,
  scrollRestoration: true,
  // Without this, a page would also receive search params that its own validation dropped.
  search: { strict: true },
  stringifySearch,
  defaultErrorComponent: ErrorPage,
  defaultNotFoundComponent: () => <NotFoundPage />,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
