import { CodedError, type Currency, type ImportFault } from '@tradepost/contract'
import { readShopifyCsv } from '../src/products/read-shopify-csv.ts'

/** The cells of one row by column name; columns that are left out are empty. */
export type CsvRow = Readonly<Record<string, string>>

/** A row that reads well: one product without options. */
export const plainRow: CsvRow = {
  Handle: 'cup',
  Title: 'Cup',
  'Option1 Name': 'Title',
  'Option1 Value': 'Default Title',
  'Variant Price': '19.99',
}

/** The first row of a product that has the option Size. */
export const sizedRow: CsvRow = { ...plainRow, 'Option1 Name': 'Size', 'Option1 Value': 'Small' }

const quote = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

/** Writes rows as CSV; the header names the required columns and all others that a row fills. */
export const csvOf = (rows: readonly CsvRow[], eol = '\n'): string => {
  const header = [...new Set([plainRow, ...rows].flatMap((row) => Object.keys(row)))]
  const lines = rows.map((row) => header.map((name) => quote((Object.hasOwn(row, name) && row[name]) || '')))
  return [header.map(quote), ...lines].map((cells) => cells.join(',') + eol).join('')
}

const bytesOf = (csv: string | Uint8Array): Uint8Array =>
  typeof csv === 'string' ? new TextEncoder().encode(csv) : csv

/** Reads CSV text or bytes in euros unless told otherwise. */
export const read = (csv: string | Uint8Array, currency: Currency = 'EUR') => readShopifyCsv(bytesOf(csv), currency)

/** Answers the error with which a file is refused. */
export const refusalOf = (csv: string | Uint8Array, currency: Currency = 'EUR'): CodedError<'import.invalid'> => {
  try {
    read(csv, currency)
  } catch (error) {
    if (isInvalid(error)) return error
    throw error
  }
  throw new Error('The file was read.')
}

/** Answers the faults of a file as `row column code`. */
export const faultsOf = (csv: string | Uint8Array, currency: Currency = 'EUR'): string[] =>
  refusalOf(csv, currency).details.faults.map(nameFault)

const nameFault = ({ row, column, code }: ImportFault): string => [row, column, code].map(String).join(' | ')

const isInvalid = (error: unknown): error is CodedError<'import.invalid'> =>
  error instanceof CodedError && error.code === 'import.invalid'
