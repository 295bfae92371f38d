import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { IdOf } from '@tradepost/contract'

/** Events to be told to the outside, written with the change they announce. */
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
  /** Set where delivery was given up, a week after it first failed. */
  deadAt: integer('dead_at'),
  firstFailedAt: integer('first_failed_at'),
})

/** Answers already given, by the caller's own key, kept for 24 hours at least. `answer` is null while the act runs. */
export const idempotencyKeys = sqliteTable('idempotency_keys', {
  owner: text('owner').notNull(),
  key: text('key').notNull(),
  procedure: text('procedure').notNull(),
  /** SHA-256 of the input, so that the key with another input is refused. */
  fingerprint: text('fingerprint').notNull(),
  subjectId: text('subject_id'),
  answer: text('answer'),
  createdAt: integer('created_at').notNull(),
})
