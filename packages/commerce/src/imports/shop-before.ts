import type { Reads } from '@tradepost/db'
import { schema } from '@tradepost/db'
import { eq, inArray } from 'drizzle-orm'
import type { ProductBefore } from '../products/shopify-catalogue.ts'
import { readProductsBySlug } from './export-page.ts'

const { products, variants } = schema

/** A product as it is in the shop, with the stored cells of its imported file. */
export interface KnownProduct extends ProductBefore {
  readonly kept: schema.ProductCells | null
}

/** Reads the shop's products with these handles. `statusId` is the ID of the `Status` column. */
export const readProductsBefore = async (
  read: Reads,
  slugs: readonly string[],
  statusId: number | undefined
): Promise<ReadonlyMap<string, KnownProduct>> => {
  const known = await readProductsBySlug(read, slugs)
  return new Map(
    known.map(({ product, kept }) => [product.slug, { product, kept, isHiddenByFile: isHidden(kept, statusId) }])
  )
}

/** Returns whether the file said that the product is active although an export writes it as a draft. */
const isHidden = (kept: schema.ProductCells | null, statusId: number | undefined): boolean =>
  (kept?.rows[0]?.[2] ?? []).some(
    ([id, exported, written]) =>
      id === statusId && exported === 'draft' && ['', 'active'].includes(written.trim().toLowerCase())
  )

/** Returns the handles of the products that have these SKUs, by SKU. */
export const findOwners = async (read: Reads, skus: readonly string[]): Promise<Map<string, string>> => {
  const rows = await read
    .select({ sku: variants.sku, slug: products.slug })
    .from(variants)
    .innerJoin(products, eq(products.id, variants.productId))
    .where(inArray(variants.sku, [...skus]))
  return new Map(rows.map(({ sku, slug }) => [sku, slug]))
}
