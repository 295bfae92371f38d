import { adminCollections, adminProducts } from './admin-catalogue.ts'
import { adminImports } from './imports.ts'
import { customers } from './customers.ts'
import { inventory, locations } from './inventory.ts'
import { adminOrders } from './admin-orders.ts'
import { media } from './media.ts'
import { promotions, shipping, shopSettings, zones } from './pricing-settings.ts'
import { apiKeys, audit, settings, staffMembers } from './staff.ts'

export const admin = {
  products: adminProducts,
  imports: adminImports,
  collections: adminCollections,
  media,
  inventory,
  locations,
  orders: adminOrders,
  customers,
  staff: staffMembers,
  apiKeys,
  audit,
  settings: { ...settings, ...shopSettings },
  zones,
  shipping,
  promotions,
}
