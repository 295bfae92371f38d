import type { AdminProduct, AdminVariant, IdOf } from '@tradepost/contract'
import { money } from '@tradepost/contract'
import type { Reads } from '@tradepost/db'
import { schema } from '@tradepost/db'
import { asc, eq } from 'drizzle-orm'
import { toInstant } from '../deps.ts'
import { readOptions } from './get-product.ts'
import type { VariantRow } from './product-rows.ts'
import { readImages, readVariants, rowToImage } from './product-rows.ts'
import { tagsOf } from './product-tags.ts'

const { collectionProducts, products, variantPrices, variants } = schema

/** Reads a product as staff see it, or returns null if there is none. Also works in the transaction that changed it. */
export const readAdminProduct = async (read: Reads, id: IdOf<'product'>): Promise<AdminProduct | null> => {
  const [row] = await read.select().from(products).where(eq(products.id, id))
  if (!row) return null
  const own = await readVariants(read, [id])
  const further = await readFurther(read, id)
  const collections = await read
    .select({ id: collectionProducts.collectionId })
    .from(collectionProducts)
    .where(eq(collectionProducts.productId, id))
    .orderBy(asc(collectionProducts.collectionId))
  const { version, slug, title, descriptionHtml, vendor, productType, status, seoTitle, seoDescription } = row
  return {
    id,
    version,
    slug,
    title,
    descriptionHtml,
    vendor,
    productType,
    status,
    seoTitle,
    seoDescription,
    tags: tagsOf(row.tagList),
    options: await readOptions(read, id, own),
    images: (await readImages(read, [id])).map(rowToImage),
    variants: own.map((variant) => rowToAdminVariant(variant, further)),
    collectionIds: collections.map((collection) => collection.id),
    createdAt: toInstant(row.createdAt),
    updatedAt: toInstant(row.updatedAt),
  }
}

type PriceRow = typeof variantPrices.$inferSelect

const readFurther = (read: Reads, productId: IdOf<'product'>): Promise<PriceRow[]> =>
  read
    .select({
      variantId: variantPrices.variantId,
      currency: variantPrices.currency,
      amount: variantPrices.amount,
      compareAtAmount: variantPrices.compareAtAmount,
    })
    .from(variantPrices)
    .innerJoin(variants, eq(variants.id, variantPrices.variantId))
    .where(eq(variants.productId, productId))
    .orderBy(asc(variantPrices.currency))

const rowToAdminVariant = (row: VariantRow, further: readonly PriceRow[]): AdminVariant => {
  const { id, sku, title, optionValues, barcode, weightGrams, imageId } = row
  const { requiresShipping, taxable, tracked, backorder } = row
  const prices = [
    { currency: row.currency, amount: row.priceAmount, compareAtAmount: row.compareAtAmount },
    ...further.filter(({ variantId }) => variantId === id),
  ]
  return {
    id,
    sku,
    title,
    optionValues,
    barcode,
    weightGrams,
    imageId,
    requiresShipping,
    taxable,
    tracked,
    backorder,
    prices: prices.map(({ currency, amount, compareAtAmount }) => ({
      price: money(amount, currency),
      compareAtPrice: compareAtAmount === null ? null : money(compareAtAmount, currency),
    })),
    onHand: row.onHand ?? 0,
    allocated: row.allocated ?? 0,
  }
}
