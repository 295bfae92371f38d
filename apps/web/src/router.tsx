import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { api, queryClient } from './api.ts'
import { parseNextPath } from './auth/next-path.ts'
import { foundProducts } from './products/product-queries.ts'
import { parseProductSearch } from './products/product-search.ts'
import { ErrorPage } from './shop/error-page.tsx'
import { Layout } from './shop/layout.tsx'
import { NotFoundPage } from './shop/not-found-page.tsx'

// Loaders only start a request beside the page's code and never wait for it: pages show their own skeletons.
const root = createRootRoute({
  component: Layout,
  loader: () => {
    void queryClient.prefetchQuery(api.shop.get.queryOptions())
    void queryClient.prefetchQuery(api.auth.session.queryOptions())
    void queryClient.prefetchQuery(api.cart.get.queryOptions())
  },
  staleTime: Infinity,
})

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
  validateSearch: (search): { sku?: string } => (typeof search['sku'] === 'string' ? { sku: search['sku'] } : {}),
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

const checkout = createRoute({
  getParentRoute: () => root,
  path: '/checkout',
  component: lazyRouteComponent(() => import('./orders/checkout-page.tsx'), 'CheckoutPage'),
})

const orders = createRoute({
  getParentRoute: () => root,
  path: '/orders',
  component: lazyRouteComponent(() => import('./orders/orders-page.tsx'), 'OrdersPage'),
})

const order = createRoute({
  getParentRoute: () => root,
  path: '/orders/$id',
  validateSearch: (search): { placed?: true } => (search['placed'] === true ? { placed: true } : {}),
  component: lazyRouteComponent(() => import('./orders/order-page.tsx'), 'OrderPage'),
})

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: parseNextPath,
  component: lazyRouteComponent(() => import('./auth/sign-in-page.tsx'), 'SignInPage'),
})

const signUp = createRoute({
  getParentRoute: () => root,
  path: '/sign-up',
  validateSearch: parseNextPath,
  component: lazyRouteComponent(() => import('./auth/sign-up-page.tsx'), 'SignUpPage'),
})

/** Knows every page of the shop. */
export const router = createRouter({
  routeTree: root.addChildren([home, products, product, cart, checkout, orders, order, signIn, signUp]),
  defaultPreload: 'intent',
  defaultPreloadStaleTime: 0,
  scrollRestoration: true,
  // Without this a page would also get what its own check of the address has dropped.
  search: { strict: true },
  defaultErrorComponent: ErrorPage,
  defaultNotFoundComponent: () => <NotFoundPage />,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
