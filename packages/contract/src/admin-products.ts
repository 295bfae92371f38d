import * as z from 'zod'
import { Id } from './ids.ts'
import { Amount, Currency, Money } from './money.ts'
import { Instant, Page, PageInput } from './page.ts'
import { Image, ProductStatus } from './products.ts'
import { Html, IdempotencyKey, Line, SearchWords, Sku, Slug } from './text.ts'

/** The maximum number of variants per product. */
export const MAX_VARIANTS = 100

/** The maximum number of options per product. */
export const MAX_OPTIONS = 3

/** The maximum number of pictures per product. */
export const MAX_IMAGES = 250

const Version = z.int().min(1).max(1_000_000_000)
const Text = (max: number) => z.union([z.literal(''), Line(max)])

/** A price in one currency. `compareAtPrice` is the price before a reduction. */
export const VariantPrice = z.object({ price: Money, compareAtPrice: Money.nullable() })

export type VariantPrice = z.infer<typeof VariantPrice>

/** A variant as staff see it, with its stock counts and its prices in every currency, the shop's own currency first. */
export const AdminVariant = z.object({
  id: Id('variant'),
  sku: z.string(),
  title: z.string(),
  optionValues: z.array(z.string()),
  prices: z.array(VariantPrice),
  barcode: z.string().nullable(),
  weightGrams: z.int(),
  requiresShipping: z.boolean(),
  taxable: z.boolean(),
  tracked: z.boolean(),
  backorder: z.boolean(),
  imageId: Id('image').nullable(),
  onHand: z.int(),
  allocated: z.int(),
})

export type AdminVariant = z.infer<typeof AdminVariant>

/** A product of any status as staff see it. */
export const AdminProduct = z.object({
  id: Id('product'),
  version: z.int(),
  slug: z.string(),
  title: z.string(),
  descriptionHtml: z.string(),
  vendor: z.string(),
  productType: z.string(),
  tags: z.array(z.string()),
  status: ProductStatus,
  seoTitle: z.string().nullable(),
  seoDescription: z.string().nullable(),
  options: z.array(z.object({ name: z.string(), values: z.array(z.string()) })),
  images: z.array(Image),
  variants: z.array(AdminVariant),
  /** The manual collections that contain the product. */
  collectionIds: z.array(Id('collection')),
  createdAt: Instant,
  updatedAt: Instant,
})

export type AdminProduct = z.infer<typeof AdminProduct>

/** A product in the back-office list. `available` is null if stock does not limit sales. */
export const AdminProductSummary = z.object({
  id: Id('product'),
  version: z.int(),
  slug: z.string(),
  title: z.string(),
  vendor: z.string(),
  productType: z.string(),
  status: ProductStatus,
  image: Image.nullable(),
  variantCount: z.int(),
  priceFrom: Money,
  priceTo: Money,
  available: z.int().nullable(),
  updatedAt: Instant,
})

export type AdminProductSummary = z.infer<typeof AdminProductSummary>

export const AdminListProductsInput = PageInput.extend({
  search: SearchWords.optional(),
  status: ProductStatus.optional(),
  sort: z.enum(['newest', 'updated']).default('newest'),
})

export type AdminListProductsInput = z.infer<typeof AdminListProductsInput>

/** One page of back-office products. `counts` covers all products by status and comes only with the first page. */
export const AdminProductPage = Page(AdminProductSummary).extend({
  counts: z.object({ draft: z.int(), active: z.int(), archived: z.int() }).nullable(),
})

export type AdminProductPage = z.infer<typeof AdminProductPage>

export const AdminProductIdInput = z.strictObject({ id: Id('product') })

const PriceInput = z.strictObject({
  currency: Currency,
  amount: Amount,
  compareAtAmount: Amount.nullable().default(null),
})

