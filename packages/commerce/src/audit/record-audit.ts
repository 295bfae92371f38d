import { createHash } from 'node:crypto'
import type { IdOf, Permission } from '@tradepost/contract'
import type { Tx } from '@tradepost/db'
import { schema } from '@tradepost/db'
import { desc } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { newId } from '../deps.ts'

const { auditLog } = schema

/** Who acts on others' data, by which procedure of which request. */
export interface Actor {
  readonly kind: 'user' | 'key' | 'operator' | 'system'
  readonly id: string | null
  readonly name: string
  /** The user who answers for it: the actor itself, or the maker of a key. */
  readonly userId: IdOf<'user'> | null
  /** What the actor may do; nobody gives away more. */
  readonly permissions: readonly Permission[]
  readonly procedure: string
  readonly requestId: string
}

/** What was acted on, and what it was before and after; secrets never belong in it. */
export interface AuditedChange {
  readonly target: string
  readonly before: unknown
  readonly after: unknown
}

/** Writes an act into the audit log, in the transaction of the act, chained to the entry before it. */
export const recordAudit = async (tx: Tx, deps: Deps, { actor, change }: { actor: Actor; change: AuditedChange }) => {
  const [last] = await tx.select({ chainHash: auditLog.chainHash }).from(auditLog).orderBy(desc(auditLog.seq)).limit(1)
  const entry = {
    id: newId(deps, 'audit'),
    at: deps.now(),
    actorKind: actor.kind,
    actorId: actor.id,
    actorName: actor.name,
    procedure: actor.procedure,
    target: change.target,
    before: change.before ?? null,
    after: change.after ?? null,
    requestId: actor.requestId,
  }
  await tx.insert(auditLog).values({ ...entry, chainHash: chainHashOf(last?.chainHash ?? '', entry) })
}

/** Gives the hash that chains an entry to the one before: SHA-256 of that one's hash and the entry's JSON. */
export const chainHashOf = (previous: string, entry: object): string =>
  createHash('sha256').update(previous).update(JSON.stringify(entry)).digest('hex')
