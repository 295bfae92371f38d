import { CsvError, parse } from 'csv-parse/sync'
import { type Columns, readColumns } from './shopify-columns.ts'
import type { Faults } from './shopify-faults.ts'

/** One record of the file; `line` is the line of the file on which it begins, counted from 1. */
export interface Row {
  readonly line: number
  readonly cells: readonly string[]
}

/** The file as rows. `damagedHandles` holds the handles, as written, of rows that were left out for their length. */
export interface Table {
  readonly columns: Columns | null
  readonly rows: readonly Row[]
  readonly damagedHandles: ReadonlySet<string>
}

/** Splits UTF-8 text into rows of one length; a fault of quoting ends the reading, a fault of length leaves out its row. */
export const readTable = (bytes: Uint8Array, faults: Faults): Table => {
  const builder = new TableBuilder(faults)
  try {
    parse(bytes, {
      bom: true,
      // Real files mix line ends, which the parser's own discovery does not allow for.
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      skip_empty_lines: true,
      on_record: (cells: string[], { empty_lines }) => {
        builder.take(cells, empty_lines)
        return null
      },
    })
  } catch (error) {
    if (error instanceof CsvError) builder.refuseQuoting(error)
    else if (!(error instanceof ReadingEnds)) throw error
  }
  return builder
}

class ReadingEnds extends Error {}

const MAX_WRONG_LENGTHS = 1000

class TableBuilder implements Table {
  columns: Columns | null = null
  readonly rows: Row[] = []
  readonly damagedHandles = new Set<string>()
  readonly #faults: Faults
  // The parser's own count takes a quoted CRLF for two lines; records, quoted breaks and empty lines add up exactly.
  #linesOfRecords = 0
  #wrongLengths = 0

  constructor(faults: Faults) {
    this.#faults = faults
  }

  take(cells: string[], emptyLines: number): void {
    const line = 1 + this.#linesOfRecords + emptyLines
    this.#linesOfRecords += 1 + countBreaks(cells)
    if (cells.every((cell) => cell.trim() === '')) return
    if (this.columns === null) this.columns = readColumns({ line, cells }, this.#faults)
    else if (cells.length < this.columns.least || cells.length > this.columns.most) this.#refuseLength({ line, cells })
    else this.rows.push({ line, cells })
  }

  refuseQuoting(error: CsvError): void {
    const index = Number(error['column'])
    const column = [...(this.columns?.indexByName ?? [])].find(([, at]) => at === index)?.[0] ?? null
    this.#faults.add({
      row: 1 + this.#linesOfRecords + Number(error['empty_lines']),
      column,
      code: 'broken_quoting',
      message: 'Put one quotation mark before and one after the whole cell, and write a mark inside it twice ("").',
    })
  }

  #refuseLength({ line, cells }: Row): void {
    const message =
      `This row has ${cells.length} cells where the first row has ${this.columns?.most}: put quotation marks ` +
      'around each cell that holds a comma, then add or delete cells until the numbers are equal.'
    this.#faults.add({ row: line, column: null, code: 'wrong_field_count', message })
    const handle = cells[this.columns?.indexByName.get('Handle') ?? -1]
    if (handle !== undefined) this.damagedHandles.add(handle)
    this.#wrongLengths += 1
    // The parser builds a costly error for each such row, which would let a small file stop the process for a minute.
    if (this.#wrongLengths === MAX_WRONG_LENGTHS) throw new ReadingEnds()
  }
}

const countBreaks = (cells: readonly string[]): number => {
  let count = 0
  for (const cell of cells) {
    if (cell.includes('\n') || cell.includes('\r')) count += cell.match(/\r\n|\n|\r/g)?.length ?? 0
  }
  return count
}
