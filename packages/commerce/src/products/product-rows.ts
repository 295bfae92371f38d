import type { IdOf, Image, ProductSummary, Variant } from '@tradepost/contract'
import { money } from '@tradepost/contract'
import type { Reads } from '@tradepost/db'
import { schema } from '@tradepost/db'
import { asc, eq, inArray } from 'drizzle-orm'
import type { StockFigures } from '../inventory/stock.ts'
import { availableQuantity, lowFrom, stockColumns, toAvailability } from '../inventory/stock.ts'

const { media, productImages, products, variants } = schema

type ProductRow = typeof products.$inferSelect
export type VariantRow = typeof variants.$inferSelect & StockFigures & { readonly lowFrom: number }

/** Reads the variants of products with their stock, in their order. */
export const readVariants = (read: Reads, productIds: readonly IdOf<'product'>[]): Promise<VariantRow[]> =>
  read
    .select({ ...variantColumns, ...stockColumns, lowFrom })
    .from(variants)
    .where(inArray(variants.productId, [...productIds]))
    .orderBy(asc(variants.productId), asc(variants.position))

/** Reads the pictures of products in their order. */
export const readImages = async (read: Reads, productIds: readonly IdOf<'product'>[]) =>
  await read
    .select({ ...imageColumns, productId: productImages.productId })
    .from(productImages)
    .leftJoin(media, eq(media.id, productImages.mediaId))
    .where(inArray(productImages.productId, [...productIds]))
    .orderBy(asc(productImages.productId), asc(productImages.position))

/** The columns of an image: those of its own row, and those of the shop's file if it has one. */
export const imageColumns = {
  id: productImages.id,
  src: productImages.src,
  alt: productImages.alt,
  width: media.width,
  height: media.height,
  widths: media.widths,
}

interface ImageRow extends Omit<Image, 'widths'> {
  readonly widths: number[] | null
}

/** Converts an image row to its form in the contract. */
export const rowToImage = ({ id, src, alt, width, height, widths }: ImageRow): Image => ({
  id,
  src,
  alt,
  width,
  height,
  widths: widths ?? [],
})

/** Converts a product row to its form in lists. */
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
    image: image && rowToImage(image),
    priceFrom: money(cheapest.priceAmount, cheapest.currency),
    priceTo: money(dearest.priceAmount, dearest.currency),
    compareAtPrice: compareAtPrice(cheapest),
    inStock: own.some((variant) => availableQuantity(variant) !== 0),
    variantCount: own.length,
  }
}

/** Converts a variant row to its form in the contract. */
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
  imageId: row.imageId,
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
  imageId: variants.imageId,
}
