import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Currency, IdOf, ProductStatus } from '@tradepost/contract'

/** Products. `seq` is a stable row number for the search index and for keyset pagination. */
export const products = sqliteTable('products', {
  seq: integer('seq').primaryKey({ autoIncrement: true }),
  id: text('id').$type<IdOf<'product'>>().notNull(),
  slug: text('slug').notNull(),
  title: text('title').notNull(),
  descriptionHtml: text('description_html').notNull(),
  /** The description without its tags, for the search index. */
  descriptionText: text('description_text').notNull(),
  vendor: text('vendor').notNull(),
  productType: text('product_type').notNull(),
  /** Tags, each between line feeds for exact matching: "\nnew\nsale\n"; an empty string if there are none. */
  tagList: text('tag_list').notNull(),
  status: text('status').$type<ProductStatus>().notNull(),
  seoTitle: text('seo_title'),
  seoDescription: text('seo_description'),
  createdAt: integer('created_at').notNull(),
  updatedAt: integer('updated_at').notNull(),
  /** Counts the changes from 1. A save names the version it was based on, so that no change is lost. */
  version: integer('version').notNull().default(1),
})

/** Options of a product, such as size; `position` counts from 0 and is the index into a variant's option values. */
export const productOptions = sqliteTable('product_options', {
  productId: text('product_id').$type<IdOf<'product'>>().notNull(),
  position: integer('position').notNull(),
  name: text('name').notNull(),
})

/** Images of products, in order. */
export const productImages = sqliteTable('product_images', {
  id: text('id').$type<IdOf<'image'>>().primaryKey(),
  productId: text('product_id').$type<IdOf<'product'>>().notNull(),
  position: integer('position').notNull(),
  src: text('src').notNull(),
  alt: text('alt').notNull(),
  /** The shop's own file; null if `src` is on another server. */
  mediaId: text('media_id').$type<IdOf<'media'>>(),
})

/** Variants of products, one per combination of option values. Amounts are minor units of `currency`. */
export const variants = sqliteTable('variants', {
  id: text('id').$type<IdOf<'variant'>>().primaryKey(),
  productId: text('product_id').$type<IdOf<'product'>>().notNull(),
  position: integer('position').notNull(),
  sku: text('sku').notNull(),
  title: text('title').notNull(),
  /** The option values in the order of the product's options, as a JSON array. */
  optionValues: text('option_values', { mode: 'json' }).$type<string[]>().notNull(),
  priceAmount: integer('price_amount').notNull(),
  compareAtAmount: integer('compare_at_amount'),
  currency: text('currency').$type<Currency>().notNull(),
  barcode: text('barcode'),
  weightGrams: integer('weight_grams').notNull(),
  requiresShipping: integer('requires_shipping', { mode: 'boolean' }).notNull(),
  taxable: integer('taxable', { mode: 'boolean' }).notNull(),
  tracked: integer('tracked', { mode: 'boolean' }).notNull(),
  backorder: integer('backorder', { mode: 'boolean' }).notNull(),
  imageId: text('image_id').$type<IdOf<'image'>>(),
})

/** Prices of variants in additional currencies. Prices in the shop's own currency are in `variants`. */
export const variantPrices = sqliteTable('variant_prices', {
  variantId: text('variant_id').$type<IdOf<'variant'>>().notNull(),
  currency: text('currency').$type<Currency>().notNull(),
  amount: integer('amount').notNull(),
  compareAtAmount: integer('compare_at_amount'),
})

/** Former slugs of products and collections. A slug redirects to its most recent owner. */
export const slugRedirects = sqliteTable('slug_redirects', {
  kind: text('kind').$type<'product' | 'collection'>().notNull(),
  slug: text('slug').notNull(),
  targetId: text('target_id').notNull(),
  createdAt: integer('created_at').notNull(),
})
