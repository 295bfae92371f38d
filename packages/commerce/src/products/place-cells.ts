import { createHash } from 'node:crypto'
import type { schema } from '@tradepost/db'
import type { ImportedProduct } from './shopify-catalogue.ts'
import { planRows, type RowPlan } from './shopify-render.ts'

type ProductCells = schema.ProductCells
type KeptCell = schema.KeptCell
type CellsOfRow = schema.CellsOfRow

/** The product, cells and columns that determine the place of a file's cells. */
export interface Placing {
  readonly product: ImportedProduct
  /** The cells kept from earlier files of the product. */
  readonly before: ProductCells | null
  readonly perVariantIds: ReadonlySet<number>
  /** The columns of the file. */
  readonly ids: ReadonlySet<number>
  /** True if the file lists all variants and pictures, so that its rows are those of the product. */
  readonly isListed: boolean
}

/**
 * Returns the rows to keep: the cells of the file, plus the cells kept before for columns and rows that the file lacks.
 */
export const placeCells = (own: readonly CellsOfRow[], placing: Placing): readonly CellsOfRow[] => {
  const { product, before, isListed } = placing
  const isSame = before?.of === fingerprint(product)
  if (!isListed && before && isSame) return overlay(own, before, placing)
  const rows = isListed ? own : spread(own, placing)
  return before ? withCarried(rows, before, placing) : rows
}

/** Moves the cells of a file that lists only some variants, or no pictures, to the rows of the whole product. */
const spread = (own: readonly CellsOfRow[], { product, perVariantIds }: Placing): CellsOfRow[] => {
  const variants = product.variants.map(({ optionValues }) => optionValues)
  const plans = planRows(product)
  const found = { of: fingerprint(product), variants, rows: [...own] }
  const cells = cellsByPlace(found, { product, plans, perVariantIds })
  return plans.map(({ variant, image }, index) => [variant, image, [...(cells[index] ?? [])]])
}

const withCarried = (
  rows: readonly CellsOfRow[],
  before: ProductCells,
  { product, perVariantIds, ids }: Placing
): readonly CellsOfRow[] => {
  const plans = plansIn(rows)
  const isSame = before.of === fingerprint(product) && JSON.stringify(plansIn(before.rows)) === JSON.stringify(plans)
  const carried = isSame
    ? before.rows.map(([, , cells]) => cells)
    : cellsByPlace(before, { product, plans, perVariantIds })
  return rows.map(([variant, image, cells], index) => {
    const others = (carried[index] ?? []).filter(([id]) => !ids.has(id))
    return [variant, image, [...cells, ...others]]
  })
}

const plansIn = (rows: readonly CellsOfRow[]): RowPlan[] => rows.map(([variant, image]) => ({ variant, image }))

interface Patch {
  readonly at: number
  readonly cells: readonly KeptCell[]
  readonly isSaid: (id: number) => boolean
}

/** Replaces kept cells with those of a file, and leaves all others as they are. */
const overlay = (
  own: readonly CellsOfRow[],
  before: ProductCells,
  { perVariantIds, ids }: Placing
): readonly CellsOfRow[] => {
  const place = makePlacer(own, before)
  const patches = own.flatMap(([variant, image, cells], index): Patch[] => {
    const at = place(variant, image)
    const patch = (row: number, isSaid: (id: number) => boolean): Patch => ({
      at: row,
      cells: cells.filter(([id]) => isSaid(id)),
      isSaid: (id) => ids.has(id) && isSaid(id),
    })
    // The first row, of the file or of the kept rows, contains the cells of the product itself.
    if ((index === 0) === (at === 0)) return [patch(at, () => true)]
    const ofVariant = patch(at, (id) => perVariantIds.has(id))
    return index === 0 ? [ofVariant, patch(0, (id) => !perVariantIds.has(id))] : [ofVariant]
  })
  return before.rows.map(([variant, image, cells], row) => {
    const here = patches.filter(({ at }) => at === row)
    const others = cells.filter(([id]) => !here.some(({ isSaid }) => isSaid(id)))
    return [variant, image, [...here.flatMap((each) => each.cells), ...others]]
  })
}

/**
 * Makes a function that finds the kept row of a row: by its variant; otherwise the next one without a variant if both
 * have equally many of these, or else by its picture.
 */
const makePlacer = (own: readonly CellsOfRow[], { rows }: ProductCells) => {
  const free = rows.flatMap(([variant], at) => (variant < 0 ? [at] : []))
  const isOneToOne = own.filter(([variant]) => variant < 0).length === free.length
  return (variant: number, image: number): number => {
    if (variant >= 0) return rows.findIndex(([each]) => each === variant)
    if (isOneToOne) return free.shift() ?? -1
    return image < 0 ? -1 : rows.findIndex((row) => row[0] < 0 && row[1] === image)
  }
}

/**
 * Returns the kept cells of each planned row: the product's cells in the first row, and each variant's cells in its
 * row.
 */
export const cellsByPlace = (
  kept: ProductCells,
  {
    product,
    plans,
    perVariantIds,
  }: { product: ImportedProduct; plans: readonly RowPlan[]; perVariantIds: ReadonlySet<number> }
): readonly (readonly KeptCell[])[] => {
  const ofVariant = new Map<string, readonly KeptCell[]>()
  for (const [variant, , cells] of kept.rows) {
    if (variant < 0) continue
    const own = cells.filter(([id]) => perVariantIds.has(id))
    ofVariant.set(JSON.stringify(kept.variants[variant]), own)
  }
  const ofProduct = (kept.rows[0]?.[2] ?? []).filter(([id]) => !perVariantIds.has(id))
  return plans.map((plan, index) => {
    const own = ofVariant.get(JSON.stringify(product.variants[plan.variant]?.optionValues)) ?? []
    return index === 0 ? [...ofProduct, ...own] : own
  })
}

/** Returns a hash of a product's variants (by option values) and images (by address) in their order. */
export const fingerprint = ({ variants, images }: ImportedProduct): string =>
  createHash('sha256')
    .update(JSON.stringify([variants.map(({ optionValues }) => optionValues), images.map(({ src }) => src)]))
    .digest('base64url')
    .slice(0, 22)
