import type { Currency, GetProductInput, IdOf, Product } from '@tradepost/contract'
import { asId, fail } from '@tradepost/contract'
import type { Reads } from '@tradepost/db'
import { schema } from '@tradepost/db'
import { and, asc, eq, inArray } from 'drizzle-orm'
import { readCollectionTree } from '../collections/collection-tree.ts'
import type { Deps } from '../deps.ts'
import { toInstant } from '../deps.ts'
import { readCollectionsOf } from './product-collections.ts'
import { readImages, readVariants, rowToImage, rowToSummary, rowToVariant } from './product-rows.ts'
import type { VariantRow } from './product-rows.ts'
import { tagsOf } from './product-tags.ts'

const { productOptions, products, slugRedirects, variantPrices } = schema

/**
 * Reads an active product by its ID, slug or former slug. Throws `product.not_found`, also if it is not sold in the
 * currency.
 */
export const getProduct = async (deps: Deps, input: GetProductInput): Promise<Product> => {
  const { read } = deps.db
  const row = 'slug' in input ? await findBySlug(read, input.slug) : await findActive(read, eq(products.id, input.id))
  if (!row) throw fail('product.not_found')
  const all = await readVariants(read, [row.id])
  const own = input.currency ? await pricedIn(read, all, input.currency) : all
  if (own.length === 0) throw fail('product.not_found')
  const images = await readImages(read, [row.id])
  const collections = await readCollectionsOf(read, await readCollectionTree(read, deps), row.seq)
  return {
    descriptionHtml: row.descriptionHtml,
    ...rowToSummary(row, own, images[0] ?? null),
    tags: tagsOf(row.tagList),
    images: images.map(rowToImage),
    options: await readOptions(read, row.id, own),
    variants: own.map(rowToVariant),
    seoTitle: row.seoTitle,
    seoDescription: row.seoDescription,
    collections: collections.map(({ slug, title }) => ({ slug, title })),
    createdAt: toInstant(row.createdAt),
    updatedAt: toInstant(row.updatedAt),
  }
}

const findActive = async (read: Reads, where: ReturnType<typeof eq>) => {
  const [row] = await read
    .select()
    .from(products)
    .where(and(eq(products.status, 'active'), where))
  return row
}

const findBySlug = async (read: Reads, slug: string) => {
  const row = await findActive(read, eq(products.slug, slug))
  if (row) return row
  const [moved] = await read
    .select({ id: slugRedirects.targetId })
    .from(slugRedirects)
    .where(and(eq(slugRedirects.kind, 'product'), eq(slugRedirects.slug, slug)))
  return moved && findActive(read, eq(products.id, asId('product', moved.id)))
}

/** Keeps the variants that are sold in a currency, each with its price in that currency. */
const pricedIn = async (read: Reads, own: readonly VariantRow[], currency: Currency): Promise<VariantRow[]> => {
  const further = await read
    .select()
    .from(variantPrices)
    .where(
      and(
        eq(variantPrices.currency, currency),
        inArray(
          variantPrices.variantId,
          own.map(({ id }) => id)
        )
      )
    )
  const priceById = new Map(further.map((price) => [price.variantId, price]))
  return own.flatMap((variant) => {
    if (variant.currency === currency) return [variant]
    const price = priceById.get(variant.id)
    return price ? [{ ...variant, currency, priceAmount: price.amount, compareAtAmount: price.compareAtAmount }] : []
  })
}

/** Reads a product's options with the values that its variants have. */
export const readOptions = async (
  read: Reads,
  productId: IdOf<'product'>,
  own: readonly Pick<VariantRow, 'optionValues'>[]
): Promise<Product['options']> => {
  const rows = await read
    .select({ name: productOptions.name })
    .from(productOptions)
    .where(eq(productOptions.productId, productId))
    .orderBy(asc(productOptions.position))
  return rows.map(({ name }, index) => ({
    name,
    values: [...new Set(own.map(({ optionValues }) => optionValues[index] ?? ''))],
  }))
}
