import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { UrlOption } from './auth/session.ts'
import { findSession } from './auth/session.ts'
import { Failure, misused } from './failure.ts'
import type { Shop } from './shop.ts'
import { fetchHere } from './shop.ts'
import { hearInterrupt } from './terminal/interrupt.ts'
import { counted, makeProgress, type Progress } from './terminal/progress.ts'
import type { Terminal } from './terminal/terminal.ts'
import { note } from './terminal/terminal.ts'
import { mebibytes, toFailure } from './wire-failure.ts'

const STDOUT = '-'
const LINE_FEED = 10

/** A CSV that is written to a file while it is downloaded. */
export interface CsvSource {
  /** The singular of what is counted, such as “product”. */
  readonly thing: string
  readonly open: (
    shop: Shop & { readonly fetch: typeof globalThis.fetch },
    signal: AbortSignal
  ) => Promise<{ readonly count: number; readonly body: ReadableStream<Uint8Array> }>
}

interface Target extends UrlOption {
  readonly file: string
}

/** Writes a CSV of the shop to standard output or to a file. The file appears only when it is complete. */
export const writeCsv = async (terminal: Terminal, { file, ...option }: Target, source: CsvSource): Promise<void> => {
  const shop = await findSession(terminal, option)
  const interrupt = hearInterrupt()
  const progress = makeProgress(terminal, { quiet: file === STDOUT && terminal.stdout.isTTY })
  const { signal } = interrupt
  const tally = new Tally(progress)
  try {
    const { count, body } = await source.open({ ...shop, fetch: fetchHere }, signal)
    const pieces = tally.count(Readable.fromWeb(asNodeStream(body)))
    await (file === STDOUT
      ? pipeline(pieces, terminal.stdout, { end: false, signal })
      : writeFile(file, pieces, signal))
    progress.end()
    const where = file === STDOUT ? '' : ` to ${file}`
    note(terminal, `Exported ${counted(count, source.thing)}${where}: ${tally.summary}.`)
  } catch (error) {
    progress.end()
    if (signal.aborted) throw new Failure('cli.canceled', 'The export was canceled.', { cause: error })
    throw isOfFile(error)
      ? misused(`${file} cannot be written: ${error.message}.`, { cause: error })
      : toFailure(error, shop)
  } finally {
    interrupt.stop()
  }
}

/** Node and the DOM declare the same class with different members. */
const asNodeStream = (body: ReadableStream<Uint8Array>) => body as Parameters<typeof Readable.fromWeb>[0]

const writeFile = async (file: string, pieces: AsyncIterable<Uint8Array>, signal: AbortSignal): Promise<void> => {
  const draft = `${file}.part`
  try {
    await pipeline(pieces, createWriteStream(draft), { signal })
    await rename(draft, file)
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
}

const isOfFile = (error: unknown): error is Error =>
  error instanceof Error && 'syscall' in error && /^(?:open|write|rename)$/.test(String(error.syscall))

/** Counts the lines and bytes that pass through. */
class Tally {
  readonly #progress: Progress
  #bytes = 0
  #lines = 0

  constructor(progress: Progress) {
    this.#progress = progress
  }

  get summary(): string {
    return `${counted(this.#lines, 'line')}, ${mebibytes(this.#bytes)}`
  }

  async *count(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const piece of pieces) {
      this.#bytes += piece.length
      for (const byte of piece) if (byte === LINE_FEED) this.#lines += 1
      this.#progress.show({
        title: 'Exporting',
        part: null,
        counts: [counted(this.#lines, 'line'), mebibytes(this.#bytes)],
      })
      yield piece
    }
  }
}
