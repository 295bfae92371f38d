import { createHash } from 'node:crypto'
import type { schema } from '@tradepost/db'
import type { CompleteProduct } from './file-product.ts'
import type { ImportedProduct } from './shopify-catalogue.ts'
import type { CellSense } from './shopify-cells.ts'
import { fingerprint, placeCells } from './place-cells.ts'
import { makeRenderer, type PlannedRow, planRows, type RowPlan } from './shopify-render.ts'
import type { Columns } from './shopify-columns.ts'
import type { Row } from './shopify-rows.ts'

type ProductCells = schema.ProductCells
type KeptCell = schema.KeptCell
type CellsOfRow = schema.CellsOfRow

const MAX_JSON = 1024 * 1024
const MAX_PLAIN = 40

const noPlan: RowPlan = { variant: -1, image: -1 }

/**
 * Makes a function that collects original CSV cells of a product that our exporter would not reproduce: those of
 * unknown columns, and values that it writes differently, such as 50 as 50.00. The function returns null if there are
 * none. It keeps the cells of `before` in columns that the file lacks.
 */
export const makeCellKeeper = (columns: Columns, columnIds: ReadonlyMap<string, number>, sense: CellSense) => {
  const names = [...columns.indexByName.keys()]
  const places = names.map((name) => ({ at: columns.indexByName.get(name) ?? -1, id: columnIds.get(name) ?? -1 }))
  const render = makeRenderer(names, sense)
  const ids = new Set(places.map(({ id }) => id))
  const perVariantIds = new Set([...columnIds].flatMap(([name, id]) => (isPerVariant(name) ? [id] : [])))

  const keepRow = ({ cells }: Row, planned: PlannedRow): CellsOfRow => {
    const exported = render(planned)
    const kept = places.flatMap(({ at, id }, index): KeptCell[] => {
      const [would = '', written = ''] = [exported[index], cells[at]]
      return written === would ? [] : [[id, shorten(would), written]]
    })
    return [planned.variant, planned.image, kept]
  }

  return (read: CompleteProduct, before: ProductCells | null): ProductCells | null => {
    const { product, rows } = read
    const plans = plansOf(read)
    const own = rows.rows.map((row, index) => {
      const plan = plans[index] ?? noPlan
      return keepRow(row, { variant: plan.variant, image: plan.image, product, isFirst: index === 0 })
    })
    const isListed = columns.indexByName.has('Image Src') && read.variantByRow.size === product.variants.length
    return toKept(product, placeCells(own, { product, before, perVariantIds, ids, isListed }))
  }
}

const toKept = (product: ImportedProduct, rows: readonly CellsOfRow[]): ProductCells | null => {
  const plans = rows.map(([variant, image]) => ({ variant, image }))
  if (isPlain(product, plans) && rows.every(([, , kept]) => kept.length === 0)) return null
  const variants = product.variants.map(({ optionValues }) => optionValues)
  const found = { of: fingerprint(product), variants, rows: [...rows] }
  return JSON.stringify(found).length <= MAX_JSON ? found : null
}

/** Returns whether the cells of a column belong to variants and not to the product. */
export const isPerVariant = (name: string): boolean =>
  /^(?:Variant |Option\d Value$|Cost per item$|(?:Included|Price|Compare At Price) \/ )/.test(name)

/** Shortens an exported cell to a hash if it is long. That is enough, because cells are only compared with it. */
export const shorten = (text: string): string =>
  text.length <= MAX_PLAIN ? text : `#${createHash('sha256').update(text).digest('base64url').slice(0, 22)}`

const plansOf = ({ product, cells, rows, variantByRow }: CompleteProduct): RowPlan[] => {
  const imageBySrc = new Map(product.images.map(({ src }, index) => [src, index]))
  return rows.rows.map((row) => ({
    variant: variantByRow.get(row) ?? -1,
    image: imageBySrc.get(cells.url(row, 'Image Src') ?? '') ?? -1,
  }))
}

const isPlain = (product: ImportedProduct, plans: readonly RowPlan[]): boolean => {
  const usual = planRows(product)
  return (
    usual.length === plans.length &&
    usual.every(({ variant, image }, index) => plans[index]?.variant === variant && plans[index]?.image === image)
  )
}

/** Serializes the kept cells of columns that the shop does not know. Other cells do not affect the result. */
export const unknownCells = (kept: ProductCells | null, isUnknown: (columnId: number) => boolean): string =>
  JSON.stringify(
    (kept?.rows ?? []).flatMap(([variant, , cells]) => {
      const unknown = cells.filter(([id]) => isUnknown(id)).toSorted(([a], [b]) => a - b)
      return unknown.length === 0 ? [] : [[kept?.variants[variant] ?? null, unknown]]
    })
  )
