import type { IdOf } from '@tradepost/contract'
import { fail } from '@tradepost/contract'
import type { Tx } from '@tradepost/db'
import { insertRows, schema } from '@tradepost/db'
import { eq, sql } from 'drizzle-orm'
import { readCollectionTree } from '../collections/collection-tree.ts'
import type { Deps } from '../deps.ts'
import { newId } from '../deps.ts'
import { foldText, wordsOf } from './fold-text.ts'
import { indexProduct } from './index-product.ts'
import type { ProductDraft, SaveContext } from './product-draft.ts'
import { toTagList } from './product-tags.ts'
import { differs, sameJson } from './row-differs.ts'
import { writeImages } from './write-images.ts'
import { writeVariants } from './write-variants.ts'

const { productOptions, products, slugRedirects } = schema

export type ProductRow = typeof products.$inferSelect

/** The product to write. `before` is the current row of the product, or null for a new product. */
export interface ProductWrite {
  readonly before: ProductRow | null
  readonly draft: ProductDraft
  readonly context: SaveContext
}

/** The written product, and whether anything but its collections differed. */
export interface WrittenProduct {
  readonly id: IdOf<'product'>
  readonly seq: number
  readonly changed: boolean
}

/**
 * Writes a product as in the draft, keeps the IDs of what stays, and raises its version if anything differed. Throws
 * `product.slug_taken`, `product.sku_taken`. Index the product afterwards with {@link indexWritten}.
 */
export const writeProduct = async (tx: Tx, deps: Deps, write: ProductWrite): Promise<WrittenProduct> => {
  const { before, draft, context } = write
  const fields = productFields(draft)
  const { id, seq } = before ?? (await insertProduct(tx, deps, fields))
  const images = await writeImages(tx, deps, { productId: id, images: draft.images, isNew: before === null })
  const changes = [
    before === null || differs(before, fields),
    images.changed,
    await writeOptions(tx, { id, options: draft.options, isNew: before === null }),
    await writeVariants(tx, deps, { productId: id, draft, context, imageIds: images.ids, isNew: before === null }),
  ]
  const changed = changes.some(Boolean)
  if (before && changed) await updateProductRow(tx, deps, { before, fields })
  return { id, seq, changed }
}

/** Updates the listing of a written product. Call it last in the transaction. */
export const indexWritten = async (tx: Tx, deps: Deps, { seq }: Pick<WrittenProduct, 'seq'>): Promise<void> =>
  indexProduct(tx, await readCollectionTree(tx, deps), seq)

type ProductFields = ReturnType<typeof productFields>

const productFields = (draft: ProductDraft) => ({
  slug: draft.slug,
  title: draft.title,
  descriptionHtml: draft.descriptionHtml,
  descriptionText: wordsOf(plainText(draft.descriptionHtml)).join(' '),
  vendor: draft.vendor,
  productType: draft.productType,
  tagList: toTagList(draft.tags),
  status: draft.status,
  seoTitle: draft.seoTitle,
  seoDescription: draft.seoDescription,
})

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ' }

const plainText = (html: string): string =>
  html.replaceAll(/<[^<>]*>/g, ' ').replaceAll(/&(\w+);/g, (whole, name: string) => entities[name] ?? whole)

const insertProduct = async (tx: Tx, deps: Deps, fields: ProductFields) => {
  if (await isSlugHeld(tx, fields.slug)) throw fail('product.slug_taken')
  await freeRedirect(tx, fields.slug)
  const id = newId(deps, 'product')
  const now = deps.now()
  await insertRows(tx, products, [{ id, ...fields, createdAt: now, updatedAt: now }])
  const [row] = await tx.values<[seq: number]>(sql`select seq from products where id = ${id}`)
  if (!row) throw new Error('A product that was just inserted is not there.')
  return { id, seq: row[0] }
}

const updateProductRow = async (
  tx: Tx,
  deps: Deps,
  { before, fields }: { before: ProductRow; fields: ProductFields }
): Promise<void> => {
  if (before.slug !== fields.slug) await moveSlug(tx, deps, { before, slug: fields.slug })
  await tx
    .update(products)
    .set({ ...fields, version: before.version + 1, updatedAt: deps.now() })
    .where(eq(products.id, before.id))
}

const moveSlug = async (tx: Tx, deps: Deps, { before, slug }: { before: ProductRow; slug: string }): Promise<void> => {
  if (await isSlugHeld(tx, slug)) throw fail('product.slug_taken')
  await freeRedirect(tx, slug)
  await tx
    .insert(slugRedirects)
    .values({ kind: 'product', slug: before.slug, targetId: before.id, createdAt: deps.now() })
    .onConflictDoUpdate({
      target: [slugRedirects.kind, slugRedirects.slug],
      set: { targetId: before.id, createdAt: deps.now() },
    })
}

/** Returns whether a product has the slug now. A slug that a product had before is free. */
export const isSlugHeld = async (tx: Tx, slug: string): Promise<boolean> =>
  (await tx.values(sql`select 1 from products where slug = ${slug}`)).length > 0

const freeRedirect = (tx: Tx, slug: string) =>
  tx.run(sql`delete from slug_redirects where kind = 'product' and slug = ${slug}`)

const writeOptions = async (
  tx: Tx,
  { id, options, isNew }: { id: IdOf<'product'>; options: readonly string[]; isNew: boolean }
): Promise<boolean> => {
  const before = isNew
    ? []
    : await tx.values<[name: string]>(sql`select name from product_options where product_id = ${id} order by position`)
  if (sameJson(before.flat(), options)) return false
  if (before.length > 0) await tx.delete(productOptions).where(eq(productOptions.productId, id))
  await insertRows(
    tx,
    productOptions,
    options.map((name, position) => ({ productId: id, position, name }))
  )
  return true
}

const MAX_SLUG = 190

/** Makes a slug of a title: `Crème brûlée & tea` → `creme-brulee-tea`; `product` if nothing is left. */
export const slugOf = (title: string): string =>
  (foldText(title).match(/[a-z0-9]+/g) ?? ['product']).join('-').slice(0, MAX_SLUG).replace(/-$/, '')
