import type { GetProductInput, Product } from '@tradepost/contract'
import { fail } from '@tradepost/contract'
import { schema } from '@tradepost/db'
import { and, asc, eq } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { toInstant } from '../deps.ts'
import { readImages, readVariants, rowToSummary, rowToVariant } from './product-rows.ts'

const { productOptions, products } = schema

/** Reads one active product whole; throws `product.not_found`. */
export const getProduct = async ({ db: { read } }: Deps, input: GetProductInput): Promise<Product> => {
  const [row] = await read
    .select()
    .from(products)
    .where(
      and(eq(products.status, 'active'), 'slug' in input ? eq(products.slug, input.slug) : eq(products.id, input.id))
    )
  if (!row) throw fail('product.not_found')
  const own = await readVariants(read, [row.id])
  const images = await readImages(read, [row.id])
  const options = await read
    .select({ name: productOptions.name })
    .from(productOptions)
    .where(eq(productOptions.productId, row.id))
    .orderBy(asc(productOptions.position))
  return {
    ...rowToSummary(row, own, images[0] ?? null),
    descriptionHtml: row.descriptionHtml,
    tags: tagsOf(row.tagList),
    images: images.map(({ id, src, alt }) => ({ id, src, alt })),
    options: options.map(({ name }, index) => ({
      name,
      values: [...new Set(own.map((variant) => variant.optionValues[index] ?? ''))],
    })),
    variants: own.map(rowToVariant),
    seoTitle: row.seoTitle,
    seoDescription: row.seoDescription,
    createdAt: toInstant(row.createdAt),
    updatedAt: toInstant(row.updatedAt),
  }
}

/** Reads the tags out of a product's tag list. */
export const tagsOf = (tagList: string): string[] => tagList.split('\n').filter((tag) => tag !== '')

/** Writes tags as a product's tag list, each between line feeds. */
export const toTagList = (tags: readonly string[]): string => (tags.length === 0 ? '' : `\n${tags.join('\n')}\n`)
