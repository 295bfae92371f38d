import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { IdOf, MovementKind } from '@tradepost/contract'

/** Locations that hold stock. Units are allocated from the first location, by position, that has enough. */
export const locations = sqliteTable('locations', {
  id: text('id').$type<IdOf<'location'>>().primaryKey(),
  name: text('name').notNull(),
  position: integer('position').notNull(),
  isActive: integer('is_active', { mode: 'boolean' }).notNull(),
  version: integer('version').notNull(),
  createdAt: integer('created_at').notNull(),
  updatedAt: integer('updated_at').notNull(),
})

/** Stock of tracked variants, in units. `on_hand - allocated` is available. Every change is also a movement. */
export const stockLevels = sqliteTable('stock_levels', {
  variantId: text('variant_id').$type<IdOf<'variant'>>().notNull(),
  locationId: text('location_id').$type<IdOf<'location'>>().notNull(),
  onHand: integer('on_hand').notNull(),
  allocated: integer('allocated').notNull(),
  /** 1 if more units may be sold than are on hand. */
  backorder: integer('backorder', { mode: 'boolean' }).notNull(),
})

/** The stock of a variant over all locations. Triggers keep it in sync with the levels. */
export const stockTotals = sqliteTable('stock_totals', {
  variantId: text('variant_id').$type<IdOf<'variant'>>().primaryKey(),
  onHand: integer('on_hand').notNull(),
  allocated: integer('allocated').notNull(),
})

/** The ledger behind the stock levels: both counters are the sums of their deltas. Append-only. */
export const stockMovements = sqliteTable('stock_movements', {
  id: text('id').$type<IdOf<'movement'>>().primaryKey(),
  variantId: text('variant_id').$type<IdOf<'variant'>>().notNull(),
  locationId: text('location_id').$type<IdOf<'location'>>().notNull(),
  kind: text('kind').$type<MovementKind>().notNull(),
  onHandDelta: integer('on_hand_delta').notNull(),
  allocatedDelta: integer('allocated_delta').notNull(),
  orderId: text('order_id').$type<IdOf<'order'>>(),
  reason: text('reason').notNull(),
  actor: text('actor').notNull(),
  createdAt: integer('created_at').notNull(),
})
