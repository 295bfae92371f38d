import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { MAX_IMPORT_BYTES } from '@tradepost/contract'
import { Failure, misused } from '../failure.ts'
import { printable } from '../terminal/printable.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { mebibytes } from '../wire-failure.ts'

const STDIN = '-'

/** A file, or standard input, to import. */
export interface ImportSource {
  /** Its name in messages. */
  readonly name: string
  /** The file name that the shop receives. */
  readonly fileName: string
  /** Null if it comes through a pipe. */
  readonly sizeBytes: number | null
  /** Returns the file in chunks of this size, the last one shorter. Only one chunk is in memory at a time. */
  readonly chunks: (chunkBytes: number) => AsyncGenerator<Uint8Array<ArrayBuffer>, void>
  /** Stops reading the rest. */
  readonly close: () => void
}

/** Opens the file, or standard input for `-`. Throws, before anything is sent, if the shop would not accept it. */
export const openImportSource = async ({ stdin }: Terminal, file: string): Promise<ImportSource> => {
  if (file !== STDIN) return openRegularFile(file)
  if (stdin.isTTY) throw misused('Pipe a file into this command, or name one instead of “-”.')
  return {
    name: 'standard input',
    fileName: 'standard-input.csv',
    sizeBytes: null,
    chunks: (chunkBytes) => inChunks(stdin, chunkBytes),
    close: () => void stdin.destroy(),
  }
}

const openRegularFile = async (file: string): Promise<ImportSource> => {
  const handle = await open(file).catch((error: unknown) => {
    throw misused(`${file} ${reasonOf(error)}.`, { cause: error })
  })
  const stats = await handle.stat()
  await handle.close()
  if (stats.isDirectory()) throw misused(`${file} is a folder: name a CSV file.`)
  // A named pipe or a device has no size and is read like standard input.
  const sizeBytes = stats.isFile() ? stats.size : null
  if (sizeBytes !== null && sizeBytes > MAX_IMPORT_BYTES) throw tooLarge(file)
  return {
    name: file,
    fileName: printable(basename(file)).trim().slice(0, 200) || 'products.csv',
    sizeBytes,
    chunks: async function* (chunkBytes) {
      const again = await open(file)
      yield* inChunks(again.createReadStream({ highWaterMark: chunkBytes }), chunkBytes)
    },
    close: () => {},
  }
}

/** Combines pieces of any size into chunks of one size. */
async function* inChunks(
  pieces: AsyncIterable<unknown>,
  chunkBytes: number
): AsyncGenerator<Uint8Array<ArrayBuffer>, void> {
  let chunk = new Uint8Array(chunkBytes)
  let filled = 0
  for await (const piece of pieces) {
    let rest = piece instanceof Uint8Array ? piece : Buffer.from(String(piece))
    while (rest.length > 0) {
      const taken = rest.subarray(0, chunkBytes - filled)
      chunk.set(taken, filled)
      filled += taken.length
      rest = rest.subarray(taken.length)
      if (filled < chunkBytes) continue
      yield chunk
      chunk = new Uint8Array(chunkBytes)
      filled = 0
    }
  }
  if (filled > 0) yield chunk.subarray(0, filled)
}

const reasonOf = (error: unknown): string => {
  const code = error instanceof Error && 'code' in error ? error.code : null
  if (code === 'ENOENT') return 'does not exist'
  if (code === 'EACCES' || code === 'EPERM') return 'may not be read by you'
  return 'cannot be read'
}

const tooLarge = (file: string): Failure =>
  new Failure('import.too_large', `${file} is too large: the limit is ${mebibytes(MAX_IMPORT_BYTES)}.`, {
    details: { limitBytes: MAX_IMPORT_BYTES },
    hints: ['Split it into several files; keep the rows of a product together.'],
  })
