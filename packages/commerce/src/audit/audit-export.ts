import type { Deps } from '../deps.ts'
import type { Actor } from './record-audit.ts'
import { recordAudit } from './record-audit.ts'

/** An export of the shop's data, as the audit log records it. */
export interface ExportedData {
  readonly target: string
  /** The filter of the export; null for everything. */
  readonly filter: object | null
  readonly count: number
}

/** Records a data export in the audit log before its first byte is sent. */
export const auditExport = (
  deps: Deps,
  { actor, exported: { target, filter, count } }: { actor: Actor; exported: ExportedData }
): Promise<void> =>
  deps.db.write((tx) => recordAudit(tx, deps, { actor, change: { target, before: null, after: { filter, count } } }))
