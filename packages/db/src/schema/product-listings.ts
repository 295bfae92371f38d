import type { Currency, ProductStatus } from '@tradepost/contract'
import { integer, real, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { ListingCard } from '../listing-card.ts'

/**
 * What lists and searches read of a product: one narrow row, written anew by `indexProduct` at the end of every change.
 * Triggers keep the search index, the counts of `facetValues` and the words of `searchTerms` in step with it.
 */
export const productListings = sqliteTable('product_listings', {
  seq: integer('seq').primaryKey(),
  status: text('status').$type<ProductStatus>().notNull(),
  inStock: integer('in_stock', { mode: 'boolean' }).notNull(),
  /** Units sold so far, counted by the job that learns from orders. */
  sold: integer('sold').notNull().default(0),
  productVersion: integer('product_version').notNull(),
  /** The title as it is sorted: lower case, without accents. */
  titleKey: text('title_key').notNull(),
  /** Ids of `facetValues`, each between commas: ",12,90,"; empty text without any. */
  facetIds: text('facet_ids').notNull(),
  searchTitle: text('search_title').notNull(),
  searchKeywords: text('search_keywords').notNull(),
  words: text('words', { mode: 'json' }).$type<string[]>().notNull(),
  card: text('card', { mode: 'json' }).$type<ListingCard>().notNull(),
})

/** The price range of a product in one currency, in minor units. */
export const productPrices = sqliteTable('product_prices', {
  currency: text('currency').$type<Currency>().notNull(),
  seq: integer('seq').notNull(),
  fromAmount: integer('from_amount').notNull(),
  toAmount: integer('to_amount').notNull(),
  compareAtAmount: integer('compare_at_amount'),
})

/** Every value that products can be filtered by, with the count of active products; `name` is an option's. */
export const facetValues = sqliteTable('facet_values', {
  id: integer('id').primaryKey(),
  kind: text('kind').$type<FacetKind>().notNull(),
  name: text('name').notNull(),
  value: text('value').notNull(),
  products: integer('products').notNull().default(0),
})

/** `all` has one value, which every product has: its count is that of all active products. */
export type FacetKind = 'all' | 'type' | 'vendor' | 'tag' | 'option' | 'collection'

/** The words of all listings, with the count of active products that have each. */
export const searchTerms = sqliteTable('search_terms', {
  term: text('term').primaryKey(),
  products: integer('products').notNull(),
})

/** Each word's beginning with up to two letters left out: where a mistyped word meets the right one (SymSpell). */
export const searchSpellings = sqliteTable('search_spellings', {
  variant: text('variant').notNull(),
  term: text('term').notNull(),
})

/** The numbers 1 to 8, for the trigger that writes `searchSpellings`. */
export const searchPositions = sqliteTable('search_positions', { position: integer('position').primaryKey() })

/** Products whose listing has to be written anew, because a collection has changed or none was written yet. */
export const productReindex = sqliteTable('product_reindex', { seq: integer('seq').primaryKey() })

/** How far each job has come. */
export const jobMarks = sqliteTable('job_marks', { job: text('job').primaryKey(), mark: text('mark').notNull() })

/** How many orders and units each product has sold. */
export const productSales = sqliteTable('product_sales', {
  seq: integer('seq').primaryKey(),
  orders: integer('orders').notNull(),
  units: integer('units').notNull(),
})

/** How many orders hold both products; each pair stands twice, once from either side. */
export const productPairs = sqliteTable('product_pairs', {
  seq: integer('seq').notNull(),
  otherSeq: integer('other_seq').notNull(),
  orders: integer('orders').notNull(),
})

/** The products that are bought with a product more often than chance would have it, best first. */
export const relatedProducts = sqliteTable('related_products', {
  seq: integer('seq').notNull(),
  rank: integer('rank').notNull(),
  otherSeq: integer('other_seq').notNull(),
  score: real('score').notNull(),
})
