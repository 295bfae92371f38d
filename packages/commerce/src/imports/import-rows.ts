import type { IdOf, ImportRun, ImportState } from '@tradepost/contract'
import { fail } from '@tradepost/contract'
import type { Reads } from '@tradepost/db'
import { schema } from '@tradepost/db'
import { eq } from 'drizzle-orm'
import type { Actor } from '../audit/record-audit.ts'
import { toInstant } from '../deps.ts'

const { productImports } = schema

export type ImportRow = typeof productImports.$inferSelect

/** Reads one run. Throws `import.not_found`. */
export const readImportRow = async (read: Reads, id: IdOf<'import'>): Promise<ImportRow> => {
  const [row] = await read.select().from(productImports).where(eq(productImports.id, id))
  if (!row) throw fail('import.not_found')
  return row
}

export const isAtWork = (state: ImportState): boolean => state === 'checking' || state === 'importing'

/** Converts a row to the run that clients see. */
export const rowToRun = (row: ImportRow): ImportRun => ({
  id: row.id,
  fileName: row.fileName,
  sizeBytes: row.sizeBytes,
  receivedBytes: row.receivedBytes,
  state: row.state,
  dryRun: row.dryRun,
  onFault: row.onFault,
  done: { bytes: row.doneBytes, rows: row.doneRows },
  rows: row.rows,
  products: { created: row.created, updated: row.updated, unchanged: row.unchanged, skipped: row.skipped },
  variants: row.variants,
  images: row.images,
  faults: row.faults,
  faultCount: row.faultCount,
  failure: row.failure,
  createdBy: row.actor.name,
  createdAt: toInstant(row.createdAt),
  startedAt: row.startedAt === null ? null : toInstant(row.startedAt),
  endedAt: row.endedAt === null ? null : toInstant(row.endedAt),
})

/** Picks the fields of an actor that the audit log needs. */
export const toImportActor = ({ kind, id, name, userId, procedure, requestId }: Actor): schema.ImportActor => ({
  kind,
  id,
  name,
  userId,
  procedure,
  requestId,
})
