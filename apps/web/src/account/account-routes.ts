import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { root } from '../shop/root-route.ts'

const account = createRoute({
  getParentRoute: () => root,
  path: '/account',
  component: lazyRouteComponent(() => import('./account-layout.tsx'), 'AccountLayout'),
})

const profile = createRoute({
  getParentRoute: () => account,
  path: '/',
  component: lazyRouteComponent(() => import('./profile-page.tsx'), 'ProfilePage'),
})

const addresses = createRoute({
  getParentRoute: () => account,
  path: '/addresses',
  component: lazyRouteComponent(() => import('./addresses-page.tsx'), 'AddressesPage'),
})

const security = createRoute({
  getParentRoute: () => account,
  path: '/security',
  component: lazyRouteComponent(() => import('./security-page.tsx'), 'SecurityPage'),
})

const sessions = createRoute({
  getParentRoute: () => account,
  path: '/sessions',
  component: lazyRouteComponent(() => import('./sessions-page.tsx'), 'SessionsPage'),
})

const data = createRoute({
  getParentRoute: () => account,
  path: '/data',
  component: lazyRouteComponent(() => import('./data-page.tsx'), 'DataPage'),
})

export const accountRoutes = account.addChildren([profile, addresses, security, sessions, data])
