import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { CurrencyAmount, IdOf, PromotionOffer } from '@tradepost/contract'

/** Promotions: with a coupon (upper case), or for everyone. `used_count` is the number of active orders that use it. */
export const promotions = sqliteTable('promotions', {
  id: text('id').$type<IdOf<'promotion'>>().primaryKey(),
  title: text('title').notNull(),
  code: text('code'),
  reward: text('reward', { mode: 'json' }).$type<PromotionOffer>().notNull(),
  minimumAmounts: text('minimum_amounts', { mode: 'json' }).$type<CurrencyAmount[]>().notNull(),
  minimumQuantity: integer('minimum_quantity').notNull(),
  stacking: text('stacking').$type<'combine' | 'alone'>().notNull(),
  priority: integer('priority').notNull(),
  isActive: integer('is_active', { mode: 'boolean' }).notNull(),
  startsAt: integer('starts_at'),
  endsAt: integer('ends_at'),
  usageLimit: integer('usage_limit'),
  perCustomerLimit: integer('per_customer_limit'),
  usedCount: integer('used_count').notNull(),
  version: integer('version').notNull(),
  createdAt: integer('created_at').notNull(),
  updatedAt: integer('updated_at').notNull(),
})

/** Uses of promotions by orders. `customer` is an email address; `released_at` is set if the order came to nothing. */
export const promotionUses = sqliteTable('promotion_uses', {
  promotionId: text('promotion_id').$type<IdOf<'promotion'>>().notNull(),
  orderId: text('order_id').$type<IdOf<'order'>>().notNull(),
  customer: text('customer').notNull(),
  amount: integer('amount').notNull(),
  createdAt: integer('created_at').notNull(),
  releasedAt: integer('released_at'),
})
