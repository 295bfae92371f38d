import type { ImportedProduct, ImportedVariant } from './shopify-catalogue.ts'
import { type Cells, needsColumn } from './shopify-cells.ts'
import { type Option, type OptionCells, readOptionValues, refuseRepeats } from './shopify-options.ts'
import type { Row } from './shopify-rows.ts'
import type { NamedVariants } from './shopify-variant-rows.ts'
import { readVariant } from './shopify-variant.ts'

const MAX_VARIANTS = 100

/** A variant whose SKU may still have to be derived; `sku` is empty then. */
export interface VariantDraft extends Omit<ImportedVariant, 'optionValues'> {
  /** Null if the shop has it and the file does not mention it. */
  readonly row: Row | null
  readonly optionValues: readonly string[] | null
}

/** The rows of a product's variants, and what the shop has. */
export interface VariantRows {
  readonly rows: readonly Row[]
  readonly named: NamedVariants
  readonly before: ImportedProduct | null
}

/**
 * Reads the variants of one product. If `options` is null, does not read its option cells. Variants that the shop has
 * and the file does not mention stay, unless the file gives the product a different number of options.
 */
export const readVariants = (
  of: OptionCells,
  options: readonly Option[] | null,
  { rows, named, before }: VariantRows
): VariantDraft[] => {
  const placed = rows.map((row): Placed => ({ row, optionValues: valuesOf(of, row, { options, named }) }))
  const was = before ? matchVariants(of.cells, placed, { named, before }) : named.byRow
  const read = placed.map((at) => ({ ...readVariant(of.cells, at.row, was.get(at.row) ?? null), ...at }))
  refuseRepeats(of.cells, placed)
  if (before) refusePriceless(of.cells, placed, was)
  const variants = before && options ? withUnmentioned(of.cells, read, { before, was, size: options.length }) : read
  refuseSurplus(of.cells, variants)
  return variants
}

interface Placed {
  readonly row: Row
  readonly optionValues: readonly string[] | null
}

const valuesOf = (
  of: OptionCells,
  row: Row,
  { options, named }: { options: readonly Option[] | null; named: NamedVariants }
): string[] | null => {
  if (!options || (named.isNeeded && !named.byRow.has(row))) return null
  return readOptionValues(of, row, options)
}

interface Known {
  readonly named: NamedVariants
  readonly before: ImportedProduct
}

/**
 * Finds the shop's variant of each row: by option values, or else by SKU, which stays the same when an option value
 * changes.
 */
const matchVariants = (cells: Cells, placed: readonly Placed[], { named, before }: Known) => {
  const was = new Map(named.byRow)
  const byValues = new Map(before.variants.map((variant) => [JSON.stringify(variant.optionValues), variant]))
  for (const { row, optionValues } of placed) {
    const same = optionValues && byValues.get(JSON.stringify(optionValues))
    if (same && !was.has(row)) was.set(row, same)
  }
  const taken = new Set(was.values())
  const bySku = new Map(before.variants.map((variant) => [variant.sku, variant]))
  for (const { row } of placed) {
    const renamed = bySku.get(cells.text(row, 'Variant SKU'))
    if (!renamed || was.has(row) || taken.has(renamed)) continue
    was.set(row, renamed)
    taken.add(renamed)
  }
  return was
}

/** Adds a fault for each new variant in a file without prices. */
const refusePriceless = (cells: Cells, placed: readonly Placed[], was: ReadonlyMap<Row, ImportedVariant>): void => {
  if (cells.has('Variant Price')) return
  for (const { row, optionValues } of placed) {
    if (optionValues === null || was.has(row)) continue
    cells.refuse(row, 'Variant Price', { code: 'missing_value', message: needsColumn('Variant Price') })
  }
}

type Read = VariantDraft & { readonly row: Row }

interface Merge {
  readonly before: ImportedProduct
  readonly was: ReadonlyMap<Row, ImportedVariant>
  /** The number of the product's options. */
  readonly size: number
}

const withUnmentioned = (cells: Cells, read: readonly Read[], { before, was, size }: Merge): VariantDraft[] => {
  const mentioned = new Set(was.values())
  const fits = ({ optionValues }: ImportedVariant) => optionValues.length === size || read.length === 0
  const others = before.variants.filter((variant) => !mentioned.has(variant) && fits(variant))
  refuseTwins(cells, read, others)
  // If the file lists all variants with their options, they take the order of the rows.
  if (others.length === 0 && cells.has('Option1 Value')) return [...read]
  const draftOf = new Map(read.map((draft) => [was.get(draft.row), draft]))
  const known = before.variants.flatMap((variant): VariantDraft[] => {
    const draft = draftOf.get(variant)
    if (draft) return [draft]
    return others.includes(variant) ? [{ ...variant, onHand: null, row: null }] : []
  })
  return [...known, ...read.filter((draft) => !known.includes(draft))]
}

/** Adds a fault for each row with the SKU or the option values of a variant that the file does not mention. */
const refuseTwins = (cells: Cells, read: readonly Read[], others: readonly ImportedVariant[]): void => {
  const skus = new Set(others.map(({ sku }) => sku))
  const values = new Set(others.map(({ optionValues }) => JSON.stringify(optionValues)))
  for (const { row, sku, optionValues } of read) {
    if (skus.has(sku)) {
      const message = `Another variant of this product has the SKU ${sku}: give this one its own, or list the other one too.`
      cells.refuse(row, 'Variant SKU', { code: 'duplicate_sku', message })
    }
    if (optionValues && values.has(JSON.stringify(optionValues))) {
      const message = `The product already has the variant ${optionValues.join(' / ')}: change this row’s values, or list that variant too.`
      cells.refuse(row, 'Option1 Value', { code: 'duplicate_option', message })
    }
  }
}

const refuseSurplus = (cells: Cells, variants: readonly VariantDraft[]): void => {
  if (variants.length <= MAX_VARIANTS) return
  const surplus = variants[MAX_VARIANTS]?.row ?? variants.findLast(({ row }) => row !== null)?.row
  if (!surplus) return
  const message = `A product takes at most ${MAX_VARIANTS} variants: move this row and those after it to another handle.`
  cells.refuse(surplus, 'Handle', { code: 'too_many_variants', message })
}
