import { open } from 'node:fs/promises'
import { MAX_IMPORT_BYTES } from '@tradepost/contract'
import { Failure, misused } from '../failure.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { mebibytes } from '../wire-failure.ts'

const STDIN = '-'

/** Gives what to call the file in sentences. */
export const nameOf = (file: string): string => (file === STDIN ? 'standard input' : file)

/** Reads the file, or standard input for `-`, and refuses before anything is sent what the shop would not take. */
export const readImportFile = async ({ stdin }: Terminal, file: string): Promise<Blob> => {
  if (file !== STDIN) return readRegularFile(file)
  if (stdin.isTTY) throw misused('Pipe a file into this command, or name one instead of “-”.')
  const chunks: Uint8Array<ArrayBuffer>[] = []
  let bytes = 0
  for await (const chunk of stdin) {
    const part = new Uint8Array(Buffer.from(chunk))
    bytes += part.length
    if (bytes > MAX_IMPORT_BYTES) throw tooLarge(STDIN)
    chunks.push(part)
  }
  return new Blob(chunks, { type: 'text/csv' })
}

const readRegularFile = async (file: string): Promise<Blob> => {
  const handle = await open(file).catch((error: unknown) => {
    throw misused(`${file} ${reasonOf(error)}.`, { cause: error })
  })
  try {
    const { size, ...stats } = await handle
      .stat()
      .then((found) => ({ size: found.size, isFolder: found.isDirectory() }))
    if (stats.isFolder) throw misused(`${file} is a folder: name a CSV file.`)
    if (size > MAX_IMPORT_BYTES) throw tooLarge(file)
    return new Blob([new Uint8Array(await handle.readFile())], { type: 'text/csv' })
  } finally {
    await handle.close()
  }
}

const reasonOf = (error: unknown): string => {
  const code = error instanceof Error && 'code' in error ? error.code : null
  if (code === 'ENOENT') return 'does not exist'
  if (code === 'EACCES' || code === 'EPERM') return 'may not be read by you'
  return 'cannot be read'
}

const tooLarge = (file: string): Failure =>
  new Failure('import.too_large', `${nameOf(file)} is too large: the limit is ${mebibytes(MAX_IMPORT_BYTES)}.`, {
    details: { limitBytes: MAX_IMPORT_BYTES },
    hints: ['Split it into several files; keep the rows of a product together.'],
  })
