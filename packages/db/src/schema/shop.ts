import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Currency } from '@tradepost/contract'

/** The one row of settings of this shop. Amounts are minor units of `currency`. */
export const shopSettings = sqliteTable('shop_settings', {
  id: integer('id').primaryKey(),
  name: text('name').notNull(),
  currency: text('currency').$type<Currency>().notNull(),
  pricesIncludeTax: integer('prices_include_tax', { mode: 'boolean' }).notNull(),
  taxRateBasisPoints: integer('tax_rate_basis_points').notNull(),
  shippingFeeAmount: integer('shipping_fee_amount').notNull(),
  freeShippingFromAmount: integer('free_shipping_from_amount'),
  /** Whether staff without a second factor may use the back office. */
  requireStaffMfa: integer('require_staff_mfa', { mode: 'boolean' }).notNull(),
})
