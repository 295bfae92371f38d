import type { CreateProductInput, Currency, UpdateProductInput, VariantInput } from '@tradepost/contract'
import { fail } from '@tradepost/contract'
import type { Tx } from '@tradepost/db'
import { schema } from '@tradepost/db'
import { eq, inArray, sql } from 'drizzle-orm'
import type { DraftImage, DraftVariant, ProductDraft } from './product-draft.ts'
import { cleanDescription } from './sanitize-description.ts'
import { takeSku } from './shopify-sku.ts'

const { media, productImages, variants } = schema

type Fields = Omit<CreateProductInput, 'idempotencyKey'> | Omit<UpdateProductInput, 'id' | 'version'>

interface Base {
  readonly slug: string
  readonly currency: Currency
  readonly productId: UpdateProductInput['id'] | null
}

interface Issue {
  readonly path: string
  readonly message: string
}

/**
 * Checks the input of staff and turns it into a draft. Throws `product.invalid` with the path of each invalid field,
 * `media.not_found`, and `input.invalid` for a description that is too large once it is sanitized.
 */
export const draftOfInput = async (tx: Tx, input: Fields, base: Base): Promise<ProductDraft> => {
  const issues = issuesOf(input, base.currency)
  const known = await readKnown(tx, base.productId)
  issues.push(...strangersIn(input, known))
  if (issues.length > 0) throw fail('product.invalid', { issues })
  const { title, vendor, productType, status, seoTitle, seoDescription, options } = input
  return {
    slug: base.slug,
    title,
    vendor,
    productType,
    status,
    seoTitle,
    seoDescription,
    options,
    descriptionHtml: cleanDescription(input.descriptionHtml),
    tags: [...new Set(input.tags)],
    images: await draftImages(tx, input, known),
    variants: draftVariants(input, base, { ...known, taken: await readTakenSkus(tx, base) }),
  }
}

interface Known {
  readonly images: ReadonlyMap<string, Pick<DraftImage, 'src' | 'mediaId'>>
  readonly skuById: ReadonlyMap<string, string>
}

const readKnown = async (tx: Tx, productId: Base['productId']): Promise<Known> => {
  if (productId === null) return { images: new Map(), skuById: new Map() }
  const images = await tx.select().from(productImages).where(eq(productImages.productId, productId))
  const own = await tx
    .select({ id: variants.id, sku: variants.sku })
    .from(variants)
    .where(eq(variants.productId, productId))
  return { images: new Map(images.map((row) => [row.id, row])), skuById: new Map(own.map(({ id, sku }) => [id, sku])) }
}

/** Returns an issue for each variant or picture whose ID is not one of the product's. */
const strangersIn = (input: Fields, { images, skuById }: Known): Issue[] => [
  ...input.variants.flatMap(({ id }, index) =>
    id && !skuById.has(id) ? [{ path: `variants.${index}.id`, message: 'The product has no such variant.' }] : []
  ),
  ...input.images.flatMap((image, index) =>
    'id' in image && !images.has(image.id)
      ? [{ path: `images.${index}.id`, message: 'The product has no such picture.' }]
      : []
  ),
]

const issuesOf = (input: Fields, currency: Currency): Issue[] => [
  ...repeatsIn(input.options, (at) => `options.${at}`, 'Give every option another name.'),
  ...repeatsIn(
    input.variants.flatMap(({ sku }) => sku ?? []),
    (_, sku) => `variants.${input.variants.findLastIndex((variant) => variant.sku === sku)}.sku`,
    'Two variants have this SKU: change one.'
  ),
  ...repeatsIn(
    input.variants.map(({ optionValues }) => JSON.stringify(optionValues)),
    (at) => `variants.${at}.optionValues`,
    'Two variants have the same option values: change one.'
  ),
  ...repeatsIn(
    input.variants.flatMap(({ id }) => id ?? []),
    (_, id) => `variants.${input.variants.findLastIndex((variant) => variant.id === id)}.id`,
    'A variant stands twice: remove one.'
  ),
  ...repeatsIn(
    input.images.flatMap((image) => ('id' in image ? image.id : [])),
    (_, id) => `images.${input.images.findLastIndex((image) => 'id' in image && image.id === id)}.id`,
    'A picture stands twice: remove one.'
  ),
  ...input.variants.flatMap((variant, index) => variantIssues(variant, { index, input, currency })),
]

