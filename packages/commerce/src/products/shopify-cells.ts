import { type Currency, currencyDigits, type ImportFault, Line, parseDecimal } from '@tradepost/contract'
import type { Column, Columns } from './shopify-columns.ts'
import type { Faults } from './shopify-faults.ts'
import type { Row } from './shopify-rows.ts'

const MAX_COUNT = 1_000_000_000
const MAX_URL = 2000
const MAX_WORD = 20
const OWN_FILE = /^\/media\/[\w-]+(?:\/[\w-]+)*\.[a-z]{3,4}$/

const lineSchemas = new Map([64, 100, 200, 300, 500, MAX_URL].map((max) => [max, Line(max)]))

/** The context for reading cells: the shop's currency, and its own URL, under which its own pictures are. */
export interface CellSense {
  readonly currency: Currency
  readonly ownUrl: string
}

/** Reads the values of cells. A cell that cannot be read becomes a fault and returns an empty value. */
export class Cells {
  readonly currency: Currency
  readonly columns: Columns
  readonly #ownUrl: string
  readonly #faults: Faults

  constructor(columns: Columns, { currency, ownUrl }: CellSense, faults: Faults) {
    this.columns = columns
    this.currency = currency
    this.#ownUrl = ownUrl
    this.#faults = faults
  }

  /** Returns whether the file has such a column. The field of a missing column stays as it is. */
  has(column: Column): boolean {
    return this.columns.indexByName.has(column)
  }

  /** Returns the text of a cell without blanks at its ends, or empty text if there is no such column. */
  text(row: Row, column: Column): string {
    const index = this.columns.indexByName.get(column)
    return index === undefined ? '' : (row.cells[index] ?? '').trim()
  }

  /**
   * Returns the lower-case text of a cell that takes one of a few words. Longer text is cut, but still differs from all
   * of them.
   */
  word(row: Row, column: Column): string {
    return this.text(row, column).slice(0, MAX_WORD).toLowerCase()
  }

  /** Adds a fault for one cell. */
  refuse(row: Pick<Row, 'line'>, column: Column, fault: Pick<ImportFault, 'code' | 'message'>): void {
    this.#faults.add({ row: row.line, column, code: fault.code, message: fault.message })
  }

  /** Reads one line of at most `max` characters, or empty text. */
  line(row: Row, column: Column, max: 64 | 100 | 200 | 300 | 500 | 2000): string {
    return this.lineOf(this.text(row, column), { row, column, max })
  }

  /** Reads a part of a cell as one line of at most `max` characters. */
  lineOf(text: string, at: { readonly row: Row; readonly column: Column; readonly max: number }): string {
    if (text === '') return ''
    const read = (lineSchemas.get(at.max) ?? Line(at.max)).safeParse(text)
    if (read.success) return read.data
    const isLong = read.error.issues.some(({ code }) => code === 'too_big')
    const message = isLong
      ? `Use at most ${at.max} characters.`
      : 'Remove line breaks, piled-up accents and control or invisible characters from this cell.'
    this.refuse(at.row, at.column, { code: isLong ? 'too_long' : 'bad_value', message })
    return ''
  }

  /** Reads `true` or `false` in any case, or returns `otherwise` if the cell is empty. */
  flag(row: Row, column: Column, otherwise: boolean): boolean {
    const text = this.word(row, column)
    if (text === '') return otherwise
    if (text !== 'true' && text !== 'false') {
      this.refuse(row, column, { code: 'bad_value', message: 'Write TRUE or FALSE.' })
    }
    return text === 'true'
  }

  /** Reads a whole number from 0 to 1,000,000,000, or returns 0 if the cell is empty. Shopify also writes `200.0`. */
  count(row: Row, column: Column, code: 'bad_value' | 'bad_quantity'): number {
    const text = this.text(row, column)
    if (text === '') return 0
    const count = /^\d{1,10}(?:\.0{1,6})?$/.test(text) ? Number(text) : Number.NaN
    if (count <= MAX_COUNT) return count
    this.refuse(row, column, { code, message: 'Write a whole number from 0 to 1000000000, such as 12.' })
    return 0
  }

  /** Reads an amount in minor units, or returns null if the cell is empty or faulty. */
  amount(row: Row, column: Column, currency = this.currency): number | null {
    const text = this.text(row, column)
    if (text === '') return null
    const amount = parseDecimal(text, currency)
    if (amount === null) this.refuse(row, column, { code: 'bad_price', message: priceAdvice(currency) })
    return amount
  }

  /**
   * Reads an http or https URL, or returns null if the cell is empty or faulty. Returns the shop's own files as paths.
   */
  url(row: Row, column: Column): string | null {
    const text = this.line(row, column, MAX_URL)
    if (text === '') return null
    const path = text.startsWith(`${this.#ownUrl}/media/`) ? text.slice(this.#ownUrl.length) : ''
    if (OWN_FILE.test(path)) return path
    if (/^https?:\/\//i.test(text) && URL.canParse(text)) return text
    const message = 'Write the full address of the picture, such as https://example.com/shirt.jpg.'
    this.refuse(row, column, { code: 'bad_value', message })
    return null
  }
}

/** Returns the message that the file lacks a column which new products and variants require. */
export const needsColumn = (column: Column): string =>
  `The shop does not have this yet: add a column named exactly “${column}” and fill it in.`

/** Returns the message that says how to write a price of the currency. */
export const priceAdvice = (currency: Currency): string => {
  const digits = currencyDigits[currency]
  if (digits === 0) return 'Write the price as a whole number, such as 1999.'
  return `Write the price as a number with at most ${digits} decimals, such as ${digits === 3 ? '19.999' : '19.99'}.`
}
