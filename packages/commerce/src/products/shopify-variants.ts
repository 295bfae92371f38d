import { type Cells, priceAdvice } from './shopify-cells.ts'
import type { FurtherPrice, ImportedVariant } from './shopify-catalogue.ts'
import { type Option, readOptionValues, refuseRepeats } from './shopify-options.ts'
import type { Row } from './shopify-rows.ts'

const MAX_VARIANTS = 100

/** A variant whose SKU may still have to be derived: `sku` is empty then. */
export interface VariantDraft extends Omit<ImportedVariant, 'optionValues'> {
  readonly row: Row
  readonly optionValues: readonly string[] | null
}

/** Reads the variants of one product; with `options` null, its option cells are not looked at. */
export const readVariants = (cells: Cells, rows: readonly Row[], options: readonly Option[] | null): VariantDraft[] => {
  const surplus = rows[MAX_VARIANTS]
  if (surplus) {
    const message = `A product takes at most ${MAX_VARIANTS} variants: move this row and those after it to another handle.`
    cells.refuse(surplus, 'Handle', { code: 'too_many_variants', message })
  }
  const variants = rows.map((row) => readVariant(cells, row, options))
  refuseRepeats(cells, variants)
  return variants
}

const readVariant = (cells: Cells, row: Row, options: readonly Option[] | null): VariantDraft => {
  const priceAmount = readPrice(cells, row)
  const compareAtAmount = cells.amount(row, 'Variant Compare At Price')
  const isStockGiven = cells.text(row, 'Variant Inventory Qty') !== ''
  return {
    row,
    ...(cells.columns.further.length > 0 ? { furtherPrices: readFurtherPrices(cells, row) } : {}),
    sku: cells.line(row, 'Variant SKU', 64),
    optionValues: options && readOptionValues(cells, row, options),
    priceAmount,
    compareAtAmount: above(priceAmount, compareAtAmount),
    weightGrams: cells.count(row, 'Variant Grams', 'bad_value'),
    onHand: cells.count(row, 'Variant Inventory Qty', 'bad_quantity'),
    // Real exports leave the tracker empty beside a quantity; who counts the stock wants it counted.
    tracked: isStockGiven || cells.text(row, 'Variant Inventory Tracker') !== '',
    backorder: readBackorder(cells, row),
    requiresShipping: cells.flag(row, 'Variant Requires Shipping', true),
    taxable: cells.flag(row, 'Variant Taxable', true),
    barcode: cells.line(row, 'Variant Barcode', 100) || null,
    imageSrc: cells.url(row, 'Variant Image'),
  }
}

const readPrice = (cells: Cells, row: Row): number => {
  if (cells.text(row, 'Variant Price') === '') {
    cells.refuse(row, 'Variant Price', { code: 'missing_value', message: priceAdvice(cells.currency) })
  }
  return cells.amount(row, 'Variant Price') ?? 0
}

const above = (price: number, compareAt: number | null): number | null =>
  compareAt !== null && compareAt > price ? compareAt : null

const readFurtherPrices = (cells: Cells, row: Row): FurtherPrice[] =>
  cells.columns.further.flatMap(({ currency, price, compareAt }) => {
    if (cells.text(row, price) === '' && cells.text(row, compareAt) !== '')
      cells.refuse(row, price, { code: 'missing_value', message: priceAdvice(currency) })
    const amount = cells.amount(row, price, currency)
    const compareAtAmount = cells.amount(row, compareAt, currency)
    // The shop's own currency has its own column, and one price alone.
    if (amount === null || currency === cells.currency) return []
    return { currency, amount, compareAtAmount: above(amount, compareAtAmount) }
  })

const readBackorder = (cells: Cells, row: Row): boolean => {
  const policy = cells.word(row, 'Variant Inventory Policy')
  if (!['', 'deny', 'continue'].includes(policy)) {
    const message = 'Write deny to stop selling at a stock of 0, or continue to go on selling.'
    cells.refuse(row, 'Variant Inventory Policy', { code: 'bad_value', message })
  }
  return policy === 'continue'
}
