import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Currency, IdOf, PaymentFailure } from '@tradepost/contract'

export const paymentStates = ['pending', 'authorized', 'capturing', 'captured', 'voiding', 'voided', 'failed'] as const

/**
 * Payments of orders. `pending` waits for the buyer or the provider. `capturing` and `voiding` mark a request that the
 * provider has not answered. Amounts are minor units. The captured and refunded amounts are the sums of the entries.
 */
export const payments = sqliteTable('payments', {
  id: text('id').$type<IdOf<'payment'>>().primaryKey(),
  orderId: text('order_id').$type<IdOf<'order'>>().notNull(),
  provider: text('provider').$type<'test' | 'stripe' | 'manual'>().notNull(),
  providerReference: text('provider_reference'),
  /** `checkout` pays for the placed order; `edit` pays what is outstanding after an edit, or the rest of an invoice. */
  kind: text('kind').$type<'checkout' | 'edit'>().notNull(),
  status: text('status').$type<(typeof paymentStates)[number]>().notNull(),
  amount: integer('amount').notNull(),
  capturedAmount: integer('captured_amount').notNull(),
  /** Increases when a refund is requested, and decreases again if the provider refuses it. */
  refundedAmount: integer('refunded_amount').notNull(),
  /** The amount of a capture request that the provider has not answered. */
  capturingAmount: integer('capturing_amount'),
  currency: text('currency').$type<Currency>().notNull(),
  captureMode: text('capture_mode').$type<'automatic' | 'manual'>().notNull(),
  failure: text('failure').$type<PaymentFailure | 'never_paid'>(),
  createdAt: integer('created_at').notNull(),
  updatedAt: integer('updated_at').notNull(),
})

/**
 * The ledger of payments, append-only. `source` is the provider's reference or the refund's ID. `refund_failed`
 * reverses the `refunded` entry with the same source.
 */
export const paymentEntries = sqliteTable('payment_entries', {
  id: text('id').$type<IdOf<'event'>>().primaryKey(),
  paymentId: text('payment_id').$type<IdOf<'payment'>>().notNull(),
  kind: text('kind').$type<'authorized' | 'captured' | 'refunded' | 'refund_failed' | 'voided'>().notNull(),
  amount: integer('amount').notNull(),
  source: text('source').notNull(),
  createdAt: integer('created_at').notNull(),
})

/** Refunds. A row is written before the provider is called; its ID is the idempotency key of that call. */
export const refunds = sqliteTable('refunds', {
  id: text('id').$type<IdOf<'refund'>>().primaryKey(),
  orderId: text('order_id').$type<IdOf<'order'>>().notNull(),
  paymentId: text('payment_id').$type<IdOf<'payment'>>().notNull(),
  returnId: text('return_id').$type<IdOf<'return'>>(),
  status: text('status').$type<'pending' | 'succeeded' | 'failed'>().notNull(),
  amount: integer('amount').notNull(),
  currency: text('currency').$type<Currency>().notNull(),
  reason: text('reason').notNull(),
  /** The refunded units, if any. */
  lines: text('lines', { mode: 'json' }).$type<{ lineId: IdOf<'orderLine'>; quantity: number }[]>().notNull(),
  includesShipping: integer('includes_shipping', { mode: 'boolean' }).notNull(),
  providerReference: text('provider_reference'),
  actor: text('actor').notNull(),
  createdAt: integer('created_at').notNull(),
  updatedAt: integer('updated_at').notNull(),
})

/** Webhook events, each stored once. Only their receipt is stored; details are read from the provider. */
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
