import type { ImportedProduct, ImportedVariant } from './shopify-catalogue.ts'
import type { Cells } from './shopify-cells.ts'
import { furtherColumns, knownColumns } from './shopify-columns.ts'
import { optionSlots } from './shopify-options.ts'
import type { Row } from './shopify-rows.ts'

const ofVariant = knownColumns.filter((column) => column.startsWith('Variant '))

/**
 * Finds the rows that describe a variant: those with option values, a price or an SKU. In a file without prices, any
 * other variant cell is enough, and for a product with only one variant even an empty one, which clears the field.
 */
export const variantRowsOf = (
  cells: Cells,
  rows: readonly Row[],
  before: Pick<ImportedProduct, 'variants'> | null
): readonly Row[] => {
  const selling = rows.filter((row) => sells(cells, row))
  if (cells.has('Variant Price') || !before) return selling
  const further = cells.columns.further.flatMap(furtherColumnsOf)
  const own = [...ofVariant, ...further].filter((column) => cells.has(column))
  const speaking = rows.filter((row) => sells(cells, row) || own.some((column) => cells.text(row, column) !== ''))
  if (speaking.length > 0 || own.length === 0 || before.variants.length > 1) return speaking
  return rows.slice(0, 1)
}

const furtherColumnsOf = ({ currency }: { currency: Parameters<typeof furtherColumns>[0] }) => {
  const { price, compareAt } = furtherColumns(currency)
  return [price, compareAt]
}

const sells = (cells: Cells, row: Row): boolean =>
  cells.text(row, 'Variant Price') !== '' ||
  cells.text(row, 'Variant SKU') !== '' ||
  optionSlots.some(({ value }) => cells.text(row, value) !== '')

/** The shop's variant of each row, as far as it is known without the row's option values. */
export interface NamedVariants {
  /** False if the file has the columns of all options, so that option values identify the variants. */
  readonly isNeeded: boolean
  readonly byRow: ReadonlyMap<Row, ImportedVariant>
}

/**
 * Finds the variant of each row if the file lacks columns of the product's options: the one with the row's SKU, or else
 * the only one that matches the existing columns. A row without a match becomes a fault.
 */
export const nameVariants = (cells: Cells, rows: readonly Row[], before: ImportedProduct | null): NamedVariants => {
  const isTold = (before?.options ?? []).every((_, at) => optionSlots[at] && cells.has(optionSlots[at].value))
  const byRow = new Map<Row, ImportedVariant>()
  if (!before || isTold) return { isNeeded: false, byRow }
  for (const row of rows) {
    const sku = cells.text(row, 'Variant SKU')
    const possible = before.variants.filter((variant) => isPossible(cells, row, variant))
    const found = sku === '' ? only(possible) : (before.variants.find((each) => each.sku === sku) ?? only(possible))
    if (found) byRow.set(row, found)
    else refuseNameless(cells, row)
  }
  return { isNeeded: true, byRow }
}

const isPossible = (cells: Cells, row: Row, { optionValues }: ImportedVariant): boolean =>
  optionSlots.every(({ at, value }) => !cells.has(value) || cells.text(row, value) === (optionValues[at] ?? ''))

const only = <T>(items: readonly T[]): T | null => (items.length === 1 ? (items[0] ?? null) : null)

const refuseNameless = (cells: Cells, row: Row): void => {
  const message =
    'The product has several variants: write the SKU of one of them, or add the columns of its options, such as “Option1 Value”.'
  cells.refuse(row, 'Variant SKU', { code: 'missing_value', message })
}
