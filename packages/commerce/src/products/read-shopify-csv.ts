import { MAX_IMPORT_LINES } from '@tradepost/contract'
import { Cells, type CellSense } from './shopify-cells.ts'
import type { Columns } from './shopify-columns.ts'
import type { Faults } from './shopify-faults.ts'
import { FILE_HEAD_BYTES, FileKind } from './shopify-file-kind.ts'
import { type ProductRows, RowGroups } from './shopify-groups.ts'
import { RowReader } from './shopify-rows.ts'
import { TextHashes } from './text-hashes.ts'

export type { ImportedProduct } from './shopify-catalogue.ts'

/** Opens a file to be read in pieces, as often as it is called. */
export type OpenFile = () => AsyncIterable<Uint8Array>

/** How a file is read. */
export interface Reading extends CellSense {
  readonly faults: Faults
  /** Lets other work run if this one has taken long. */
  readonly pause: () => Promise<void>
}

/** The rows of one product, with the reader of their cells. */
export interface FoundProduct {
  readonly cells: Cells
  readonly rows: ProductRows
}

const TOO_MANY_LINES = `Split the file: one import takes at most ${MAX_IMPORT_LINES} lines.`
const EMPTY = 'The file holds no products: export the products from Shopify again and choose that file.'
const PIECE_BYTES = 65_536
const LINE_FEED = 10

/**
 * Reads a Shopify product CSV of any size in constant memory and yields its products one by one. Problems with rows,
 * header or file become faults. Product cells are interpreted elsewhere.
 */
export class ShopifyFile {
  /** How many rows with content, and how many bytes, have been read so far. */
  rows = 0
  bytes = 0
  readonly #reading: Reading
  readonly #rowReader: RowReader
  readonly #kind = new FileKind()
  #lines = 1
  #found: { readonly cells: Cells; readonly groups: RowGroups } | null = null

  constructor(reading: Reading) {
    this.#reading = reading
    this.#rowReader = new RowReader(reading.faults)
  }

  /** The columns, once the header has been read. */
  get columns(): Columns | null {
    return this.#rowReader.columns
  }

  async *products(open: OpenFile): AsyncGenerator<FoundProduct> {
    for await (const piece of inPieces(open())) {
      if (!this.#isTaken(piece)) return
      yield* this.#read(piece)
    }
    if (!this.#isTaken(null)) return
    yield* this.#read(null)
    const last = this.#found?.groups.end()
    if (last && this.#found) yield { cells: this.#found.cells, rows: last }
    const { faults } = this.#reading
    if (this.rows === 0 && faults.count === 0) faults.addFatal(ofFile('empty', EMPTY))
  }

  /** Counts a piece of the file. A fault of the whole file replaces all others and ends the reading. */
  #isTaken(piece: Uint8Array | null): boolean {
    const { faults } = this.#reading
    const reason = this.#kind.whyNotCsv(piece)
    if (reason !== null) faults.replace(ofFile('not_csv', reason))
    this.#lines += piece ? countLineFeeds(piece) : 0
    const isLong = this.#lines > MAX_IMPORT_LINES
    if (reason === null && isLong) faults.replace(ofFile('too_many_rows', TOO_MANY_LINES))
    this.bytes += piece?.length ?? 0
    return reason === null && !isLong
  }

  async *#read(piece: Uint8Array | null): AsyncGenerator<FoundProduct> {
    // Later pieces are still checked: a file that is not text must be reported as such, not for a wrong quotation mark.
    if (this.#rowReader.isOver) return
    for (const row of await this.#rowReader.read(piece)) {
      const { cells, groups } = (this.#found ??= this.#begin())
      if (row.isWhole) this.rows += 1
      const rows = groups.take(row)
      if (rows) yield { cells, rows }
    }
    await this.#reading.pause()
  }

  #begin() {
    const { columns } = this.#rowReader
    if (!columns) throw new Error('A row comes after its header.')
    const cells = new Cells(columns, this.#reading, this.#reading.faults)
    return { cells, groups: new RowGroups(cells, new TextHashes()) }
  }
}

const countLineFeeds = (bytes: Uint8Array): number => {
  let count = 0
  for (let at = bytes.indexOf(LINE_FEED); at !== -1; at = bytes.indexOf(LINE_FEED, at + 1)) count += 1
  return count
}

const ofFile = (code: 'not_csv' | 'empty' | 'too_many_rows', message: string) => ({
  row: null,
  column: null,
  code,
  message,
})

/** Cuts a file into pieces that are read quickly. The first is long enough to recognize the kind of file. */
async function* inPieces(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let head: Uint8Array | null = new Uint8Array()
  for await (const chunk of chunks) {
    const bytes: Uint8Array = head ? Buffer.concat([head, chunk]) : chunk
    if (head && bytes.length < FILE_HEAD_BYTES) {
      head = bytes
      continue
    }
    head = null
    for (let at = 0; at < bytes.length; at += PIECE_BYTES) yield bytes.subarray(at, at + PIECE_BYTES)
  }
  if (head && head.length > 0) yield head
}
