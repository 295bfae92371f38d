import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { root } from '../shop/root-route.ts'
import { parseAuditSearch } from './audit-search.ts'
import { parseCustomerSearch } from './customers/customer-search.ts'
import { parseImportSearch } from './imports/import-search.ts'
import { parseOrderListSearch } from './orders/order-list-search.ts'
import { parseReturnListSearch } from './orders/return-list-search.ts'
import { parseProductListSearch } from './products/product-list-search.ts'
import { parsePromotionSearch } from './promotions/promotion-search.ts'
import { parseStockSearch } from './stock/stock-search.ts'

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

const orders = createRoute({
  getParentRoute: () => admin,
  path: '/orders',
  validateSearch: parseOrderListSearch,
  component: lazyRouteComponent(() => import('./orders/orders-page.tsx'), 'OrdersPage'),
})

const order = createRoute({
  getParentRoute: () => admin,
  path: '/orders/$id',
  component: lazyRouteComponent(() => import('./orders/order-page.tsx'), 'OrderPage'),
})

const customers = createRoute({
  getParentRoute: () => admin,
  path: '/customers',
  validateSearch: parseCustomerSearch,
  component: lazyRouteComponent(() => import('./customers/customers-page.tsx'), 'CustomersPage'),
})

const returns = createRoute({
  getParentRoute: () => admin,
  path: '/returns',
  validateSearch: parseReturnListSearch,
  component: lazyRouteComponent(() => import('./orders/returns-page.tsx'), 'ReturnsPage'),
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

const promotions = createRoute({
  getParentRoute: () => admin,
  path: '/promotions',
  validateSearch: parsePromotionSearch,
  component: lazyRouteComponent(() => import('./promotions/promotions-page.tsx'), 'PromotionsPage'),
})

const newPromotion = createRoute({
  getParentRoute: () => admin,
  path: '/promotions/new',
  component: lazyRouteComponent(() => import('./promotions/promotion-page.tsx'), 'NewPromotionPage'),
})

const promotion = createRoute({
  getParentRoute: () => admin,
  path: '/promotions/$id',
  component: lazyRouteComponent(() => import('./promotions/promotion-page.tsx'), 'PromotionPage'),
})

const shipping = createRoute({
  getParentRoute: () => admin,
  path: '/shipping',
  component: lazyRouteComponent(() => import('./shipping/shipping-pages.tsx'), 'ShippingPage'),
})

const newZone = createRoute({
  getParentRoute: () => admin,
  path: '/shipping/new',
  component: lazyRouteComponent(() => import('./shipping/shipping-pages.tsx'), 'NewZonePage'),
})

const zone = createRoute({
  getParentRoute: () => admin,
  path: '/shipping/$id',
  component: lazyRouteComponent(() => import('./shipping/shipping-pages.tsx'), 'ZonePage'),
})

const newMethod = createRoute({
  getParentRoute: () => admin,
  path: '/shipping/$id/new-method',
  component: lazyRouteComponent(() => import('./shipping/shipping-pages.tsx'), 'NewMethodPage'),
})

const method = createRoute({
  getParentRoute: () => admin,
  path: '/shipping/methods/$id',
  component: lazyRouteComponent(() => import('./shipping/shipping-pages.tsx'), 'MethodPage'),
})

const shopSettings = createRoute({
  getParentRoute: () => admin,
  path: '/shop',
  component: lazyRouteComponent(() => import('./settings/shop-page.tsx'), 'ShopSettingsPage'),
})

const stock = createRoute({
  getParentRoute: () => admin,
  path: '/stock',
  validateSearch: parseStockSearch,
  component: lazyRouteComponent(() => import('./stock/stock-page.tsx'), 'StockPage'),
})

/** The routes of the back office, in chunks of their own that customers never load. */
export const adminRoutes = admin.addChildren([
  overview,
  orders,
  order,
  returns,
  customers,
  products,
  newProduct,
  product,
  collections,
  newCollection,
  collection,
  media,
  imports,
  promotions,
  newPromotion,
  promotion,
  shipping,
  newZone,
  zone,
  newMethod,
  method,
  shopSettings,
  stock,
  staff,
  keys,
  audit,
  security,
])
