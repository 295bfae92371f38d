import * as z from 'zod'
import { Id } from './ids.ts'
import { Amount, Currency, Money } from './money.ts'
import { Instant, Page, PageInput } from './page.ts'
import { Line, SearchWords, Slug } from './text.ts'

export const productStatuses = ['draft', 'active', 'archived'] as const

export type ProductStatus = (typeof productStatuses)[number]

export const ProductStatus = z.enum(productStatuses)

/**
 * A picture. If the shop stores it, `src` is its widest WebP and `widths` lists all stored widths in pixels;
 * `pictureSources` returns their URLs. A picture on another server has no widths and no known size.
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

/**
 * How many units can be bought now: `level` for people, `quantity` for arithmetic. `quantity` is null for an untracked
 * variant.
 */
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
  /** The published collections that contain the product directly, not through a sub-collection. */
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

/** A product must match every filter. Within one filter, any of the values matches. */
const productFilters = {
  /** The slug of a collection. Products in its sub-collections are included. */
  collection: Slug.optional(),
  productTypes: Values.optional(),
  vendors: Values.optional(),
  tags: Values.optional(),
  options: z
    .array(z.strictObject({ name: Line(100), values: Values }))
    .max(5)
    .optional(),
  inStock: z.boolean().optional(),
  /** Bounds of the product's lowest price, in minor units of `currency`. */
  priceMin: Amount.optional(),
  priceMax: Amount.optional(),
}

export const ListProductsInput = PageInput.extend({
  /** Words to find in title, SKU, vendor, type, tags, options and description. The last word may be incomplete. */
  search: SearchWords.optional(),
  ...productFilters,
  /** Shows prices in this currency and lists only products sold in it. Defaults to the shop's own currency. */
  currency: Currency.optional(),
  /**
   * `relevance` requires `search` and is the default with it. `featured` requires a manual collection, uses its order,
   * and is the default with it. Otherwise the default is `newest`.
   */
  sort: z.enum(productSorts).optional(),
})

export type ListProductsInput = z.infer<typeof ListProductsInput>

/** The number of matches: exactly `value`, or at least `value` if an exact count would cost too much. */
export const FoundTotal = z.object({ value: z.int(), relation: z.enum(['exact', 'at_least']) })

export type FoundTotal = z.infer<typeof FoundTotal>

const Facet = z.array(z.object({ value: z.string(), count: z.int() }))

/**
 * The facets of the found products. Each value has the number of products that would be left. The values of an active
 * filter are counted as if that filter were off. If `relation` is `at_least`, only the first matches are counted.
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
 * One page of products. `total`, `facets` and `spelling` come only with the first page. A page can contain fewer
 * products than requested without being the last: only a null `nextCursor` marks the end.
 */
export const ProductPage = Page(ProductSummary).extend({
  total: FoundTotal.nullable(),
  facets: ProductFacets.nullable(),
  /** The words searched for in place of mistyped ones; null if the search used the words as typed. */
  spelling: z.string().nullable(),
  /** `any` if no product has all of the words. In that case the page lists products that have some of them. */
  matched: z.enum(['all', 'any']),
})

export type ProductPage = z.infer<typeof ProductPage>

export const SuggestProductsInput = z.strictObject({
  search: SearchWords.min(1),
  limit: z.int().min(1).max(10).default(6),
})

export type SuggestProductsInput = z.infer<typeof SuggestProductsInput>

/** Suggestions while a shopper types: completed searches, products, and collections by title. */
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

/** Finds a product by its ID, its current slug or a former slug. */
export const GetProductInput = z.union([
  z.strictObject({ slug: Slug, currency: Currency.optional() }),
  z.strictObject({ id: Id('product'), currency: Currency.optional() }),
])

export type GetProductInput = z.infer<typeof GetProductInput>
