import { CsvError, parse, type Parser } from 'csv-parse'
import { plainCell } from './neutral-cells.ts'
import { type Columns, readColumns } from './shopify-columns.ts'
import type { Faults } from './shopify-faults.ts'

/** One record of the file. `line` is the line of the file on which it begins, counted from 1. */
export interface Row {
  readonly line: number
  readonly cells: readonly string[]
  /** False if it has more or fewer cells than the header, so that none of them can be trusted. */
  readonly isWhole: boolean
}

// Longer than any row that could be imported. Without a limit, one unclosed quotation mark would turn the whole file
// into one row.
const MAX_ROW_BYTES = 1024 * 1024
const MAX_WRONG_LENGTHS = 1000

class ReadingEnds extends Error {}

/**
 * Splits UTF-8 text, passed in pieces, into rows with equally many cells. A fault of quoting or size ends the reading.
 * A row with a wrong number of cells is returned with `isWhole` false.
 */
export class RowReader {
  /** The columns, once the header has been read. */
  columns: Columns | null = null
  readonly #faults: Faults
  readonly #parser: Parser
  #rows: Row[] = []
  // The parser counts a quoted CRLF as two lines. Records, quoted line breaks and empty lines add up exactly.
  #linesOfRecords = 0
  #wrongLengths = 0
  #isOver = false

  constructor(faults: Faults) {
    this.#faults = faults
    this.#parser = parse({
      bom: true,
      // Real files mix line endings, which the parser's detection does not support.
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: MAX_ROW_BYTES,
      on_record: (cells: string[], { empty_lines }) => {
        this.#take(cells, empty_lines)
        return null
      },
    })
    // The write that fails reports the error.
    this.#parser.on('error', () => {})
  }

  /** True after a fault that hides the rest of the file. */
  get isOver(): boolean {
    return this.#isOver
  }

  /** Returns the rows that end in this piece of the file. Null marks the end of the file. */
  async read(piece: Uint8Array | null): Promise<readonly Row[]> {
    this.#rows = []
    try {
      await (piece === null ? finish(this.#parser) : write(this.#parser, piece))
    } catch (error) {
      this.#isOver = true
      if (error instanceof CsvError) this.#refuseQuoting(error)
      else if (!(error instanceof ReadingEnds)) throw error
    }
    return this.#rows
  }

  #take(raw: readonly string[], emptyLines: number): void {
    const line = 1 + this.#linesOfRecords + emptyLines
    this.#linesOfRecords += 1 + countBreaks(raw)
    if (raw.every((cell) => cell.trim() === '')) return
    const cells = raw.map(plainCell)
    if (this.columns === null) this.columns = readColumns({ line, cells }, this.#faults)
    else if (cells.length < this.columns.least || cells.length > this.columns.most) this.#refuseLength(line, cells)
    else this.#rows.push({ line, cells, isWhole: true })
  }

  #refuseQuoting(error: CsvError): void {
    const index = Number(error['column'])
    const column = [...(this.columns?.indexByName ?? [])].find(([, at]) => at === index)?.[0] ?? null
    const isLong = error.code === 'CSV_MAX_RECORD_SIZE'
    this.#faults.addFatal({
      row: 1 + this.#linesOfRecords + Number(error['empty_lines']),
      column,
      code: isLong ? 'too_long' : 'broken_quoting',
      message: isLong
        ? 'This row is longer than 1 MiB: look for a quotation mark that is never closed.'
        : 'Put one quotation mark before and one after the whole cell, and write a mark inside it twice ("").',
    })
  }

  #refuseLength(line: number, cells: readonly string[]): void {
    const message =
      `This row has ${cells.length} cells where the first row has ${this.columns?.most}: put quotation marks ` +
      'around each cell that holds a comma, then add or delete cells until the numbers are equal.'
    this.#faults.add({ row: line, column: null, code: 'wrong_field_count', message })
    this.#rows.push({ line, cells, isWhole: false })
    this.#wrongLengths += 1
    // The parser builds a costly error for each such row, so a small file could block the process for a minute.
    if (this.#wrongLengths < MAX_WRONG_LENGTHS) return
    this.#faults.setFatal()
    throw new ReadingEnds()
  }
}

const write = (parser: Parser, piece: Uint8Array): Promise<void> =>
  new Promise((resolve, reject) => {
    parser.write(piece, (error) => (error ? reject(error) : resolve()))
  })

const finish = (parser: Parser): Promise<void> =>
  new Promise((resolve, reject) => {
    parser.once('error', reject)
    parser.end(resolve)
  })

/** Counts line breaks of any kind, CRLF as one, without building a list of them. */
const countBreaks = (cells: readonly string[]): number => {
  let count = 0
  for (const cell of cells) {
    for (let at = cell.indexOf('\n'); at !== -1; at = cell.indexOf('\n', at + 1)) count += 1
    for (let at = cell.indexOf('\r'); at !== -1; at = cell.indexOf('\r', at + 1)) {
      if (cell[at + 1] !== '\n') count += 1
    }
  }
  return count
}