const repeatsIn = (texts: readonly string[], pathOf: (at: number, text: string) => string, message: string): Issue[] =>
  texts.flatMap((text, at) => (texts.indexOf(text) < at ? [{ path: pathOf(at, text), message }] : []))

interface VariantAt {
  readonly index: number
  readonly input: Fields
  readonly currency: Currency
}

const variantIssues = (variant: VariantInput, { index, input, currency }: VariantAt): Issue[] => {
  const path = `variants.${index}`
  const { optionValues, prices, imageIndex } = variant
  return [
    ...(optionValues.length === input.options.length
      ? []
      : [{ path: `${path}.optionValues`, message: 'Give one value for each option.' }]),
    ...(prices.some((price) => price.currency === currency)
      ? []
      : [{ path: `${path}.prices`, message: `Enter a price in ${currency}, the shop’s own currency.` }]),
    ...repeatsIn(
      prices.map((price) => price.currency),
      (at) => `${path}.prices.${at}.currency`,
      'Give one price for each currency.'
    ),
    ...prices.flatMap(({ amount, compareAtAmount }, at) =>
      compareAtAmount !== null && compareAtAmount <= amount
        ? [{ path: `${path}.prices.${at}.compareAtAmount`, message: 'Enter a price above the current one, or none.' }]
        : []
    ),
    ...(imageIndex !== null && imageIndex >= input.images.length
      ? [{ path: `${path}.imageIndex`, message: 'Choose one of the product’s pictures.' }]
      : []),
  ]
}

const draftImages = async (tx: Tx, { images }: Fields, known: Known): Promise<DraftImage[]> => {
  const ids = images.flatMap((image) => ('mediaId' in image ? image.mediaId : []))
  const rows = ids.length === 0 ? [] : await tx.select().from(media).where(inArray(media.id, ids))
  const srcById = new Map(rows.map(({ id, src }) => [id, src]))
  return images.map((image) => {
    if ('id' in image) {
      const { src, mediaId } = known.images.get(image.id) ?? { src: '', mediaId: null }
      return { id: image.id, mediaId, src, alt: image.alt }
    }
    const src = srcById.get(image.mediaId)
    if (src === undefined) throw fail('media.not_found')
    return { id: null, mediaId: image.mediaId, src, alt: image.alt }
  })
}

/** Reads the SKUs of other products that an SKU derived from the slug could collide with. */
const readTakenSkus = async (tx: Tx, { slug, productId }: Base): Promise<string[]> => {
  const start = slug.toUpperCase()
  const rows = await tx.values<[sku: string]>(sql`
    select sku from variants
    where sku >= ${start} and sku < ${`${start}\u{10ffff}`} and product_id <> ${productId ?? ''} limit 1000`)
  return rows.flat()
}

const draftVariants = (
  input: Fields,
  { slug, currency }: Base,
  { skuById, taken: others }: Known & { taken: readonly string[] }
): DraftVariant[] => {
  const taken = new Set([...others, ...input.variants.flatMap(({ sku, id }) => sku ?? skuById.get(id ?? '') ?? [])])
  return input.variants.map(({ id, sku, prices, onHand, ...variant }) => {
    const own = prices.find((price) => price.currency === currency)
    return {
      ...variant,
      id: id ?? null,
      sku: sku ?? skuById.get(id ?? '') ?? takeSku(slug, variant.optionValues, taken),
      priceAmount: own?.amount ?? 0,
      compareAtAmount: own?.compareAtAmount ?? null,
      furtherPrices: prices.filter((price) => price.currency !== currency),
      // Existing stock is counted by the staff who handle it, not set by editing the product.
      onHand: id ? null : onHand,
    }
  })
}
