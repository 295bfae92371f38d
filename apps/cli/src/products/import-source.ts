import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { MAX_IMPORT_BYTES } from '@tradepost/contract'
import { Failure, misused } from '../failure.ts'
import { printable } from '../terminal/printable.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { mebibytes } from '../wire-failure.ts'

const STDIN = '-'

/** A file on its way to the shop. */
export interface ImportSource {
  /** What to call it in sentences. */
  readonly name: string
  /** What the shop is told that it is called. */
  readonly fileName: string
  /** Null where it comes through a pipe. */
  readonly sizeBytes: number | null
  /** Gives the file in chunks of this size, the last one shorter; no more of it is in memory. */
  readonly chunks: (chunkBytes: number) => AsyncGenerator<Uint8Array<ArrayBuffer>, void>
  /** Lets go of what is still to be read. */
  readonly close: () => void
}

/** Opens the file, or standard input for `-`, and refuses before anything is sent what the shop would not take. */
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
  // A named pipe and the like have no size, and come as standard input does.
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

/** Gathers what comes in pieces of any size into chunks of one size. */
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
