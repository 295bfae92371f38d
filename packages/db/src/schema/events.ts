import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { IdOf } from '@tradepost/contract'

/** Events to send to the outside, written in the same transaction as the change they announce. */
export const outbox = sqliteTable('outbox', {
  id: text('id').$type<IdOf<'event'>>().primaryKey(),
  topic: text('topic').notNull(),
  subjectId: text('subject_id').notNull(),
  payload: text('payload', { mode: 'json' }).$type<Record<string, unknown>>().notNull(),
  createdAt: integer('created_at').notNull(),
  deliveredAt: integer('delivered_at'),
  attempts: integer('attempts').notNull().default(0),
  nextAttemptAt: integer('next_attempt_at').notNull().default(0),
  lastError: text('last_error'),
  /** Set when delivery is abandoned, a week after it first failed. */
  deadAt: integer('dead_at'),
  firstFailedAt: integer('first_failed_at'),
})

/** Past answers by the caller's idempotency key, kept for at least 24 hours. `answer` is null while the act runs. */
export const idempotencyKeys = sqliteTable('idempotency_keys', {
  owner: text('owner').notNull(),
  key: text('key').notNull(),
  procedure: text('procedure').notNull(),
  /** SHA-256 of the input, so that the same key with a different input is rejected. */
  fingerprint: text('fingerprint').notNull(),
  subjectId: text('subject_id'),
  answer: text('answer'),
  createdAt: integer('created_at').notNull(),
})
