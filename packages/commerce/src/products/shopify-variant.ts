import type { FurtherPrice, ImportedVariant } from './shopify-catalogue.ts'
import { type Cells, priceAdvice } from './shopify-cells.ts'
import type { FurtherColumns } from './shopify-columns.ts'
import type { Row } from './shopify-rows.ts'

/** Reads a row's variant. A missing column keeps the value of `was`, or the default for new variants. */
export const readVariant = (cells: Cells, row: Row, was: ImportedVariant | null) => {
  const priceAmount = readPrice(cells, row, was)
  const compareAtAmount = cells.has('Variant Compare At Price')
    ? cells.amount(row, 'Variant Compare At Price')
    : (was?.compareAtAmount ?? null)
  return {
    ...(cells.columns.further.length > 0 ? { furtherPrices: readFurtherPrices(cells, row, was) } : {}),
    sku: cells.has('Variant SKU') ? cells.line(row, 'Variant SKU', 64) : (was?.sku ?? ''),
    priceAmount,
    compareAtAmount: above(priceAmount, compareAtAmount),
    weightGrams: cells.has('Variant Grams') ? cells.count(row, 'Variant Grams', 'bad_value') : (was?.weightGrams ?? 0),
    ...readStock(cells, row, was),
    backorder: cells.has('Variant Inventory Policy') ? readBackorder(cells, row) : (was?.backorder ?? false),
    requiresShipping: cells.has('Variant Requires Shipping')
      ? cells.flag(row, 'Variant Requires Shipping', true)
      : (was?.requiresShipping ?? true),
    taxable: cells.has('Variant Taxable') ? cells.flag(row, 'Variant Taxable', true) : (was?.taxable ?? true),
    barcode: cells.has('Variant Barcode') ? cells.line(row, 'Variant Barcode', 100) || null : (was?.barcode ?? null),
    imageSrc: cells.has('Variant Image') ? cells.url(row, 'Variant Image') : (was?.imageSrc ?? null),
  }
}

const readPrice = (cells: Cells, row: Row, was: ImportedVariant | null): number => {
  // A new product without the column has a single fault for all its rows.
  if (!cells.has('Variant Price')) return was?.priceAmount ?? 0
  if (cells.text(row, 'Variant Price') === '') {
    cells.refuse(row, 'Variant Price', { code: 'missing_value', message: priceAdvice(cells.currency) })
  }
  return cells.amount(row, 'Variant Price') ?? 0
}

const readStock = (cells: Cells, row: Row, was: ImportedVariant | null) => {
  const isCounted = cells.text(row, 'Variant Inventory Qty') !== ''
  const isTrackerWritten = cells.text(row, 'Variant Inventory Tracker') !== ''
  const isTracked = cells.has('Variant Inventory Tracker') ? isTrackerWritten : (was?.tracked ?? false)
  // Next to a tracker, an empty quantity means none in stock. Without the tracker column, it means nothing.
  const isGiven = isCounted || (cells.has('Variant Inventory Qty') && isTrackerWritten)
  return {
    // Real exports leave the tracker empty next to a quantity. A merchant who counts the stock wants it tracked.
    tracked: isCounted || isTracked,
    onHand: isGiven || !was ? cells.count(row, 'Variant Inventory Qty', 'bad_quantity') : null,
  }
}

const above = (price: number, compareAt: number | null): number | null =>
  compareAt !== null && compareAt > price ? compareAt : null

const readFurtherPrices = (cells: Cells, row: Row, was: ImportedVariant | null): FurtherPrice[] => {
  const { further } = cells.columns
  const others = (was?.furtherPrices ?? []).filter((own) => further.every(({ currency }) => currency !== own.currency))
  const read = further.flatMap((columns) => readFurtherPrice(cells, row, { columns, was }) ?? [])
  return [...others, ...read]
}

const readFurtherPrice = (
  cells: Cells,
  row: Row,
  { columns, was }: { columns: FurtherColumns; was: ImportedVariant | null }
): FurtherPrice | null => {
  const { currency, price, compareAt } = columns
  const own = was?.furtherPrices?.find((each) => each.currency === currency)
  const amount = cells.has(price) ? cells.amount(row, price, currency) : (own?.amount ?? null)
  const compareAtAmount = cells.has(compareAt) ? cells.amount(row, compareAt, currency) : (own?.compareAtAmount ?? null)
  if (amount === null && cells.text(row, price) === '' && cells.text(row, compareAt) !== '')
    cells.refuse(row, price, { code: 'missing_value', message: priceAdvice(currency) })
  // The shop's own currency has its own column, and only one price.
  if (amount === null || currency === cells.currency) return null
  return { currency, amount, compareAtAmount: above(amount, compareAtAmount) }
}

const readBackorder = (cells: Cells, row: Row): boolean => {
  const policy = cells.word(row, 'Variant Inventory Policy')
  if (!['', 'deny', 'continue'].includes(policy)) {
    const message = 'Write deny to stop selling at a stock of 0, or continue to go on selling.'
    cells.refuse(row, 'Variant Inventory Policy', { code: 'bad_value', message })
  }
  return policy === 'continue'
}
