import type { Currency, IdOf } from '@tradepost/contract'
import type { Tx } from '@tradepost/db'
import { schema } from '@tradepost/db'
import { asc, eq, inArray } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { newId } from '../deps.ts'
import { setOnHand } from '../inventory/stock.ts'
import { toTagList } from './get-product.ts'
import type { ImportedProduct, ImportedVariant } from './read-shopify-csv.ts'

const { productImages, productOptions, products, variants } = schema

/** Who saves a product, and the currency its amounts are in. */
export interface SaveContext {
  readonly currency: Currency
  readonly actor: string
  readonly reason: string
}

export type SaveResult = 'created' | 'updated' | 'unchanged'

/**
 * Makes the shop's product of this slug equal to `product`: creates it, or changes what differs and keeps the ids of
 * what stays. Variants are told apart by their option values.
 */
export const saveProduct = async (
  tx: Tx,
  deps: Deps,
  { product, context }: { product: ImportedProduct; context: SaveContext }
): Promise<SaveResult> => {
  const [before] = await tx.select().from(products).where(eq(products.slug, product.slug))
  const id = before?.id ?? newId(deps, 'product')
  const fields = productFields(product)
  const now = deps.now()
  if (!before) await tx.insert(products).values({ id, slug: product.slug, ...fields, createdAt: now, updatedAt: now })
  const changes = [
    before !== undefined && differs(before, fields),
    await saveOptions(tx, id, product),
    await saveImages(tx, deps, { id, product }),
    await saveVariants(tx, deps, { id, product, context }),
  ]
  if (!before) return 'created'
  if (!changes.some(Boolean)) return 'unchanged'
  await tx
    .update(products)
    .set({ ...fields, updatedAt: now })
    .where(eq(products.id, id))
  return 'updated'
}

const productFields = (product: ImportedProduct) => ({
  title: product.title,
  descriptionHtml: product.descriptionHtml,
  descriptionText: product.descriptionHtml.replaceAll(/<[^>]*>/g, ' '),
  vendor: product.vendor,
  productType: product.productType,
  tagList: toTagList(product.tags),
  status: product.status,
  seoTitle: product.seoTitle,
  seoDescription: product.seoDescription,
})

const saveOptions = async (tx: Tx, productId: IdOf<'product'>, { options }: ImportedProduct): Promise<boolean> => {
  const before = await tx
    .select({ name: productOptions.name })
    .from(productOptions)
    .where(eq(productOptions.productId, productId))
    .orderBy(asc(productOptions.position))
  if (
    sameJson(
      before.map((row) => row.name),
      options.map((option) => option.name)
    )
  )
    return false
  await tx.delete(productOptions).where(eq(productOptions.productId, productId))
  if (options.length > 0) {
    await tx.insert(productOptions).values(options.map(({ name }, position) => ({ productId, position, name })))
  }
  return true
}

const saveImages = async (
  tx: Tx,
  deps: Deps,
  { id, product }: { id: IdOf<'product'>; product: ImportedProduct }
): Promise<boolean> => {
  const before = await tx
    .select({ src: productImages.src, alt: productImages.alt })
    .from(productImages)
    .where(eq(productImages.productId, id))
    .orderBy(asc(productImages.position))
  if (
    sameJson(
      before,
      product.images.map(({ src, alt }) => ({ src, alt }))
    )
  )
    return false
  await tx.delete(productImages).where(eq(productImages.productId, id))
  for (const [position, { src, alt }] of product.images.entries()) {
    await tx.insert(productImages).values({ id: newId(deps, 'image'), productId: id, position, src, alt })
  }
  return true
}

interface VariantsToSave {
  readonly id: IdOf<'product'>
  readonly product: ImportedProduct
  readonly context: SaveContext
}

const saveVariants = async (tx: Tx, deps: Deps, { id, product, context }: VariantsToSave): Promise<boolean> => {
  const before = await tx.select().from(variants).where(eq(variants.productId, id))
  const wanted = new Map(product.variants.map((variant) => [JSON.stringify(variant.optionValues), variant]))
  const beforeByOptions = new Map(before.map((row) => [JSON.stringify(row.optionValues), row]))
  let changed = await makeRoomForSkus(tx, before, wanted)
  for (const [position, variant] of product.variants.entries()) {
    const own = beforeByOptions.get(JSON.stringify(variant.optionValues))
    const fields = variantFields(variant, position, context.currency)
    const variantId = own?.id ?? newId(deps, 'variant')
    if (!own) await tx.insert(variants).values({ id: variantId, productId: id, ...fields })
    else if (differs(own, fields)) await tx.update(variants).set(fields).where(eq(variants.id, own.id))
    const { onHand, backorder } = variant
    const stocked = variant.tracked && (await setOnHand(tx, deps, { variantId, onHand, backorder, ...context }))
    changed ||= !own || differs(own, fields) || stocked
  }
  return changed
}

/** Deletes the variants that are no longer wanted and parks SKUs that move, so that no two rows ever hold one SKU. */
const makeRoomForSkus = async (
  tx: Tx,
  before: readonly (typeof variants.$inferSelect)[],
  wanted: ReadonlyMap<string, ImportedVariant>
): Promise<boolean> => {
  const gone: IdOf<'variant'>[] = []
  for (const row of before) {
    const next = wanted.get(JSON.stringify(row.optionValues))
    if (!next) gone.push(row.id)
    else if (next.sku !== row.sku) await tx.update(variants).set({ sku: row.id }).where(eq(variants.id, row.id))
  }
  if (gone.length > 0) await tx.delete(variants).where(inArray(variants.id, gone))
  return gone.length > 0
}

const variantFields = (variant: ImportedVariant, position: number, currency: Currency) => ({
  position,
  sku: variant.sku,
  title: variant.optionValues.join(' / ') || 'Default',
  optionValues: [...variant.optionValues],
  priceAmount: variant.priceAmount,
  compareAtAmount: variant.compareAtAmount,
  currency,
  barcode: variant.barcode,
  weightGrams: variant.weightGrams,
  requiresShipping: variant.requiresShipping,
  taxable: variant.taxable,
  tracked: variant.tracked,
  backorder: variant.backorder,
})

const differs = <T extends object>(before: T, after: Partial<T>): boolean =>
  Object.entries(after).some(([key, value]) => !sameJson(Reflect.get(before, key), value))

const sameJson = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)
