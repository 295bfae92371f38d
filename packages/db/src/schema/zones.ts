import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { IdOf, ShippingRate, TaxClass } from '@tradepost/contract'

/** Shipping and tax zones. Each country is in at most one zone; the zone with `is_rest` covers all other countries. */
export const zones = sqliteTable('zones', {
  id: text('id').$type<IdOf<'zone'>>().primaryKey(),
  name: text('name').notNull(),
  isRest: integer('is_rest', { mode: 'boolean' }).notNull(),
  version: integer('version').notNull(),
  createdAt: integer('created_at').notNull(),
  updatedAt: integer('updated_at').notNull(),
})

/** The countries of zones, as ISO 3166-1 alpha-2 codes. */
export const zoneCountries = sqliteTable('zone_countries', {
  countryCode: text('country_code').primaryKey(),
  zoneId: text('zone_id').$type<IdOf<'zone'>>().notNull(),
})

/** The tax rates of zones. Several rates of one class apply to the same base. */
export const taxRates = sqliteTable('tax_rates', {
  id: text('id').$type<IdOf<'taxRate'>>().primaryKey(),
  zoneId: text('zone_id').$type<IdOf<'zone'>>().notNull(),
  position: integer('position').notNull(),
  name: text('name').notNull(),
  basisPoints: integer('basis_points').notNull(),
  taxClass: text('tax_class').$type<TaxClass>().notNull(),
})

/** The shipping methods of zones, with a rate for each currency. */
export const shippingMethods = sqliteTable('shipping_methods', {
  id: text('id').$type<IdOf<'shippingMethod'>>().primaryKey(),
  zoneId: text('zone_id').$type<IdOf<'zone'>>().notNull(),
  position: integer('position').notNull(),
  name: text('name').notNull(),
  description: text('description').notNull(),
  rates: text('rates', { mode: 'json' }).$type<ShippingRate[]>().notNull(),
  /** Null if shipping is not taxed. */
  taxClass: text('tax_class').$type<TaxClass>(),
  isActive: integer('is_active', { mode: 'boolean' }).notNull(),
  version: integer('version').notNull(),
  createdAt: integer('created_at').notNull(),
  updatedAt: integer('updated_at').notNull(),
})