const VariantInput = z.strictObject({
  /** The ID of an existing variant of the product; omitted for a new one. */
  id: Id('variant').optional(),
  /** Defaults to a SKU made from the slug and the option values. */
  sku: Sku.optional(),
  /** One value per option of the product, in the order of the options. */
  optionValues: z.array(Line(100)).max(MAX_OPTIONS),
  /** One price per currency. The shop's own currency is required. */
  prices: z.array(PriceInput).min(1).max(10),
  barcode: Line(100).nullable().default(null),
  weightGrams: z.int().min(0).max(1_000_000_000).default(0),
  requiresShipping: z.boolean().default(true),
  taxable: z.boolean().default(true),
  tracked: z.boolean().default(true),
  backorder: z.boolean().default(false),
  /** The index of the variant's picture in the product's `images`, counted from 0. */
  imageIndex: z
    .int()
    .min(0)
    .max(MAX_IMAGES - 1)
    .nullable()
    .default(null),
  /** The initial on-hand quantity of a new variant. It is ignored for an existing variant. */
  onHand: z.int().min(0).max(1_000_000_000).default(0),
})

export type VariantInput = z.infer<typeof VariantInput>

const ImageInput = z.union([
  z.strictObject({ id: Id('image'), alt: Text(300) }),
  z.strictObject({ mediaId: Id('media'), alt: Text(300) }),
])

export type ImageInput = z.infer<typeof ImageInput>

// A CSV file stores all tags of a product in one cell, separated by commas. A tag with a comma would become two tags.
const Tag = Line(100).regex(/^[^,]*$/, 'A tag holds no comma: write two tags instead.')

const productFields = {
  title: Line(200),
  slug: Slug.optional(),
  descriptionHtml: Html.default(''),
  vendor: Text(100).default(''),
  productType: Text(100).default(''),
  tags: z.array(Tag).max(100).default([]),
  status: ProductStatus.default('draft'),
  seoTitle: Line(200).nullable().default(null),
  seoDescription: Line(500).nullable().default(null),
  /** The names of the options, such as Size. Empty for a product with one variant. */
  options: z.array(Line(100)).max(MAX_OPTIONS).default([]),
  variants: z.array(VariantInput).min(1).max(MAX_VARIANTS),
  images: z.array(ImageInput).max(MAX_IMAGES).default([]),
  /** The manual collections that contain the product. */
  collectionIds: z.array(Id('collection')).max(100).default([]),
}

/** Creates a product. The slug defaults to one made from the title. */
export const CreateProductInput = z.strictObject({ idempotencyKey: IdempotencyKey, ...productFields })

export type CreateProductInput = z.infer<typeof CreateProductInput>

/**
 * Replaces a product. Omitted fields return to their defaults, but an omitted slug stays; omitted variants and images
 * are removed. `version` is the version that was read.
 */
export const UpdateProductInput = z.strictObject({ id: Id('product'), version: Version, ...productFields })

export type UpdateProductInput = z.infer<typeof UpdateProductInput>

export const DeleteProductInput = z.strictObject({ id: Id('product'), version: Version })

export type DeleteProductInput = z.infer<typeof DeleteProductInput>

const Change = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('set_status'), status: ProductStatus }),
  z.strictObject({ kind: z.literal('set_vendor'), vendor: Text(100) }),
  z.strictObject({ kind: z.literal('set_product_type'), productType: Text(100) }),
  z.strictObject({ kind: z.literal('add_tags'), tags: z.array(Tag).min(1).max(20) }),
  z.strictObject({ kind: z.literal('remove_tags'), tags: z.array(Line(100)).min(1).max(20) }),
  /**
   * Changes prices in every currency by basis points (hundredths of a percent), −9000 to 90000, rounded half up to a
   * minor unit.
   */
  z.strictObject({ kind: z.literal('change_prices'), basisPoints: z.int().min(-9000).max(90_000) }),
  z.strictObject({ kind: z.literal('delete') }),
])

export type ProductChange = z.infer<typeof Change>

/** Applies the same change to up to 100 products: to all of them or to none. */
export const BulkUpdateProductsInput = z.strictObject({
  ids: z.array(Id('product')).min(1).max(100),
  change: Change,
  /** A repeated key changes prices only once. */
  idempotencyKey: IdempotencyKey,
})

export type BulkUpdateProductsInput = z.infer<typeof BulkUpdateProductsInput>

export const BulkUpdateProductsOutput = z.object({ changed: z.int(), unchanged: z.int() })

export type BulkUpdateProductsOutput = z.infer<typeof BulkUpdateProductsOutput>
