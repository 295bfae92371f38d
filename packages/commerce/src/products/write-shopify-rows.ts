import type { schema } from '@tradepost/db'
import { isPerVariant, shorten } from './kept-cells.ts'
import { neutralCell } from './neutral-cells.ts'
import { cellsByPlace, fingerprint } from './place-cells.ts'
import type { ImportedProduct } from './shopify-catalogue.ts'
import { Cells, type CellSense } from './shopify-cells.ts'
import { type Columns, isKnownColumn, readColumns } from './shopify-columns.ts'
import { Faults } from './shopify-faults.ts'
import { readProduct } from './shopify-product.ts'
import { makeRenderer, planRows, type RowPlan } from './shopify-render.ts'
import { derivedSkus } from './shopify-sku.ts'

type ProductCells = schema.ProductCells
type KeptCell = schema.KeptCell

/** The columns of an export, with the IDs under which their cells are kept. */
export interface ExportHeader {
  readonly names: readonly string[]
  readonly idByName: ReadonlyMap<string, number>
}

/** A product to write, and the cells kept from the file it came with. */
export interface ProductToWrite {
  readonly product: ImportedProduct
  readonly kept: ProductCells | null
}

/** Makes a function that writes products as rows of a Shopify product CSV. */
export const makeRowWriter = ({ names, idByName }: ExportHeader, sense: CellSense) => {
  const columns = readColumns({ line: 1, cells: names }, new Faults())
  const placeById = new Map(names.map((name, at) => [idByName.get(name), at] as const))
  const render = makeRenderer(names, sense)

  const compose = (product: ImportedProduct, rows: readonly RowWithCells[]): string[][] =>
    rows.map(({ plan, cells }, index) => {
      const written = render({ ...plan, product, isFirst: index === 0 })
      for (const [id, exported, before] of cells) {
        const at = placeById.get(id)
        if (at !== undefined && shorten(written[at] ?? '') === exported) written[at] = before
      }
      return written
    })

  const unknownIds = new Set(names.flatMap((name) => (isKnownColumn(name) ? [] : (idByName.get(name) ?? []))))
  const perVariantIds = new Set(names.flatMap((name) => (isPerVariant(name) ? (idByName.get(name) ?? []) : [])))

  /** Returns the rows of a product, with its original cells if they still match what the shop has. */
  const write = ({ product, kept }: ProductToWrite): string[][] => {
    const plain = planRows(product).map((plan) => ({ plan, cells: [] }))
    if (!kept) return compose(product, plain)
    const isSame = kept.of === fingerprint(product)
    const rows = isSame ? asKept(kept) : movedRows(product, kept, perVariantIds)
    const written = compose(product, rows)
    if (isReadAs(product, written, { columns, sense })) return written
    const unknown = movedRows(product, kept, perVariantIds).map(({ plan, cells }) => ({
      plan,
      cells: cells.filter(([id]) => unknownIds.has(id)),
    }))
    return compose(product, unknown)
  }

  return { header: names, write }
}

/** Writes a row as a line of CSV. No spreadsheet takes any of its cells for a formula. */
export const toLine = (cells: readonly string[]): string =>
  `${cells.map((cell) => quote(neutralCell(cell))).join(',')}\r\n`

// Readers would skip a line with nothing but a blank first cell. The first cell is the handle, so it is never blank.
const quote = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

interface RowWithCells {
  readonly plan: RowPlan
  readonly cells: readonly KeptCell[]
}

const asKept = ({ rows }: ProductCells): RowWithCells[] =>
  rows.map(([variant, image, cells]) => ({ plan: { variant, image }, cells }))

/** Plans the rows of a product whose variants or images have changed. Each variant keeps its cells. */
const movedRows = (
  product: ImportedProduct,
  kept: ProductCells,
  perVariantIds: ReadonlySet<number>
): RowWithCells[] => {
  const plans = planRows(product)
  const cells = cellsByPlace(kept, { product, plans, perVariantIds })
  return plans.map((plan, index) => ({ plan, cells: cells[index] ?? [] }))
}

/** Returns whether importing these rows would leave the product as it is. */
const isReadAs = (
  product: ImportedProduct,
  written: readonly (readonly string[])[],
  { columns, sense }: { columns: Columns; sense: CellSense }
): boolean => {
  const faults = new Faults()
  const rows = written.map((cells, index) => ({ line: index + 2, cells, isWhole: true }))
  const [first] = rows
  if (!first) return false
  const cells = new Cells(columns, sense, faults)
  const { variants, ...rest } = readProduct(cells, { slug: product.slug, first, rows, isWhole: true })
  const read = {
    ...rest,
    variants: variants.map(({ row: _, ...variant }, index) => {
      const optionValues = variant.optionValues ?? []
      return { ...variant, optionValues, sku: variant.sku || derivedSku(product, index) }
    }),
  }
  return faults.count === 0 && essence(read, columns) === essence(product, columns)
}

/** Returns the SKU that an import would derive for an empty cell if that is the variant's SKU, or else empty text. */
const derivedSku = ({ slug, variants }: ImportedProduct, index: number): string => {
  const { sku, optionValues = [] } = variants[index] ?? {}
  const candidates = derivedSkus(slug, optionValues)
  const derived = Array.from({ length: 3 }, () => candidates.next().value)
  return derived.find((each) => each === sku) ?? ''
}

const essence = (product: ImportedProduct, { further }: Columns): string => {
  const { slug, title, descriptionHtml, vendor, productType, tags, status, seoTitle, seoDescription } = product
  const about = [slug, title, descriptionHtml, vendor, productType, tags, status, seoTitle, seoDescription]
  const variants = product.variants.map((own) => [
    [own.sku, own.optionValues, own.priceAmount, own.compareAtAmount, own.weightGrams, own.tracked && own.onHand],
    [own.tracked, own.backorder, own.requiresShipping, own.taxable, own.barcode, own.imageSrc],
    further.map(({ currency }) => {
      const price = own.furtherPrices?.find((each) => each.currency === currency)
      return price ? [price.amount, price.compareAtAmount] : null
    }),
  ])
  const images = product.images.map(({ src, alt }) => [src, alt])
  return JSON.stringify([about, product.options.map(({ name }) => name), variants, images])
}
