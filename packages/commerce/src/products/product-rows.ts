import type { IdOf, ProductSummary, Variant } from '@tradepost/contract'
import { money } from '@tradepost/contract'
import type { Reads } from '@tradepost/db'
import { schema } from '@tradepost/db'
import { asc, eq, inArray } from 'drizzle-orm'
import type { StockFigures } from '../inventory/stock.ts'
import { availableQuantity, toAvailability } from '../inventory/stock.ts'

const { productImages, products, stockLevels, variants } = schema

type ProductRow = typeof products.$inferSelect
type ImageRow = Pick<typeof productImages.$inferSelect, 'id' | 'src' | 'alt'>
export type VariantRow = typeof variants.$inferSelect & StockFigures

/** Reads products for a list, in the order of `ids`; all in three queries, whatever their number. */
export const readSummaries = async (read: Reads, ids: readonly IdOf<'product'>[]): Promise<ProductSummary[]> => {
  if (ids.length === 0) return []
  const rows = await read
    .select()
    .from(products)
    .where(inArray(products.id, [...ids]))
  const variantsByProduct = groupByProduct(await readVariants(read, ids))
  const imagesByProduct = groupByProduct(await readImages(read, ids))
  const rowById = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => {
    const row = rowById.get(id)
    const own = variantsByProduct.get(id)
    return row && own ? [rowToSummary(row, own, imagesByProduct.get(id)?.[0] ?? null)] : []
  })
}

/** Reads the variants of products with their stock, in their order. */
export const readVariants = (read: Reads, productIds: readonly IdOf<'product'>[]): Promise<VariantRow[]> =>
  read
    .select({ ...variantColumns, onHand: stockLevels.onHand, allocated: stockLevels.allocated })
    .from(variants)
    .leftJoin(stockLevels, eq(stockLevels.variantId, variants.id))
    .where(inArray(variants.productId, [...productIds]))
    .orderBy(asc(variants.productId), asc(variants.position))

/** Reads the pictures of products in their order. */
export const readImages = async (read: Reads, productIds: readonly IdOf<'product'>[]) =>
  await read
    .select({
      id: productImages.id,
      productId: productImages.productId,
      src: productImages.src,
      alt: productImages.alt,
    })
    .from(productImages)
    .where(inArray(productImages.productId, [...productIds]))
    .orderBy(asc(productImages.productId), asc(productImages.position))

const groupByProduct = <T extends { productId: IdOf<'product'> }>(rows: readonly T[]): Map<IdOf<'product'>, T[]> => {
  const groups = new Map<IdOf<'product'>, T[]>()
  for (const row of rows) {
    const group = groups.get(row.productId)
    if (group) group.push(row)
    else groups.set(row.productId, [row])
  }
  return groups
}

/** Shows a product as a list has it. */
export const rowToSummary = (row: ProductRow, own: readonly VariantRow[], image: ImageRow | null): ProductSummary => {
  const byPrice = own.toSorted((a, b) => a.priceAmount - b.priceAmount)
  const [cheapest] = byPrice
  const dearest = byPrice.at(-1)
  if (!cheapest || !dearest) throw new Error(`Product ${row.id} has no variant.`)
  return {
    id: row.id,
    slug: row.slug,
    title: row.title,
    vendor: row.vendor,
    productType: row.productType,
    image: image && { id: image.id, src: image.src, alt: image.alt },
    priceFrom: money(cheapest.priceAmount, cheapest.currency),
    priceTo: money(dearest.priceAmount, dearest.currency),
    compareAtPrice: compareAtPrice(cheapest),
    inStock: own.some((variant) => availableQuantity(variant) !== 0),
    variantCount: own.length,
  }
}

/** Shows a variant as the wire has it. */
export const rowToVariant = (row: VariantRow): Variant => ({
  id: row.id,
  sku: row.sku,
  title: row.title,
  optionValues: row.optionValues,
  price: money(row.priceAmount, row.currency),
  compareAtPrice: compareAtPrice(row),
  barcode: row.barcode,
  weightGrams: row.weightGrams,
  availability: toAvailability(row),
})

const compareAtPrice = (row: Pick<VariantRow, 'compareAtAmount' | 'currency'>) =>
  row.compareAtAmount === null ? null : money(row.compareAtAmount, row.currency)

const variantColumns = {
  id: variants.id,
  productId: variants.productId,
  position: variants.position,
  sku: variants.sku,
  title: variants.title,
  optionValues: variants.optionValues,
  priceAmount: variants.priceAmount,
  compareAtAmount: variants.compareAtAmount,
  currency: variants.currency,
  barcode: variants.barcode,
  weightGrams: variants.weightGrams,
  requiresShipping: variants.requiresShipping,
  taxable: variants.taxable,
  tracked: variants.tracked,
  backorder: variants.backorder,
}
