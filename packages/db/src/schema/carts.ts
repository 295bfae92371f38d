import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Currency, IdOf } from '@tradepost/contract'

/** Carts. Each belongs to an account or a guest (the SHA-256 of their cookie), who has at most one open cart. */
export const carts = sqliteTable('carts', {
  id: text('id').$type<IdOf<'cart'>>().primaryKey(),
  userId: text('user_id').$type<IdOf<'user'>>(),
  guestHash: text('guest_hash'),
  /** `ordering` while a payment for the cart is open: nothing may change the cart then. */
  status: text('status').$type<'open' | 'ordering' | 'ordered' | 'merged'>().notNull(),
  /** Increases with every change, so that an order is placed only for the cart that was priced. */
  version: integer('version').notNull(),
  createdAt: integer('created_at').notNull(),
  updatedAt: integer('updated_at').notNull(),
  /** The currency that the shopper wants to pay in; null for the shop's own. */
  currency: text('currency').$type<Currency>(),
})

/** Lines of carts. `seen_amount` is the unit price when the shopper last changed the line. */
export const cartLines = sqliteTable('cart_lines', {
  id: text('id').$type<IdOf<'cartLine'>>().primaryKey(),
  cartId: text('cart_id').$type<IdOf<'cart'>>().notNull(),
  variantId: text('variant_id').$type<IdOf<'variant'>>().notNull(),
  quantity: integer('quantity').notNull(),
  seenAmount: integer('seen_amount').notNull(),
})

/** Coupons that the shopper has entered, in upper case. */
export const cartCoupons = sqliteTable('cart_coupons', {
  cartId: text('cart_id').$type<IdOf<'cart'>>().notNull(),
  code: text('code').notNull(),
  createdAt: integer('created_at').notNull(),
})
