import { Currency } from '@tradepost/contract'
import type { Faults } from './shopify-faults.ts'

/** A column of Shopify's product file that is read. All others are kept unchanged for the export. */
export type Column =
  | 'Handle'
  | 'Title'
  | 'Variant Price'
  | 'Option1 Name'
  | 'Option1 Value'
  | 'Body (HTML)'
  | 'Vendor'
  | 'Type'
  | 'Tags'
  | 'Published'
  | 'Status'
  | 'SEO Title'
  | 'SEO Description'
  | 'Option2 Name'
  | 'Option2 Value'
  | 'Option3 Name'
  | 'Option3 Value'
  | 'Variant SKU'
  | 'Variant Grams'
  | 'Variant Inventory Tracker'
  | 'Variant Inventory Qty'
  | 'Variant Inventory Policy'
  | 'Variant Compare At Price'
  | 'Variant Requires Shipping'
  | 'Variant Taxable'
  | 'Variant Barcode'
  | 'Variant Image'
  | 'Image Src'
  | 'Image Position'
  | 'Image Alt Text'
  | `Variant Price / ${string}`
  | `Variant Compare At Price / ${string}`

/** All columns that can be read, in Shopify's order, except those of further currencies. */
export const knownColumns = [
  'Handle',
  'Title',
  'Body (HTML)',
  'Vendor',
  'Type',
  'Tags',
  'Published',
  'Option1 Name',
  'Option1 Value',
  'Option2 Name',
  'Option2 Value',
  'Option3 Name',
  'Option3 Value',
  'Variant SKU',
  'Variant Grams',
  'Variant Inventory Tracker',
  'Variant Inventory Qty',
  'Variant Inventory Policy',
  'Variant Price',
  'Variant Compare At Price',
  'Variant Requires Shipping',
  'Variant Taxable',
  'Variant Barcode',
  'Image Src',
  'Image Position',
  'Image Alt Text',
  'SEO Title',
  'SEO Description',
  'Variant Image',
  'Status',
] as const satisfies readonly Column[]

const known: ReadonlySet<string> = new Set(knownColumns)

/** Returns the names of the price columns of a further currency. */
export const furtherColumns = (currency: Currency) =>
  ({
    currency,
    price: `Variant Price / ${currency}`,
    compareAt: `Variant Compare At Price / ${currency}`,
  }) as const

export type FurtherColumns = ReturnType<typeof furtherColumns>

/** Returns whether the shop stores the data of a column itself. */
export const isKnownColumn = (name: string): boolean => known.has(name) || currencyOf(name) !== null

const currencyOf = (name: string): Currency | null =>
  Currency.safeParse(/^Variant (?:Compare At )?Price \/ ([A-Z]{3})$/.exec(name)?.[1]).data ?? null

/** The index of each named column, and how many cells a row may have: `most` includes unnamed columns at the end. */
export interface Columns {
  readonly indexByName: ReadonlyMap<string, number>
  readonly least: number
  readonly most: number
  /** Columns of further currencies that the file has. */
  readonly further: readonly FurtherColumns[]
  /** The indexes of named columns whose cells the shop only keeps. */
  readonly unknown: readonly number[]
}

/** Reads the header row. A missing handle column and repeated names become faults of their column. */
export const readColumns = (
  header: { readonly line: number; readonly cells: readonly string[] },
  faults: Faults
): Columns => {
  const names = header.cells.map((cell) => cell.trim())
  refuseBulk(header.line, names, faults)
  const indexByName = new Map<string, number>()
  const repeated = new Set<string>()
  for (const [index, name] of names.entries()) {
    if (name === '') continue
    if (indexByName.has(name)) repeated.add(name)
    else indexByName.set(name, index)
  }
  // Without a handle, no row says which product it belongs to. Any other missing column leaves its field as it is.
  if (!indexByName.has('Handle')) {
    const message = 'Add a column named exactly “Handle” to the first row.'
    faults.addColumn({ row: header.line, column: 'Handle', code: 'missing_column', message })
  }
  for (const column of repeated) {
    const message = 'This column name stands twice in the first row: delete or rename one of the two columns.'
    faults.addColumn({ row: header.line, column, code: 'duplicate_column', message })
  }
  return {
    indexByName,
    least: names.findLastIndex((name) => name !== '') + 1,
    most: names.length,
    further: furtherIn(names),
    unknown: [...indexByName].flatMap(([name, index]) => (isKnownColumn(name) ? [] : index)),
  }
}

const furtherIn = (names: readonly string[]): FurtherColumns[] =>
  [...new Set(names.flatMap((name) => currencyOf(name) ?? []))].map(furtherColumns)

const MAX_COLUMNS = 500
const MAX_NAME = 200

const refuseBulk = (row: number, names: readonly string[], faults: Faults): void => {
  if (names.length > MAX_COLUMNS) {
    const message = `A file takes at most ${MAX_COLUMNS} columns: delete those that are not needed.`
    faults.addFatal({ row, column: null, code: 'too_many_columns', message })
  }
  if (names.some((name) => name.length > MAX_NAME)) {
    const message = `Name each column in at most ${MAX_NAME} characters.`
    faults.addFatal({ row, column: null, code: 'too_long', message })
  }
}
