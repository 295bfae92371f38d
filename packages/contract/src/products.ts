import * as z from 'zod'
import { Id } from './ids.ts'
import { Amount, Currency, Money } from './money.ts'
import { Instant, Page, PageInput } from './page.ts'
import { Line, SearchWords, Slug } from './text.ts'

export const productStatuses = ['draft', 'active', 'archived'] as const

export type ProductStatus = (typeof productStatuses)[number]

export const ProductStatus = z.enum(productStatuses)

/**
 * A picture. Where the shop keeps it itself, `src` is its widest WebP and `widths` names all that there are, in pixels:
 * `pictureSources` gives their addresses. A picture of another server has no widths, and its size is not known.
 */
export const Image = z.object({
  id: Id('image'),
  src: z.string(),
  alt: z.string(),
  width: z.int().nullable(),
  height: z.int().nullable(),
  widths: z.array(z.int()),
})

export type Image = z.infer<typeof Image>

/** Tells how many can be bought now: `level` for people, `quantity` for arithmetic; an untracked variant has no number. */
export const Availability = z.object({
  level: z.enum(['in_stock', 'low_stock', 'out_of_stock']),
  quantity: z.int().nullable(),
})

export type Availability = z.infer<typeof Availability>

export const Variant = z.object({
  id: Id('variant'),
  sku: z.string(),
  title: z.string(),
  optionValues: z.array(z.string()),
  price: Money,
  compareAtPrice: Money.nullable(),
  barcode: z.string().nullable(),
  weightGrams: z.int(),
  availability: Availability,
  imageId: Id('image').nullable(),
})

export type Variant = z.infer<typeof Variant>

export const ProductSummary = z.object({
  id: Id('product'),
  slug: z.string(),
  title: z.string(),
  vendor: z.string(),
  productType: z.string(),
  image: Image.nullable(),
  priceFrom: Money,
  priceTo: Money,
  compareAtPrice: Money.nullable(),
  inStock: z.boolean(),
  variantCount: z.int(),
})

export type ProductSummary = z.infer<typeof ProductSummary>

export const Product = ProductSummary.extend({
  descriptionHtml: z.string(),
  tags: z.array(z.string()),
  images: z.array(Image),
  options: z.array(z.object({ name: z.string(), values: z.array(z.string()) })),
  variants: z.array(Variant),
  seoTitle: z.string().nullable(),
  seoDescription: z.string().nullable(),
  /** The published collections that hold the product itself, not only through another. */
  collections: z.array(z.object({ slug: z.string(), title: z.string() })),
  createdAt: Instant,
  updatedAt: Instant,
})

export type Product = z.infer<typeof Product>

export const productSorts = [
  'relevance',
  'newest',
  'price_asc',
  'price_desc',
  'title',
  'best_selling',
  'featured',
] as const

const Values = z.array(Line(100)).min(1).max(20)

/** Within one filter any value will do; all filters together must hold. */
const productFilters = {
  /** The slug of a collection; what is in the collections below it is in it too. */
  collection: Slug.optional(),
  productTypes: Values.optional(),
  vendors: Values.optional(),
  tags: Values.optional(),
  options: z
    .array(z.strictObject({ name: Line(100), values: Values }))
    .max(5)
    .optional(),
  inStock: z.boolean().optional(),
  /** Bounds of the lowest price, in minor units of `currency`. */
  priceMin: Amount.optional(),
  priceMax: Amount.optional(),
}

export const ListProductsInput = PageInput.extend({
  /** Words to be found in title, SKU, vendor, type, tags, options and description; the last one may be unfinished. */
  search: SearchWords.optional(),
  ...productFilters,
  /** Shows prices in this currency, and only what is sold in it; the shop's own unless told. */
  currency: Currency.optional(),
  /**
   * `relevance` needs `search` and is the default with it; `featured` needs a collection made by hand, is its order, and
   * the default with it; otherwise the default is `newest`.
   */
  sort: z.enum(productSorts).optional(),
})

export type ListProductsInput = z.infer<typeof ListProductsInput>

/** How many were found: exactly `value`, or at least so many where counting on would cost more than it tells. */
export const FoundTotal = z.object({ value: z.int(), relation: z.enum(['exact', 'at_least']) })

export type FoundTotal = z.infer<typeof FoundTotal>

const Facet = z.array(z.object({ value: z.string(), count: z.int() }))

/**
 * What the found products could be narrowed by, each with the count of products that would be left; values of a filter
 * that is set are counted as if it were not. The counts are of the first found where `relation` is `at_least`.
 */
export const ProductFacets = z.object({
  relation: FoundTotal.shape.relation,
  productTypes: Facet,
  vendors: Facet,
  tags: Facet,
  options: z.array(z.object({ name: z.string(), values: Facet })),
})

export type ProductFacets = z.infer<typeof ProductFacets>

/**
 * One page of products. `total`, `facets` and `spelling` come with the first page alone. A page can hold fewer products
 * than were asked for and still not be the last: `nextCursor` tells.
 */
export const ProductPage = Page(ProductSummary).extend({
  total: FoundTotal.nullable(),
  facets: ProductFacets.nullable(),
  /** The words that were looked for instead of mistyped ones; null where they were taken as typed. */
  spelling: z.string().nullable(),
  /** `any` where no product has all the words that were looked for: then those with some of them are listed. */
  matched: z.enum(['all', 'any']),
})

export type ProductPage = z.infer<typeof ProductPage>

export const SuggestProductsInput = z.strictObject({
  search: SearchWords.min(1),
  limit: z.int().min(1).max(10).default(6),
})

export type SuggestProductsInput = z.infer<typeof SuggestProductsInput>

/** What to offer while somebody types: ways to finish the words, products, and collections by their title. */
export const ProductSuggestions = z.object({
  searches: z.array(z.string()),
  products: z.array(ProductSummary),
  collections: z.array(z.object({ slug: z.string(), title: z.string() })),
})

export type ProductSuggestions = z.infer<typeof ProductSuggestions>

export const RelatedProductsInput = z.strictObject({
  id: Id('product'),
  limit: z.int().min(1).max(20).default(8),
})

export type RelatedProductsInput = z.infer<typeof RelatedProductsInput>

export const RelatedProducts = z.object({ items: z.array(ProductSummary) })

/** Takes a product by its slug, also one it had before, or by its id. */
export const GetProductInput = z.union([
  z.strictObject({ slug: Slug, currency: Currency.optional() }),
  z.strictObject({ id: Id('product'), currency: Currency.optional() }),
])

export type GetProductInput = z.infer<typeof GetProductInput>
