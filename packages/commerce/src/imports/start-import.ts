import type { IdOf, ImportRun, StartImportInput } from '@tradepost/contract'
import { fail, isImportOver } from '@tradepost/contract'
import { schema } from '@tradepost/db'
import { eq } from 'drizzle-orm'
import type { Actor } from '../audit/record-audit.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { Deps } from '../deps.ts'
import type { ImportRow } from './import-rows.ts'
import { isAtWork, readImportRow, rowToRun, toImportActor } from './import-rows.ts'

const { productImports } = schema

/**
 * Queues a run: one whose upload is complete, or one that has ended and still has its file, such as a dry run. Throws
 * `import.not_found`, `import.incomplete`, `import.wrong_state`.
 */
export const startImport = async (
  deps: Deps,
  { input, actor }: { input: StartImportInput; actor: Actor }
): Promise<ImportRun> => {
  const { id, dryRun, onFault } = input
  const run = await deps.db.write(async (tx) => {
    assertStartable(await readImportRow(tx, id))
    const now = deps.now()
    const [row] = await tx
      .update(productImports)
      .set({ ...begun, dryRun, onFault, actor: toImportActor(actor), startedAt: now, updatedAt: now })
      .where(eq(productImports.id, id))
      .returning()
    if (!row) throw fail('import.not_found')
    return rowToRun(row)
  })
  deps.wakeImports()
  return run
}

const begun = {
  state: 'waiting',
  cancelRequested: false,
  doneBytes: 0,
  doneRows: 0,
  rows: 0,
  created: 0,
  updated: 0,
  unchanged: 0,
  skipped: 0,
  variants: 0,
  images: 0,
  faults: [],
  faultCount: 0,
  failure: null,
  endedAt: null,
} satisfies Partial<ImportRow>

const assertStartable = ({ state, hasFile, sizeBytes, receivedBytes }: ImportRow): void => {
  if (state !== 'uploading' && !(isImportOver(state) && hasFile)) throw fail('import.wrong_state', { state })
  if (sizeBytes !== null && receivedBytes < sizeBytes) throw fail('import.incomplete', { receivedBytes, sizeBytes })
}

/**
 * Cancels a run and removes its file. A run at work stops before its next product, and what it has imported stays. A
 * run that is over keeps its state. Throws `import.not_found`.
 */
export const cancelImport = async (
  deps: Deps,
  { id, actor }: { id: IdOf<'import'>; actor: Actor }
): Promise<ImportRun> => {
  const row = await deps.db.write(async (tx) => {
    const before = await readImportRow(tx, id)
    const set = changeOf(before, deps.now())
    const [after] = await tx.update(productImports).set(set).where(eq(productImports.id, id)).returning()
    if (!isImportOver(before.state)) {
      const change = { target: id, before: { state: before.state }, after: { state: 'canceled' } }
      await recordAudit(tx, deps, { actor, change })
    }
    return after ?? before
  })
  if (!row.hasFile) await deps.importFiles.remove(id)
  return rowToRun(row)
}

const changeOf = ({ state }: ImportRow, now: number): Partial<ImportRow> => {
  if (isAtWork(state)) return { cancelRequested: true }
  return isImportOver(state) ? { hasFile: false } : { state: 'canceled', hasFile: false, endedAt: now, updatedAt: now }
}
