import { adminListOrders } from '@tradepost/commerce'
import { AdminListOrdersInput, AdminOrderPage } from '@tradepost/contract'
import { adminCollections, adminProducts } from './admin-catalogue.ts'
import { adminImports } from './imports.ts'
import { inventory, locations } from './inventory.ts'
import { media } from './media.ts'
import { promotions, shipping, shopSettings, zones } from './pricing-settings.ts'
import { apiKeys, audit, settings, staffMembers } from './staff.ts'
import { staff } from './trpc.ts'

const orders = {
  list: staff('orders:read')
    .input(AdminListOrdersInput)
    .output(AdminOrderPage)
    .query(({ ctx, input }) => adminListOrders(ctx.deps, input)),
}

export const admin = {
  products: adminProducts,
  imports: adminImports,
  collections: adminCollections,
  media,
  inventory,
  locations,
  orders,
  staff: staffMembers,
  apiKeys,
  audit,
  settings: { ...settings, ...shopSettings },
  zones,
  shipping,
  promotions,
}
