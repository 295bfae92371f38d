import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type {
  Address,
  AppliedDiscount,
  Currency,
  FulfilmentStatus,
  IdOf,
  OrderEventKind,
  OrderStatus,
  PaymentStatus,
  PricedTax,
  PricingInput,
} from '@tradepost/contract'

/** Orders, fixed when they are placed: later changes of products, prices or addresses do not affect them. */
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
  /** Part of `discount_amount`. */
  shippingDiscountAmount: integer('shipping_discount_amount').notNull(),
  /** Part of `tax_amount`. */
  shippingTaxAmount: integer('shipping_tax_amount').notNull(),
  taxes: text('taxes', { mode: 'json' }).$type<PricedTax[]>().notNull(),
  discounts: text('discounts', { mode: 'json' }).$type<AppliedDiscount[]>().notNull(),
  /** The input that the order was priced with, reused to price an edit. Null for orders older than this column. */
  pricing: text('pricing', { mode: 'json' }).$type<PricingInput>(),
  /** The name of the shipping method. */
  shippingMethod: text('shipping_method').notNull(),
  billingAddress: text('billing_address', { mode: 'json' }).$type<Address>(),
  /** When the stock allocation expires, while a payment is open or an invoice is unpaid. */
  reservedUntil: integer('reserved_until'),
  /** The version of the cart that was ordered. */
  cartVersion: integer('cart_version'),
  /** Counts the edits from 1. */
  version: integer('version').notNull(),
  /** Only triggers on payments write it. */
  paymentStatus: text('payment_status').$type<PaymentStatus>().notNull().default('unpaid'),
  /** Only triggers on the order's lines write it. */
  fulfilmentStatus: text('fulfilment_status').$type<FulfilmentStatus>().notNull().default('unfulfilled'),
  /** The price of units that were returned before they were paid; it is no longer outstanding. */
  creditedAmount: integer('credited_amount').notNull().default(0),
  /** The SHA-256 of the client network that placed the order, kept for 30 days; null if no client placed it. */
  clientHash: text('client_hash'),
})

/** Lines of orders, with the names and prices at the time of placing. */
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
  discountAmount: integer('discount_amount').notNull(),
  taxAmount: integer('tax_amount').notNull(),
  requiresShipping: integer('requires_shipping', { mode: 'boolean' }).notNull(),
  fulfilledQuantity: integer('fulfilled_quantity').notNull(),
  /** Units in returns that were not rejected. */
  returnedQuantity: integer('returned_quantity').notNull(),
  /** Units that were returned before they were paid; their price was deducted from the outstanding amount. */
  creditedQuantity: integer('credited_quantity').notNull().default(0),
})

/** Status changes of orders, append-only. The first has no `from_status`. */
export const orderHistory = sqliteTable('order_history', {
  id: text('id').$type<IdOf<'event'>>().primaryKey(),
  orderId: text('order_id').$type<IdOf<'order'>>().notNull(),
  fromStatus: text('from_status').$type<OrderStatus>(),
  toStatus: text('to_status').$type<OrderStatus>().notNull(),
  reason: text('reason'),
  actor: text('actor').notNull(),
  createdAt: integer('created_at').notNull(),
  /** A sequence number across `order_history` and `order_events` of all orders. A trigger sets it. */
  seq: integer('seq').notNull().default(0),
})

/** Other events of orders, append-only. The customer sees the public ones. */
export const orderEvents = sqliteTable('order_events', {
  id: text('id').$type<IdOf<'event'>>().primaryKey(),
  orderId: text('order_id').$type<IdOf<'order'>>().notNull(),
  kind: text('kind').$type<OrderEventKind>().notNull(),
  details: text('details', { mode: 'json' }).$type<Record<string, unknown>>().notNull(),
  isPublic: integer('is_public', { mode: 'boolean' }).notNull(),
  actor: text('actor').notNull(),
  createdAt: integer('created_at').notNull(),
  /** Shares its sequence with `order_history.seq`. A trigger sets it. */
  seq: integer('seq').notNull().default(0),
})

/** Secrets of mailed links, which show one order to anyone who has the mail. Only their SHA-256 is stored. */
export const orderLinks = sqliteTable('order_links', {
  tokenHash: text('token_hash').primaryKey(),
  orderId: text('order_id').$type<IdOf<'order'>>().notNull(),
  expiresAt: integer('expires_at').notNull(),
})
