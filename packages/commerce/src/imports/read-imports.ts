import { setTimeout as after } from 'node:timers/promises'
import type { IdOf, ImportRun, ListImportsInput, Page } from '@tradepost/contract'
import { isImportOver } from '@tradepost/contract'
import { schema } from '@tradepost/db'
import { desc, lt } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { decodeIdCursor, pageById } from '../page-cursor.ts'
import { readImportRow, rowToRun } from './import-rows.ts'

const { productImports } = schema

const LOOK_EVERY_MS = 200

/** Reads the current state of a run. Throws `import.not_found`. */
export const getImport = async ({ db }: Deps, { id }: { id: IdOf<'import'> }): Promise<ImportRun> =>
  rowToRun(await readImportRow(db.read, id))

/** Lists the runs, newest first. */
export const listImports = async ({ db }: Deps, { cursor, limit }: ListImportsInput): Promise<Page<ImportRun>> => {
  const rows = await db.read
    .select()
    .from(productImports)
    .where(cursor ? lt(productImports.id, decodeIdCursor('import', cursor)) : undefined)
    .orderBy(desc(productImports.id))
    .limit(limit + 1)
  return pageById(rows, limit, rowToRun)
}

/**
 * Yields a run as it is now and after each change, at most five times a second, until it is over, `signal` is aborted,
 * or the process is about to stop. Throws `import.not_found` before the first value.
 */
export const watchImport = async (
  deps: Deps,
  { id, signal }: { id: IdOf<'import'>; signal: AbortSignal | undefined }
): Promise<AsyncGenerator<ImportRun>> => {
  const first = await getImport(deps, { id })
  return changesOf(deps, first, AbortSignal.any([deps.stopping, ...(signal ? [signal] : [])]))
}

async function* changesOf(deps: Deps, first: ImportRun, signal: AbortSignal): AsyncGenerator<ImportRun> {
  let shown = ''
  for (let run = first; ; run = await getImport(deps, run)) {
    const now = JSON.stringify(run)
    if (now !== shown) yield run
    shown = now
    if (isImportOver(run.state) || signal.aborted) return
    await after(LOOK_EVERY_MS, undefined, { signal }).catch(() => {})
  }
}
