import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Currency, RoundingMode } from '@tradepost/contract'

/** The settings of this shop, in a single row. Amounts are minor units of `currency`. */
export const shopSettings = sqliteTable('shop_settings', {
  id: integer('id').primaryKey(),
  name: text('name').notNull(),
  currency: text('currency').$type<Currency>().notNull(),
  pricesIncludeTax: integer('prices_include_tax', { mode: 'boolean' }).notNull(),
  /** Whether staff need a second factor to use the back office. */
  requireStaffMfa: integer('require_staff_mfa', { mode: 'boolean' }).notNull(),
  /** The shop's country. Carts are priced for it until the shopper chooses another country. */
  countryCode: text('country_code').notNull(),
  /** Additional currencies that customers can pay in. */
  currencies: text('currencies', { mode: 'json' }).$type<Currency[]>().notNull(),
  taxRounding: text('tax_rounding').$type<'per_line' | 'per_rate'>().notNull(),
  taxRoundingMode: text('tax_rounding_mode').$type<RoundingMode>().notNull(),
  /** Whether cards are charged when the order is placed, or only authorized until staff capture the payment. */
  captureMode: text('capture_mode').$type<'automatic' | 'manual'>().notNull(),
  offersInvoice: integer('offers_invoice', { mode: 'boolean' }).notNull(),
  /** How long stock is allocated while a payment is open. */
  reservationMinutes: integer('reservation_minutes').notNull(),
  /** A variant's stock is low when at most this many units are available. */
  lowStockThreshold: integer('low_stock_threshold').notNull(),
  /** The number of days after which an unpaid invoice order expires; null for never. */
  invoiceDays: integer('invoice_days').default(14),
  /** The maximum number of units that guests of one network may have on unpaid invoices; null for no limit. */
  guestInvoiceUnits: integer('guest_invoice_units').default(20),
  /** The share of a variant's stock that one client may have in unpaid orders; ten units are always allowed. */
  unpaidSharePercent: integer('unpaid_share_percent').notNull().default(50),
})
