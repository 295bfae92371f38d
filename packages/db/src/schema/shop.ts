import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Currency, RoundingMode } from '@tradepost/contract'

/** The one row of settings of this shop. Amounts are minor units of `currency`. */
export const shopSettings = sqliteTable('shop_settings', {
  id: integer('id').primaryKey(),
  name: text('name').notNull(),
  currency: text('currency').$type<Currency>().notNull(),
  pricesIncludeTax: integer('prices_include_tax', { mode: 'boolean' }).notNull(),
  /** Whether staff without a second factor may use the back office. */
  requireStaffMfa: integer('require_staff_mfa', { mode: 'boolean' }).notNull(),
  /** Where the shop is: what a cart is priced for until the buyer names another country. */
  countryCode: text('country_code').notNull(),
  /** Further currencies that one can pay in. */
  currencies: text('currencies', { mode: 'json' }).$type<Currency[]>().notNull(),
  taxRounding: text('tax_rounding').$type<'per_line' | 'per_rate'>().notNull(),
  taxRoundingMode: text('tax_rounding_mode').$type<RoundingMode>().notNull(),
  /** Whether cards are charged when the order is placed, or only authorized until staff capture. */
  captureMode: text('capture_mode').$type<'automatic' | 'manual'>().notNull(),
  offersInvoice: integer('offers_invoice', { mode: 'boolean' }).notNull(),
  /** For how long stock is held while a payment is open. */
  reservationMinutes: integer('reservation_minutes').notNull(),
  /** From this many free units down, a variant's stock is low. */
  lowStockThreshold: integer('low_stock_threshold').notNull(),
  /** After so many days an unpaid invoice order expires; null for never. */
  invoiceDays: integer('invoice_days').default(14),
  /** The most units that guests of one network may have on unpaid invoices; null for any number. */
  guestInvoiceUnits: integer('guest_invoice_units').default(20),
  /** The share of a variant's stock that one client may hold by unpaid orders; ten units are always allowed. */
  unpaidSharePercent: integer('unpaid_share_percent').notNull().default(50),
})
