import { createHash } from 'node:crypto'
import type { schema } from '@tradepost/db'
import type { ImportedProduct } from './shopify-catalogue.ts'
import { planRows, type RowPlan } from './shopify-render.ts'

type ProductCells = schema.ProductCells
type KeptCell = schema.KeptCell
type CellsOfRow = schema.CellsOfRow

/** What the rows of a file are to be placed by. */
export interface Placing {
  readonly product: ImportedProduct
  /** What was kept of the product's files so far. */
  readonly before: ProductCells | null
  readonly perVariantIds: ReadonlySet<number>
  /** The columns of the file. */
  readonly ids: ReadonlySet<number>
  /** True where the file lists all variants and pictures, so that its rows are those of the product. */
  readonly isListed: boolean
}

/** Gives the rows to keep: the cells of a file, and those of columns and rows that the file lacks as they were kept before. */
export const placeCells = (own: readonly CellsOfRow[], placing: Placing): readonly CellsOfRow[] => {
  const { product, before, isListed } = placing
  const isSame = before?.of === fingerprint(product)
  if (!isListed && before && isSame) return overlay(own, before, placing)
  const rows = isListed ? own : spread(own, placing)
  return before ? withCarried(rows, before, placing) : rows
}

/** Puts the cells of a file that lists only some variants, or no pictures, into the rows of the whole product. */
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

/** Writes the cells of a file over those of the rows that were kept, and leaves all others as they are. */
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
    // The first row of either speaks for the product.
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

/** Makes what finds the kept row of a row: that of its variant, of its picture, or the next that has neither. */
const makePlacer = (own: readonly CellsOfRow[], { rows }: ProductCells) => {
  const free = rows.flatMap(([variant], at) => (variant < 0 ? [at] : []))
  const isOneToOne = own.filter(([variant]) => variant < 0).length === free.length
  return (variant: number, image: number): number => {
    if (variant >= 0) return rows.findIndex(([each]) => each === variant)
    if (isOneToOne) return free.shift() ?? -1
    return image < 0 ? -1 : rows.findIndex((row) => row[0] < 0 && row[1] === image)
  }
}

/** Gives the kept cells of each of these rows: the first has those of the product, each variant takes its own along. */
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

/** Tells variants and images in their order from any others. */
export const fingerprint = ({ variants, images }: ImportedProduct): string =>
  createHash('sha256')
    .update(JSON.stringify([variants.map(({ optionValues }) => optionValues), images.map(({ src }) => src)]))
    .digest('base64url')
    .slice(0, 22)
