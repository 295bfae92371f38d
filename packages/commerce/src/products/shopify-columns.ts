import type { Faults } from './shopify-faults.ts'

const required = ['Handle', 'Title', 'Variant Price', 'Option1 Name', 'Option1 Value'] as const

/** A column of Shopify's product file that is read; all others are ignored. */
export type Column =
  | (typeof required)[number]
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

/** Tells where each named column stands, and how many fields a row may have: `most` counts nameless last columns. */
export interface Columns {
  readonly indexByName: ReadonlyMap<string, number>
  readonly least: number
  readonly most: number
}

/** Reads the header row; missing and repeated names become faults of their column. */
export const readColumns = (
  header: { readonly line: number; readonly cells: readonly string[] },
  faults: Faults
): Columns => {
  const names = header.cells.map((cell) => cell.trim())
  const indexByName = new Map<string, number>()
  const repeated = new Set<string>()
  for (const [index, name] of names.entries()) {
    if (name === '') continue
    if (indexByName.has(name)) repeated.add(name)
    else indexByName.set(name, index)
  }
  for (const column of required.filter((name) => !indexByName.has(name))) {
    const message = `Add a column named exactly “${column}” to the first row.`
    faults.addColumn({ row: header.line, column, code: 'missing_column', message })
  }
  for (const column of repeated) {
    const message = 'This column name stands twice in the first row: delete or rename one of the two columns.'
    faults.addColumn({ row: header.line, column, code: 'duplicate_column', message })
  }
  return { indexByName, least: names.findLastIndex((name) => name !== '') + 1, most: names.length }
}
