import { createHash } from 'node:crypto'
import type { IdOf, Permission } from '@tradepost/contract'
import type { Tx } from '@tradepost/db'
import { schema } from '@tradepost/db'
import { desc } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { newId } from '../deps.ts'

const { auditLog } = schema

/** Who acts on the data of others, with which procedure and in which request. */
export interface Actor {
  readonly kind: 'user' | 'key' | 'operator' | 'system'
  readonly id: string | null
  readonly name: string
  /** The accountable user: the actor itself, or the creator of a key. */
  readonly userId: IdOf<'user'> | null
  /** The permissions of the actor, who cannot give more than these to others. */
  readonly permissions: readonly Permission[]
  readonly procedure: string
  readonly requestId: string
}

/** The target of an act, and its state before and after. Never include secrets. */
export interface AuditedChange {
  readonly target: string
  readonly before: unknown
  readonly after: unknown
}

/** Records an act in the audit log, in the transaction of the act, chained to the previous entry. */
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

/** Returns the hash that chains an entry to the previous one: the SHA-256 of the previous hash and the entry's JSON. */
export const chainHashOf = (previous: string, entry: object): string =>
  createHash('sha256').update(previous).update(JSON.stringify(entry)).digest('hex')
