import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Currency, IdOf } from '@tradepost/contract'

/** Carts. Each belongs to an account or to a guest (the SHA-256 of the guest's cookie), who has one open cart at most. */
export const carts = sqliteTable('carts', {
  id: text('id').$type<IdOf<'cart'>>().primaryKey(),
  userId: text('user_id').$type<IdOf<'user'>>(),
  guestHash: text('guest_hash'),
  /** `ordering` while a payment is open for it: nothing may change it then. */
  status: text('status').$type<'open' | 'ordering' | 'ordered' | 'merged'>().notNull(),
  /** Grows with every change, so that an order is placed for the cart that was priced. */
  version: integer('version').notNull(),
  createdAt: integer('created_at').notNull(),
  updatedAt: integer('updated_at').notNull(),
  /** What the buyer wants to pay in; null for the shop's own. */
  currency: text('currency').$type<Currency>(),
})

/** Lines of a cart; `seen_amount` is the unit price when the buyer last changed the line. */
export const cartLines = sqliteTable('cart_lines', {
  id: text('id').$type<IdOf<'cartLine'>>().primaryKey(),
  cartId: text('cart_id').$type<IdOf<'cart'>>().notNull(),
  variantId: text('variant_id').$type<IdOf<'variant'>>().notNull(),
  quantity: integer('quantity').notNull(),
  seenAmount: integer('seen_amount').notNull(),
})

/** Codes that the buyer has entered, in capitals. */
export const cartCoupons = sqliteTable('cart_coupons', {
  cartId: text('cart_id').$type<IdOf<'cart'>>().notNull(),
  code: text('code').notNull(),
  createdAt: integer('created_at').notNull(),
})
