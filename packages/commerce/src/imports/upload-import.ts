import type { AppendImportInput, CreateImportInput, ImportRun } from '@tradepost/contract'
import { fail, MAX_IMPORT_BYTES, MAX_IMPORT_CHUNK_BYTES, MAX_OPEN_IMPORTS } from '@tradepost/contract'
import { schema } from '@tradepost/db'
import { and, eq } from 'drizzle-orm'
import type { Actor } from '../audit/record-audit.ts'
import type { Deps } from '../deps.ts'
import { newId } from '../deps.ts'
import { readImportRow, rowToRun, toImportActor } from './import-rows.ts'

const { productImports } = schema

/** Opens a run for a file that is to be sent. Throws `import.too_large` and `import.too_many`. */
export const createImport = (
  deps: Deps,
  { input, actor }: { input: CreateImportInput; actor: Actor }
): Promise<ImportRun> => {
  const { fileName, sizeBytes } = input
  if (sizeBytes !== null && sizeBytes > MAX_IMPORT_BYTES)
    throw fail('import.too_large', { limitBytes: MAX_IMPORT_BYTES })
  return deps.db.write(async (tx) => {
    const open = await tx.$count(productImports, eq(productImports.hasFile, true))
    if (open >= MAX_OPEN_IMPORTS) throw fail('import.too_many', { max: MAX_OPEN_IMPORTS })
    const id = newId(deps, 'import')
    const now = deps.now()
    const row = { id, fileName, sizeBytes, actor: toImportActor(actor), createdAt: now, updatedAt: now }
    await tx.insert(productImports).values({ ...row, state: 'uploading' })
    return rowToRun(await readImportRow(tx, id))
  })
}

/**
 * Takes the next bytes of a run's file. A chunk that comes twice, or too early, changes nothing and is answered
 * `import.wrong_offset`; also throws `import.not_found`, `import.wrong_state`, `import.too_large`, `request.too_large`.
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
