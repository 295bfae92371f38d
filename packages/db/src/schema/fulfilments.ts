import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { IdOf, ReturnStatus } from '@tradepost/contract'

/** Shipments of orders. */
export const fulfilments = sqliteTable('fulfilments', {
  id: text('id').$type<IdOf<'fulfilment'>>().primaryKey(),
  orderId: text('order_id').$type<IdOf<'order'>>().notNull(),
  carrier: text('carrier'),
  trackingNumber: text('tracking_number'),
  trackingUrl: text('tracking_url'),
  actor: text('actor').notNull(),
  createdAt: integer('created_at').notNull(),
})

/** The order lines and quantities of a fulfillment. */
export const fulfilmentLines = sqliteTable('fulfilment_lines', {
  fulfilmentId: text('fulfilment_id').$type<IdOf<'fulfilment'>>().notNull(),
  orderLineId: text('order_line_id').$type<IdOf<'orderLine'>>().notNull(),
  quantity: integer('quantity').notNull(),
})

/** Returns of goods from customers. */
export const returns = sqliteTable('returns', {
  id: text('id').$type<IdOf<'return'>>().primaryKey(),
  orderId: text('order_id').$type<IdOf<'order'>>().notNull(),
  status: text('status').$type<ReturnStatus>().notNull(),
  reason: text('reason').notNull(),
  note: text('note').notNull(),
  createdAt: integer('created_at').notNull(),
  updatedAt: integer('updated_at').notNull(),
})

/** The units of a return. Units that were not restocked on arrival were written off. */
export const returnLines = sqliteTable('return_lines', {
  returnId: text('return_id').$type<IdOf<'return'>>().notNull(),
  orderLineId: text('order_line_id').$type<IdOf<'orderLine'>>().notNull(),
  quantity: integer('quantity').notNull(),
  restockedQuantity: integer('restocked_quantity').notNull(),
})
