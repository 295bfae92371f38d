import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { root } from '../shop/root-route.ts'

const checkout = createRoute({
  getParentRoute: () => root,
  path: '/checkout',
  component: lazyRouteComponent(() => import('./checkout-page.tsx'), 'CheckoutPage'),
})

const paying = createRoute({
  getParentRoute: () => root,
  path: '/checkout/$orderId',
  component: lazyRouteComponent(() => import('./paying-page.tsx'), 'PayingPage'),
})

const orders = createRoute({
  getParentRoute: () => root,
  path: '/orders',
  component: lazyRouteComponent(() => import('./orders-page.tsx'), 'OrdersPage'),
})

const order = createRoute({
  getParentRoute: () => root,
  path: '/orders/$id',
  validateSearch: (search): { placed?: true } => (search['placed'] === true ? { placed: true } : {}),
  component: lazyRouteComponent(() => import('./order-page.tsx'), 'OrderPage'),
})

const invoice = createRoute({
  getParentRoute: () => root,
  path: '/orders/$id/invoice',
  component: lazyRouteComponent(() => import('./invoice-page.tsx'), 'InvoicePage'),
})

const track = createRoute({
  getParentRoute: () => root,
  path: '/track',
  component: lazyRouteComponent(() => import('./track-page.tsx'), 'TrackPage'),
})

/** The pages of the checkout and of orders. */
export const orderRoutes = [checkout, paying, orders, order, invoice, track]
