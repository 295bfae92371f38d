import type { IdOf } from '@tradepost/contract'
import type { Tx } from '@tradepost/db'
import { schema } from '@tradepost/db'
import { eq, sql } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import type { DraftImage, DraftVariant, ProductDraft, SaveContext } from './product-draft.ts'
import type { ImportedProduct, ImportedVariant } from './shopify-catalogue.ts'
import type { ProductRow } from './write-product.ts'
import { indexWritten, isSlugHeld, writeProduct } from './write-product.ts'

export type { SaveContext } from './product-draft.ts'

const { products } = schema

export type SaveResult = 'created' | 'updated' | 'unchanged'

/**
 * Makes the shop's product with this slug equal to `product`: creates it, or changes what differs and keeps the IDs of
 * what stays. Variants are matched by option values, or by SKU if their option values are new; pictures by address.
 * Throws `product.sku_taken`.
 */
export const saveProduct = async (
  tx: Tx,
  deps: Deps,
  { product, context }: { product: ImportedProduct; context: SaveContext }
): Promise<SaveResult> => {
  const before = (await isSlugHeld(tx, product.slug)) ? await readRow(tx, product.slug) : null
  const known = before ? await readKnown(tx, before.id) : nothingKnown
  const mediaBySrc = await readMedia(tx, product.images)
  const written = await writeProduct(tx, deps, { before, draft: toDraft(product, { ...known, mediaBySrc }), context })
  if (before && !written.changed) return 'unchanged'
  await indexWritten(tx, deps, written)
  return before ? 'updated' : 'created'
}

const readRow = async (tx: Tx, slug: string): Promise<ProductRow | null> => {
  const [row = null] = await tx.select().from(products).where(eq(products.slug, slug))
  return row
}

interface Known {
  readonly variantIdByOptions: ReadonlyMap<string, IdOf<'variant'>>
  readonly variantIdBySku: ReadonlyMap<string, IdOf<'variant'>>
  readonly imageBySrc: ReadonlyMap<string, Pick<DraftImage, 'id' | 'mediaId'>>
  readonly mediaBySrc: ReadonlyMap<string, IdOf<'media'>>
}

const nothingKnown = { variantIdByOptions: new Map(), variantIdBySku: new Map(), imageBySrc: new Map() }

const readKnown = async (tx: Tx, productId: IdOf<'product'>): Promise<Omit<Known, 'mediaBySrc'>> => {
  const variants = await tx.values<[optionValues: string, id: IdOf<'variant'>, sku: string]>(
    sql`select option_values, id, sku from variants where product_id = ${productId}`
  )
  const images = await tx.values<[src: string, id: IdOf<'image'>, mediaId: IdOf<'media'> | null]>(
    sql`select src, id, media_id from product_images where product_id = ${productId}`
  )
  return {
    variantIdByOptions: new Map(variants.map(([optionValues, id]) => [optionValues, id])),
    variantIdBySku: new Map(variants.map(([, id, sku]) => [sku, id])),
    imageBySrc: new Map(images.map(([src, id, mediaId]) => [src, { id, mediaId }])),
  }
}

/** Finds the shop's own files among pictures: a file that this shop has exported refers to them by address. */
const readMedia = async (tx: Tx, images: ImportedProduct['images']): Promise<Known['mediaBySrc']> => {
  const own = images.map(({ src }) => src).filter((src) => src.startsWith('/media/'))
  if (own.length === 0) return new Map()
  return new Map(
    await tx.values<[src: string, id: IdOf<'media'>]>(sql`
      select media.src, media.id from media join json_each(${JSON.stringify(own)}) as wanted on media.src = wanted.value`)
  )
}

const toDraft = (product: ImportedProduct, known: Known): ProductDraft => {
  const ids = variantIds(product, known)
  return {
    ...product,
    options: product.options.map(({ name }) => name),
    images: product.images.map(({ src, alt }) => {
      const { id = null, mediaId } = known.imageBySrc.get(src) ?? {}
      return { id, mediaId: mediaId ?? known.mediaBySrc.get(src) ?? null, src, alt }
    }),
    variants: product.variants.map((variant) => toDraftVariant(variant, product, ids.get(variant) ?? null)),
  }
}

const variantIds = ({ variants }: ImportedProduct, known: Known) => {
  const ids = new Map<ImportedVariant, IdOf<'variant'>>()
  for (const variant of variants) {
    const id = known.variantIdByOptions.get(JSON.stringify(variant.optionValues))
    if (id !== undefined) ids.set(variant, id)
  }
  const taken = new Set(ids.values())
  for (const variant of variants) {
    const id = known.variantIdBySku.get(variant.sku)
    if (id !== undefined && !ids.has(variant) && !taken.has(id)) ids.set(variant, id)
  }
  return ids
}

const toDraftVariant = (
  variant: ImportedVariant,
  { images }: ImportedProduct,
  id: IdOf<'variant'> | null
): DraftVariant => {
  const { imageSrc, ...rest } = variant
  const imageIndex = images.findIndex(({ src }) => src === imageSrc)
  return {
    ...rest,
    id,
    furtherPrices: variant.furtherPrices ?? null,
    imageIndex: imageIndex === -1 ? null : imageIndex,
  }
}
