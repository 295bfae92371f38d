import * as z from 'zod'
import { Id } from './ids.ts'
import { Amount, Currency, Money } from './money.ts'
import { Instant, Page, PageInput } from './page.ts'
import { Image, ProductStatus } from './products.ts'
import { Html, IdempotencyKey, Line, SearchWords, Sku, Slug } from './text.ts'

/** The most variants that a product has. */
export const MAX_VARIANTS = 100

/** The most options that a product has. */
export const MAX_OPTIONS = 3

/** The most pictures that a product has. */
export const MAX_IMAGES = 250

const Version = z.int().min(1).max(1_000_000_000)
const Text = (max: number) => z.union([z.literal(''), Line(max)])

/** A price in one currency; the price before a reduction is `compareAtPrice`. */
export const VariantPrice = z.object({ price: Money, compareAtPrice: Money.nullable() })

export type VariantPrice = z.infer<typeof VariantPrice>

/** A variant as staff see it: prices in every currency it is sold in, the shop's own first; units counted. */
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

/** A product as staff see it, whatever its status. */
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
  /** The collections made by hand that hold it. */
  collectionIds: z.array(Id('collection')),
  createdAt: Instant,
  updatedAt: Instant,
})

export type AdminProduct = z.infer<typeof AdminProduct>

/** A product as the list of the back office has it; `available` is null where nothing bounds it. */
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

/** One page of the back office's products; the counts by status are of the whole shop, with the first page alone. */
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
  /** Which variant of the product this is; left out for a new one. */
  id: Id('variant').optional(),
  /** Made from slug and option values where it is left out. */
  sku: Sku.optional(),
  /** One value for each option of the product, in their order. */
  optionValues: z.array(Line(100)).max(MAX_OPTIONS),
  /** One price in each currency it is sold in; the shop's own must be among them. */
  prices: z.array(PriceInput).min(1).max(10),
  barcode: Line(100).nullable().default(null),
  weightGrams: z.int().min(0).max(1_000_000_000).default(0),
  requiresShipping: z.boolean().default(true),
  taxable: z.boolean().default(true),
  tracked: z.boolean().default(true),
  backorder: z.boolean().default(false),
  /** Where in the product's `images` its picture stands, counted from 0. */
  imageIndex: z
    .int()
    .min(0)
    .max(MAX_IMAGES - 1)
    .nullable()
    .default(null),
  /** Units on hand of a new variant; an existing one keeps its stock, whatever is written here. */
  onHand: z.int().min(0).max(1_000_000_000).default(0),
})

export type VariantInput = z.infer<typeof VariantInput>

const ImageInput = z.union([
  z.strictObject({ id: Id('image'), alt: Text(300) }),
  z.strictObject({ mediaId: Id('media'), alt: Text(300) }),
])

export type ImageInput = z.infer<typeof ImageInput>

// A CSV file has all tags of a product in one cell, parted by commas: one that holds a comma would come back as two.
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
  /** The names of the options, such as Size; none for a product with one variant. */
  options: z.array(Line(100)).max(MAX_OPTIONS).default([]),
  variants: z.array(VariantInput).min(1).max(MAX_VARIANTS),
  images: z.array(ImageInput).max(MAX_IMAGES).default([]),
  /** The collections made by hand that hold it. */
  collectionIds: z.array(Id('collection')).max(100).default([]),
}

/** Makes a product; the slug is taken from the title where none is given. */
export const CreateProductInput = z.strictObject({ idempotencyKey: IdempotencyKey, ...productFields })

export type CreateProductInput = z.infer<typeof CreateProductInput>

/** Saves a product whole: what is not named is gone. `version` is the one that was read. */
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
  /** Changes prices in every currency by hundredths of a percent, −9000 to 90000, rounded half up to a minor unit. */
  z.strictObject({ kind: z.literal('change_prices'), basisPoints: z.int().min(-9000).max(90_000) }),
  z.strictObject({ kind: z.literal('delete') }),
])

export type ProductChange = z.infer<typeof Change>

/** Changes up to 100 products alike, all or none. */
export const BulkUpdateProductsInput = z.strictObject({
  ids: z.array(Id('product')).min(1).max(100),
  change: Change,
  /** With `change_prices`, the same key changes the prices once. */
  idempotencyKey: IdempotencyKey,
})

export type BulkUpdateProductsInput = z.infer<typeof BulkUpdateProductsInput>

export const BulkUpdateProductsOutput = z.object({ changed: z.int(), unchanged: z.int() })

export type BulkUpdateProductsOutput = z.infer<typeof BulkUpdateProductsOutput>
