import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Address, Currency, IdOf, OrderStatus } from '@tradepost/contract'

/** Orders, frozen at placing: nothing here follows later changes of products, prices or addresses. */
export const orders = sqliteTable('orders', {
  id: text('id').$type<IdOf<'order'>>().primaryKey(),
  number: text('number').notNull(),
  cartId: text('cart_id').$type<IdOf<'cart'>>(),
  userId: text('user_id').$type<IdOf<'user'>>(),
  guestHash: text('guest_hash'),
  email: text('email').notNull(),
  status: text('status').$type<OrderStatus>().notNull(),
  currency: text('currency').$type<Currency>().notNull(),
  subtotalAmount: integer('subtotal_amount').notNull(),
  discountAmount: integer('discount_amount').notNull(),
  shippingAmount: integer('shipping_amount').notNull(),
  taxAmount: integer('tax_amount').notNull(),
  totalAmount: integer('total_amount').notNull(),
  taxIncluded: integer('tax_included', { mode: 'boolean' }).notNull(),
  shippingAddress: text('shipping_address', { mode: 'json' }).$type<Address>().notNull(),
  placedAt: integer('placed_at').notNull(),
})

/** Lines of an order with names and prices as they were. */
export const orderLines = sqliteTable('order_lines', {
  id: text('id').$type<IdOf<'orderLine'>>().primaryKey(),
  orderId: text('order_id').$type<IdOf<'order'>>().notNull(),
  variantId: text('variant_id').$type<IdOf<'variant'>>(),
  productSlug: text('product_slug'),
  productTitle: text('product_title').notNull(),
  variantTitle: text('variant_title').notNull(),
  sku: text('sku').notNull(),
  imageSrc: text('image_src'),
  quantity: integer('quantity').notNull(),
  unitAmount: integer('unit_amount').notNull(),
  totalAmount: integer('total_amount').notNull(),
})

/** The statuses an order has passed, append-only; the first has no `from_status`. */
export const orderHistory = sqliteTable('order_history', {
  id: text('id').$type<IdOf<'event'>>().primaryKey(),
  orderId: text('order_id').$type<IdOf<'order'>>().notNull(),
  fromStatus: text('from_status').$type<OrderStatus>(),
  toStatus: text('to_status').$type<OrderStatus>().notNull(),
  reason: text('reason'),
  actor: text('actor').notNull(),
  createdAt: integer('created_at').notNull(),
})

/** Attempts to be paid; `pending` until the provider has answered. */
export const payments = sqliteTable('payments', {
  id: text('id').$type<IdOf<'payment'>>().primaryKey(),
  orderId: text('order_id').$type<IdOf<'order'>>().notNull(),
  provider: text('provider').notNull(),
  providerReference: text('provider_reference'),
  status: text('status').$type<'pending' | 'captured' | 'failed'>().notNull(),
  amount: integer('amount').notNull(),
  currency: text('currency').$type<Currency>().notNull(),
  failure: text('failure'),
  createdAt: integer('created_at').notNull(),
})
