import type { UndeliveredEvent, UndeliveredEvents } from '@tradepost/contract'
import { schema } from '@tradepost/db'
import { and, gt, isNotNull, isNull, or, sql } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { toInstant } from '../deps.ts'

const { outbox } = schema

const MOST = 100

const isUndelivered = and(isNull(outbox.deliveredAt), or(isNotNull(outbox.deadAt), gt(outbox.attempts, 0)))

/**
 * Lists failed events that are still undelivered: abandoned ones first, then in the order in which they were written.
 */
export const listUndelivered = async ({ db: { read } }: Pick<Deps, 'db'>): Promise<UndeliveredEvents> => {
  const rows = await read
    .select()
    .from(outbox)
    .where(isUndelivered)
    .orderBy(sql`${outbox.deadAt} is null`, sql`outbox.rowid`)
    .limit(MOST)
  return { items: rows.map(toUndelivered), total: await read.$count(outbox, isUndelivered) }
}

const toUndelivered = (row: typeof outbox.$inferSelect): UndeliveredEvent => ({
  id: row.id,
  topic: row.topic,
  subjectId: row.subjectId,
  attempts: row.attempts,
  lastError: row.lastError,
  createdAt: toInstant(row.createdAt),
  nextAttemptAt: row.deadAt === null ? toInstant(row.nextAttemptAt) : null,
  givenUpAt: row.deadAt === null ? null : toInstant(row.deadAt),
})

/** Schedules all undelivered events for an immediate retry, including abandoned ones. Returns how many. */
export const retryUndelivered = async (deps: Pick<Deps, 'db' | 'now'>): Promise<{ retried: number }> => {
  const to = { attempts: 0, firstFailedAt: null, deadAt: null, nextAttemptAt: deps.now() }
  const retried = await deps.db.write((tx) =>
    tx.update(outbox).set(to).where(isUndelivered).returning({ id: outbox.id })
  )
  return { retried: retried.length }
}
