import * as z from 'zod'
import { Id } from './ids.ts'
import { Amount, Money } from './money.ts'
import { Instant, Page, PageInput } from './page.ts'
import { Line, Slug } from './text.ts'

export const productStatuses = ['draft', 'active', 'archived'] as const

export type ProductStatus = (typeof productStatuses)[number]

export const Image = z.object({ id: Id('image'), src: z.string(), alt: z.string() })

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
  createdAt: Instant,
  updatedAt: Instant,
})

export type Product = z.infer<typeof Product>

export const productSorts = ['relevance', 'newest', 'price_asc', 'price_desc', 'title'] as const

export const ListProductsInput = PageInput.extend({
  /** Words to be found in title, vendor, type, tags and description; the last one may be unfinished. */
  search: z.string().trim().max(200).optional(),
  productType: Line(100).optional(),
  vendor: Line(100).optional(),
  tag: Line(100).optional(),
  inStock: z.boolean().optional(),
  priceMin: Amount.optional(),
  priceMax: Amount.optional(),
  /** `relevance` needs `search` and is the default with it; without it the default is `newest`. */
  sort: z.enum(productSorts).optional(),
})

export type ListProductsInput = z.infer<typeof ListProductsInput>

const Facet = z.array(z.object({ value: z.string(), count: z.int() }))

/** One page of products; `total` and the facet counts tell of all that was found, and are left out after page one. */
export const ProductPage = Page(ProductSummary).extend({
  total: z.int().nullable(),
  facets: z.object({ productTypes: Facet, vendors: Facet }).nullable(),
})

export type ProductPage = z.infer<typeof ProductPage>

/** Takes a product by its slug or by its id. */
export const GetProductInput = z.union([z.strictObject({ slug: Slug }), z.strictObject({ id: Id('product') })])

export type GetProductInput = z.infer<typeof GetProductInput>
