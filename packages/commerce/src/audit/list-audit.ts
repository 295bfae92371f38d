import type { AuditEntry, ListAuditInput, Page } from '@tradepost/contract'
import { schema } from '@tradepost/db'
import { and, desc, eq, lt, or } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { toInstant } from '../deps.ts'
import { decodeNumberCursor, encodeCursor } from '../page-cursor.ts'

const { auditLog } = schema

/** Lists the audit log, newest first, filtered by procedure or by the ID of an actor or target. */
export const listAudit = async ({ db: { read } }: Deps, input: ListAuditInput): Promise<Page<AuditEntry>> => {
  const { cursor, limit, procedure, about } = input
  const rows = await read
    .select()
    .from(auditLog)
    .where(
      and(
        procedure ? eq(auditLog.procedure, procedure) : undefined,
        about ? or(eq(auditLog.actorId, about), eq(auditLog.target, about)) : undefined,
        cursor ? lt(auditLog.seq, decodeNumberCursor(cursor)) : undefined
      )
    )
    .orderBy(desc(auditLog.seq))
    .limit(limit + 1)
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: shown.map(rowToEntry),
    nextCursor: last && rows.length > limit ? encodeCursor([last.seq, last.seq]) : null,
  }
}

const rowToEntry = (row: typeof auditLog.$inferSelect): AuditEntry => ({
  id: row.id,
  at: toInstant(row.at),
  actor: { kind: row.actorKind, id: row.actorId, name: row.actorName },
  procedure: row.procedure,
  target: row.target,
  before: asJson(row.before),
  after: asJson(row.after),
  requestId: row.requestId,
})

/** The column contains only JSON: the database checks it, and Drizzle has parsed it. */
const asJson = (value: unknown) => value as AuditEntry['before']
