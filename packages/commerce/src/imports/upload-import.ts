import type { AppendImportInput, CreateImportInput, IdOf, ImportRun } from '@tradepost/contract'
import {
  endedImportStates,
  fail,
  MAX_IMPORT_BYTES,
  MAX_IMPORT_CHUNK_BYTES,
  MAX_OPEN_IMPORTS,
} from '@tradepost/contract'
import type { Tx } from '@tradepost/db'
import { schema } from '@tradepost/db'
import { and, asc, eq, inArray } from 'drizzle-orm'
import type { Actor } from '../audit/record-audit.ts'
import type { Deps } from '../deps.ts'
import { newId } from '../deps.ts'
import { readImportRow, rowToRun, toImportActor } from './import-rows.ts'

const { productImports } = schema

/**
 * Creates a run for a file that will be uploaded. If too many runs keep a file, removes the file of the run that ended
 * first. Throws `import.too_many` if none has ended, and `import.too_large`.
 */
export const createImport = async (
  deps: Deps,
  { input, actor }: { input: CreateImportInput; actor: Actor }
): Promise<ImportRun> => {
  const { fileName, sizeBytes } = input
  if (sizeBytes !== null && sizeBytes > MAX_IMPORT_BYTES)
    throw fail('import.too_large', { limitBytes: MAX_IMPORT_BYTES })
  const { run, dropped } = await deps.db.write(async (tx) => {
    const dropped = await makeRoom(tx)
    const id = newId(deps, 'import')
    const now = deps.now()
    const row = { id, fileName, sizeBytes, actor: toImportActor(actor), createdAt: now, updatedAt: now }
    await tx.insert(productImports).values({ ...row, state: 'uploading' })
    return { run: rowToRun(await readImportRow(tx, id)), dropped }
  })
  if (dropped !== null) await deps.importFiles.remove(dropped)
  return run
}

/** If too many runs keep a file, drops the file of the run that ended first and returns its ID. */
const makeRoom = async (tx: Tx): Promise<IdOf<'import'> | null> => {
  const keeping = eq(productImports.hasFile, true)
  if ((await tx.$count(productImports, keeping)) < MAX_OPEN_IMPORTS) return null
  const [oldest] = await tx
    .select({ id: productImports.id })
    .from(productImports)
    .where(and(keeping, inArray(productImports.state, [...endedImportStates])))
    .orderBy(asc(productImports.endedAt), asc(productImports.id))
    .limit(1)
  if (!oldest) throw fail('import.too_many', { max: MAX_OPEN_IMPORTS })
  await tx.update(productImports).set({ hasFile: false }).where(eq(productImports.id, oldest.id))
  return oldest.id
}

/**
 * Appends the next bytes of a run's file. A repeated or early chunk changes nothing and throws `import.wrong_offset`.
 * Also throws `import.not_found`, `import.wrong_state`, `import.too_large`, `request.too_large`.
 */
export const appendImport = async (
  deps: Deps,
  { id, offset, bytes }: AppendImportInput & { bytes: Uint8Array }
): Promise<ImportRun> => {
  if (bytes.length > MAX_IMPORT_CHUNK_BYTES) throw fail('request.too_large', { limitBytes: MAX_IMPORT_CHUNK_BYTES })
  const { state, receivedBytes: before, sizeBytes } = await readImportRow(deps.db.read, id)
  if (state !== 'uploading') throw fail('import.wrong_state', { state })
  if (offset !== before) throw fail('import.wrong_offset', { receivedBytes: before })
  const limitBytes = sizeBytes ?? MAX_IMPORT_BYTES
  const receivedBytes = offset + bytes.length
  if (receivedBytes > limitBytes) throw fail('import.too_large', { limitBytes })
  await deps.importFiles.write(id, offset, bytes)
  return deps.db.write(async (tx) => {
    const [row] = await tx
      .update(productImports)
      .set({ receivedBytes, updatedAt: deps.now() })
      .where(
        and(eq(productImports.id, id), eq(productImports.receivedBytes, offset), eq(productImports.state, 'uploading'))
      )
      .returning()
    if (row) return rowToRun(row)
    const now = await readImportRow(tx, id)
    if (now.state !== 'uploading') throw fail('import.wrong_state', { state: now.state })
    throw fail('import.wrong_offset', { receivedBytes: now.receivedBytes })
  })
}
