import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Currency, IdOf, PaymentFailure } from '@tradepost/contract'

export const paymentStates = ['pending', 'authorized', 'capturing', 'captured', 'voiding', 'voided', 'failed'] as const

/**
 * Payments of orders. `pending` waits for the buyer or the provider; `capturing` and `voiding` mark an act that the
 * provider was asked for and has not answered. Amounts are minor units; the two counters are the sums of the entries.
 */
export const payments = sqliteTable('payments', {
  id: text('id').$type<IdOf<'payment'>>().primaryKey(),
  orderId: text('order_id').$type<IdOf<'order'>>().notNull(),
  provider: text('provider').$type<'test' | 'stripe' | 'manual'>().notNull(),
  providerReference: text('provider_reference'),
  /** What it is for: the order as it was bought, or what is owed since: by an edit, or as the rest of an invoice. */
  kind: text('kind').$type<'checkout' | 'edit'>().notNull(),
  status: text('status').$type<(typeof paymentStates)[number]>().notNull(),
  amount: integer('amount').notNull(),
  capturedAmount: integer('captured_amount').notNull(),
  /** Grows when a refund is asked for, and is given back where the provider refuses it. */
  refundedAmount: integer('refunded_amount').notNull(),
  /** What the provider was asked to capture, while it has not answered. */
  capturingAmount: integer('capturing_amount'),
  currency: text('currency').$type<Currency>().notNull(),
  captureMode: text('capture_mode').$type<'automatic' | 'manual'>().notNull(),
  failure: text('failure').$type<PaymentFailure | 'never_paid'>(),
  createdAt: integer('created_at').notNull(),
  updatedAt: integer('updated_at').notNull(),
})

/**
 * What became of a payment's money, append-only; `source` is the provider's reference, or the refund's id. `refund_failed`
 * reverses the `refunded` entry of the same source.
 */
export const paymentEntries = sqliteTable('payment_entries', {
  id: text('id').$type<IdOf<'event'>>().primaryKey(),
  paymentId: text('payment_id').$type<IdOf<'payment'>>().notNull(),
  kind: text('kind').$type<'authorized' | 'captured' | 'refunded' | 'refund_failed' | 'voided'>().notNull(),
  amount: integer('amount').notNull(),
  source: text('source').notNull(),
  createdAt: integer('created_at').notNull(),
})

/** Refunds: written before the provider is asked, under the id that is its idempotency key. */
export const refunds = sqliteTable('refunds', {
  id: text('id').$type<IdOf<'refund'>>().primaryKey(),
  orderId: text('order_id').$type<IdOf<'order'>>().notNull(),
  paymentId: text('payment_id').$type<IdOf<'payment'>>().notNull(),
  returnId: text('return_id').$type<IdOf<'return'>>(),
  status: text('status').$type<'pending' | 'succeeded' | 'failed'>().notNull(),
  amount: integer('amount').notNull(),
  currency: text('currency').$type<Currency>().notNull(),
  reason: text('reason').notNull(),
  /** The units that it is for, where it is for units; the shipping where it is for that. */
  lines: text('lines', { mode: 'json' }).$type<{ lineId: IdOf<'orderLine'>; quantity: number }[]>().notNull(),
  includesShipping: integer('includes_shipping', { mode: 'boolean' }).notNull(),
  providerReference: text('provider_reference'),
  actor: text('actor').notNull(),
  createdAt: integer('created_at').notNull(),
  updatedAt: integer('updated_at').notNull(),
})

/** What providers have told by themselves, each event once; only that it came is kept, the provider is asked for the rest. */
export const providerEvents = sqliteTable('provider_events', {
  provider: text('provider').notNull(),
  id: text('id').notNull(),
  type: text('type').notNull(),
  reference: text('reference'),
  receivedAt: integer('received_at').notNull(),
  processedAt: integer('processed_at'),
  attempts: integer('attempts').notNull(),
  nextAttemptAt: integer('next_attempt_at').notNull(),
  lastError: text('last_error'),
})
