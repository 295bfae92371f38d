import type { Deps } from '../deps.ts'
import type { Actor } from './record-audit.ts'
import { recordAudit } from './record-audit.ts'

/** A file of the shop's data that somebody takes away: of what, which part of it, and how many. */
export interface ExportedData {
  readonly target: string
  /** The filter that was asked for; null for everything. */
  readonly filter: object | null
  readonly count: number
}

/** Writes into the audit log that somebody takes a file of the shop's data, before its first byte leaves. */
export const auditExport = (
  deps: Deps,
  { actor, exported: { target, filter, count } }: { actor: Actor; exported: ExportedData }
): Promise<void> =>
  deps.db.write((tx) => recordAudit(tx, deps, { actor, change: { target, before: null, after: { filter, count } } }))
