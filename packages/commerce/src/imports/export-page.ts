import type { IdOf } from '@tradepost/contract'
import type { Reads } from '@tradepost/db'
import { schema } from '@tradepost/db'
import { asc, eq, gt, inArray } from 'drizzle-orm'
import { readImages, readVariants, type VariantRow } from '../products/product-rows.ts'
import type { FurtherPrice, ImportedProduct, ImportedVariant } from '../products/shopify-catalogue.ts'
import type { ProductToWrite } from '../products/write-shopify-rows.ts'
import { tagsOf } from '../products/product-tags.ts'

const { productCsvCells, productOptions, products, variantPrices, variants } = schema

type ProductId = IdOf<'product'>
type ImageRow = Awaited<ReturnType<typeof readImages>>[number]

/**
 * Reads the next products after a row number, in the form of an import, with the stored cells of their imported files.
 */
export const readExportPage = async (
  read: Reads,
  { after, limit }: { after: number; limit: number }
): Promise<(ProductToWrite & { readonly seq: number })[]> => {
  const rows = await read.select().from(products).where(gt(products.seq, after)).orderBy(asc(products.seq)).limit(limit)
  return toPage(read, rows)
}

/** Reads the products with these handles, in the same form. */
export const readProductsBySlug = async (read: Reads, slugs: readonly string[]): Promise<ProductToWrite[]> => {
  const rows = await read
    .select()
    .from(products)
    .where(inArray(products.slug, [...slugs]))
  return rows.length === 0 ? [] : toPage(read, rows)
}

const toPage = async (read: Reads, rows: readonly (typeof products.$inferSelect)[]) => {
  const ids = rows.map(({ id }) => id)
  const ownVariants = groupBy(await readVariants(read, ids), ({ productId }) => productId)
  const images = groupBy(await readImages(read, ids), ({ productId }) => productId)
  const options = groupBy(await readOptions(read, ids), ({ productId }) => productId)
  const prices = await readPrices(read, ids)
  const keptById = new Map((await readKept(read, ids)).map(({ productId, cells }) => [productId, cells]))
  return rows.map((row) => {
    const own = { images: images.get(row.id) ?? [], variants: ownVariants.get(row.id) ?? [], prices }
    const names = (options.get(row.id) ?? []).map(({ name }) => name)
    return { seq: row.seq, product: toImported(row, names, own), kept: keptById.get(row.id) ?? null }
  })
}

const readOptions = (read: Reads, ids: readonly ProductId[]) =>
  read
    .select()
    .from(productOptions)
    .where(inArray(productOptions.productId, [...ids]))
    .orderBy(asc(productOptions.productId), asc(productOptions.position))

const readPrices = async (read: Reads, ids: readonly ProductId[]): Promise<Map<string, FurtherPrice[]>> => {
  const { currency, amount, compareAtAmount, variantId } = variantPrices
  const rows = await read
    .select({ variantId, currency, amount, compareAtAmount })
    .from(variantPrices)
    .innerJoin(variants, eq(variants.id, variantPrices.variantId))
    .where(inArray(variants.productId, [...ids]))
    .orderBy(asc(variantPrices.variantId), asc(variantPrices.currency))
  return groupBy(rows, ({ variantId }) => variantId)
}

const readKept = (read: Reads, ids: readonly ProductId[]) =>
  read
    .select()
    .from(productCsvCells)
    .where(inArray(productCsvCells.productId, [...ids]))

const groupBy = <T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> => {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const group = groups.get(keyOf(item))
    if (group) group.push(item)
    else groups.set(keyOf(item), [item])
  }
  return groups
}

interface Own {
  readonly variants: readonly VariantRow[]
  readonly images: readonly ImageRow[]
  readonly prices: ReadonlyMap<string, readonly FurtherPrice[]>
}

const toImported = (row: typeof products.$inferSelect, names: readonly string[], own: Own): ImportedProduct => ({
  slug: row.slug,
  title: row.title,
  descriptionHtml: row.descriptionHtml,
  vendor: row.vendor,
  productType: row.productType,
  tags: tagsOf(row.tagList),
  status: row.status,
  seoTitle: row.seoTitle,
  seoDescription: row.seoDescription,
  options: names.map((name, index) => ({
    name,
    values: [...new Set(own.variants.flatMap(({ optionValues }) => optionValues[index] ?? []))],
  })),
  variants: own.variants.map((variant) => toVariant(variant, own)),
  images: own.images.map(({ src, alt }) => ({ src, alt })),
})

const toVariant = (row: VariantRow, { images, prices }: Own): ImportedVariant => ({
  sku: row.sku,
  optionValues: row.optionValues,
  priceAmount: row.priceAmount,
  compareAtAmount: row.compareAtAmount,
  furtherPrices: prices.get(row.id) ?? [],
  weightGrams: row.weightGrams,
  onHand: row.tracked ? (row.onHand ?? 0) : 0,
  tracked: row.tracked,
  backorder: row.backorder,
  requiresShipping: row.requiresShipping,
  taxable: row.taxable,
  barcode: row.barcode,
  imageSrc: images.find(({ id }) => id === row.imageId)?.src ?? null,
})
