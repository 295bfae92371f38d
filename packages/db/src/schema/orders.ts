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
  /** Part of `discount_amount`. */
  shippingDiscountAmount: integer('shipping_discount_amount').notNull(),
  /** Part of `tax_amount`. */
  shippingTaxAmount: integer('shipping_tax_amount').notNull(),
  taxes: text('taxes', { mode: 'json' }).$type<PricedTax[]>().notNull(),
  discounts: text('discounts', { mode: 'json' }).$type<AppliedDiscount[]>().notNull(),
  /** What the order was priced by, so that an edit is priced by the same; null for orders from before there was any. */
  pricing: text('pricing', { mode: 'json' }).$type<PricingInput>(),
  /** The name of the way of shipping. */
  shippingMethod: text('shipping_method').notNull(),
  billingAddress: text('billing_address', { mode: 'json' }).$type<Address>(),
  /** Until when stock is held: for a payment that is open, or for an invoice that is not paid yet. */
  reservedUntil: integer('reserved_until'),
  /** The version of the cart that was ordered. */
  cartVersion: integer('cart_version'),
  /** Counts the edits from 1. */
  version: integer('version').notNull(),
  /** What became of its money, kept by triggers of payments; nothing else writes it. */
  paymentStatus: text('payment_status').$type<PaymentStatus>().notNull().default('unpaid'),
  /** How much of it has left, kept by triggers of its lines; nothing else writes it. */
  fulfilmentStatus: text('fulfilment_status').$type<FulfilmentStatus>().notNull().default('unfulfilled'),
  /** What came back before it was paid, and is asked for no more. */
  creditedAmount: integer('credited_amount').notNull().default(0),
  /** The SHA-256 of the network that the order came from, kept for 30 days; null for orders that nobody sent. */
  clientHash: text('client_hash'),
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
  discountAmount: integer('discount_amount').notNull(),
  taxAmount: integer('tax_amount').notNull(),
  requiresShipping: integer('requires_shipping', { mode: 'boolean' }).notNull(),
  fulfilledQuantity: integer('fulfilled_quantity').notNull(),
  /** Units in returns that were not rejected. */
  returnedQuantity: integer('returned_quantity').notNull(),
  /** Units that came back before they were paid: their price was taken off what was owed. */
  creditedQuantity: integer('credited_quantity').notNull().default(0),
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
  /** Counts the steps and events of all orders as they were written; a trigger sets it. */
  seq: integer('seq').notNull().default(0),
})

/** What else happened to an order, append-only; the public ones are shown to the customer. */
export const orderEvents = sqliteTable('order_events', {
  id: text('id').$type<IdOf<'event'>>().primaryKey(),
  orderId: text('order_id').$type<IdOf<'order'>>().notNull(),
  kind: text('kind').$type<OrderEventKind>().notNull(),
  details: text('details', { mode: 'json' }).$type<Record<string, unknown>>().notNull(),
  isPublic: integer('is_public', { mode: 'boolean' }).notNull(),
  actor: text('actor').notNull(),
  createdAt: integer('created_at').notNull(),
  /** Counts on with `order_history.seq`; a trigger sets it. */
  seq: integer('seq').notNull().default(0),
})

/** The secrets in mailed links by which whoever has the mail sees that one order; only their SHA-256 is kept. */
export const orderLinks = sqliteTable('order_links', {
  tokenHash: text('token_hash').primaryKey(),
  orderId: text('order_id').$type<IdOf<'order'>>().notNull(),
  expiresAt: integer('expires_at').notNull(),
})
