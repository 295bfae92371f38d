import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { root } from '../shop/root-route.ts'
import { parseAuditSearch } from './audit-search.ts'
import { parseImportSearch } from './imports/import-search.ts'
import { parseProductListSearch } from './products/product-list-search.ts'

const admin = createRoute({
  getParentRoute: () => root,
  path: '/admin',
  component: lazyRouteComponent(() => import('./admin-layout.tsx'), 'AdminLayout'),
})

const overview = createRoute({
  getParentRoute: () => admin,
  path: '/',
  component: lazyRouteComponent(() => import('./overview-page.tsx'), 'OverviewPage'),
})

const staff = createRoute({
  getParentRoute: () => admin,
  path: '/staff',
  component: lazyRouteComponent(() => import('./staff-page.tsx'), 'StaffPage'),
})

const keys = createRoute({
  getParentRoute: () => admin,
  path: '/keys',
  component: lazyRouteComponent(() => import('./keys-page.tsx'), 'KeysPage'),
})

const audit = createRoute({
  getParentRoute: () => admin,
  path: '/audit',
  validateSearch: parseAuditSearch,
  component: lazyRouteComponent(() => import('./audit-page.tsx'), 'AuditPage'),
})

const security = createRoute({
  getParentRoute: () => admin,
  path: '/security',
  component: lazyRouteComponent(() => import('./security-settings-page.tsx'), 'SecuritySettingsPage'),
})

const products = createRoute({
  getParentRoute: () => admin,
  path: '/products',
  validateSearch: parseProductListSearch,
  component: lazyRouteComponent(() => import('./products/products-page.tsx'), 'ProductsPage'),
})

const newProduct = createRoute({
  getParentRoute: () => admin,
  path: '/products/new',
  component: lazyRouteComponent(() => import('./products/product-editor-page.tsx'), 'NewProductPage'),
})

const product = createRoute({
  getParentRoute: () => admin,
  path: '/products/$id',
  component: lazyRouteComponent(() => import('./products/product-editor-page.tsx'), 'ProductEditorPage'),
})

const collections = createRoute({
  getParentRoute: () => admin,
  path: '/collections',
  component: lazyRouteComponent(() => import('./collections/collections-page.tsx'), 'CollectionsPage'),
})

const newCollection = createRoute({
  getParentRoute: () => admin,
  path: '/collections/new',
  component: lazyRouteComponent(() => import('./collections/collection-page.tsx'), 'NewCollectionPage'),
})

const collection = createRoute({
  getParentRoute: () => admin,
  path: '/collections/$id',
  component: lazyRouteComponent(() => import('./collections/collection-page.tsx'), 'CollectionPage'),
})

const media = createRoute({
  getParentRoute: () => admin,
  path: '/media',
  component: lazyRouteComponent(() => import('./media/media-page.tsx'), 'MediaPage'),
})

const imports = createRoute({
  getParentRoute: () => admin,
  path: '/import',
  validateSearch: parseImportSearch,
  component: lazyRouteComponent(() => import('./imports/import-page.tsx'), 'ImportPage'),
})

/** The pages of the back office, in chunks of their own that a customer never loads. */
export const adminRoutes = admin.addChildren([
  overview,
  products,
  newProduct,
  product,
  collections,
  newCollection,
  collection,
  media,
  imports,
  staff,
  keys,
  audit,
  security,
])
