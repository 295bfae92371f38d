import { type Currency, fail, MAX_IMPORT_BYTES, MAX_IMPORT_LINES, Slug } from '@tradepost/contract'
import type { ReadResult } from './shopify-catalogue.ts'
import { Cells } from './shopify-cells.ts'
import { Faults } from './shopify-faults.ts'
import { whyNotCsv } from './shopify-file-kind.ts'
import { type ProductRows, readProduct } from './shopify-product.ts'
import { assignSkus, refuseRepeatedSkus } from './shopify-sku.ts'
import { readTable, type Row, type Table } from './shopify-table.ts'

export type { ImportedProduct, ImportedVariant, ReadResult } from './shopify-catalogue.ts'

/** Reads a Shopify product CSV whole, or throws `import.invalid` with every fault (row and column), or `import.too_large`. */
export const readShopifyCsv = (bytes: Uint8Array, currency: Currency): ReadResult => {
  if (bytes.length > MAX_IMPORT_BYTES) throw fail('import.too_large', { limitBytes: MAX_IMPORT_BYTES })
  const faults = new Faults()
  const reason = whyNotCsv(bytes)
  if (reason !== null) throw refusal('not_csv', reason)
  if (countLines(bytes) > MAX_IMPORT_LINES) throw refusal('too_many_rows', TOO_MANY_ROWS)
  const table = readTable(bytes, faults)
  if (table.rows.length === 0 && faults.count === 0) {
    throw refusal('empty', 'The file holds no products: export the products from Shopify again and choose that file.')
  }
  if (table.columns === null) throw faults.toError()
  const cells = new Cells(table.columns, currency, faults)
  const drafts = groupByHandle(cells, table).map((group) => readProduct(cells, group))
  refuseRepeatedSkus(cells, drafts)
  if (faults.count > 0) throw faults.toError()
  return { rows: table.rows.length, products: assignSkus(drafts) }
}

const TOO_MANY_ROWS = `Split the file: one import takes at most ${MAX_IMPORT_LINES} lines.`
const LINE_FEED = 10

const countLines = (bytes: Uint8Array): number => {
  let lines = 1
  for (const byte of bytes) if (byte === LINE_FEED) lines++
  return lines
}

const refusal = (code: 'not_csv' | 'empty' | 'too_many_rows', message: string) =>
  fail('import.invalid', { faults: [{ row: null, column: null, code, message }], faultCount: 1 })

const groupByHandle = (cells: Cells, table: Table): ProductRows[] => {
  const damaged = new Set([...table.damagedHandles].map(toHandle))
  const groups = new Map<string, ProductRows & { readonly rows: Row[] }>()
  for (const row of table.rows) {
    const slug = toHandle(cells.text(row, 'Handle'))
    const group = groups.get(slug)
    if (slug === '') refuseMissingHandle(cells, row)
    else if (group) group.rows.push(row)
    else groups.set(slug, { slug, first: row, rows: [row], isWhole: !damaged.has(slug) })
  }
  for (const { slug, first } of groups.values()) refuseOddHandle(cells, first, slug)
  return [...groups.values()]
}

const toHandle = (text: string): string => text.trim().toLowerCase()

const refuseMissingHandle = (cells: Cells, row: Row): void => {
  const message = 'Write the product’s handle, such as classic-shirt, in every one of its rows.'
  cells.refuse(row, 'Handle', { code: 'missing_value', message })
}

const refuseOddHandle = (cells: Cells, row: Row, slug: string): void => {
  if (Slug.safeParse(slug).success) return
  const isLong = slug.length > 200
  const message = isLong
    ? 'Use at most 200 characters.'
    : 'Write the handle in lower-case letters, digits and single hyphens, such as classic-shirt.'
  cells.refuse(row, 'Handle', { code: isLong ? 'too_long' : 'bad_value', message })
}
