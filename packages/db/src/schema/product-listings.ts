import type { Currency, ProductStatus } from '@tradepost/contract'
import { integer, real, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { ListingCard } from '../listing-card.ts'

/**
 * The data of a product that lists and searches read: one narrow row, which `indexProduct` rewrites at the end of every
 * change. Triggers keep the search index, the counts of `facetValues` and the words of `searchTerms` in sync with it.
 */
export const productListings = sqliteTable('product_listings', {
  seq: integer('seq').primaryKey(),
  status: text('status').$type<ProductStatus>().notNull(),
  inStock: integer('in_stock', { mode: 'boolean' }).notNull(),
  /** Units sold so far, counted by the job that evaluates orders. */
  sold: integer('sold').notNull().default(0),
  productVersion: integer('product_version').notNull(),
  /** The sort key of the title: lower case, without accents. */
  titleKey: text('title_key').notNull(),
  /** IDs of `facetValues`, each between commas: ",12,90,"; an empty string if there are none. */
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

/** Every value that products can be filtered by, with its count of active products. `name` is the option's name. */
export const facetValues = sqliteTable('facet_values', {
  id: integer('id').primaryKey(),
  kind: text('kind').$type<FacetKind>().notNull(),
  name: text('name').notNull(),
  value: text('value').notNull(),
  products: integer('products').notNull().default(0),
})

/** `all` has a single value that every product has; its count is the number of active products. */
export type FacetKind = 'all' | 'type' | 'vendor' | 'tag' | 'option' | 'collection'

/** The words of all listings, with the number of active products that contain each. */
export const searchTerms = sqliteTable('search_terms', {
  term: text('term').primaryKey(),
  products: integer('products').notNull(),
})

/** The start of each word with up to two letters removed, to match misspelled words to correct ones (SymSpell). */
export const searchSpellings = sqliteTable('search_spellings', {
  variant: text('variant').notNull(),
  term: text('term').notNull(),
})

/** The numbers 1 to 8, for the trigger that writes `searchSpellings`. */
export const searchPositions = sqliteTable('search_positions', { position: integer('position').primaryKey() })

/** Products whose listing must be rewritten, because a collection has changed or no listing exists yet. */
export const productReindex = sqliteTable('product_reindex', { seq: integer('seq').primaryKey() })

/** The progress of each job. */
export const jobMarks = sqliteTable('job_marks', { job: text('job').primaryKey(), mark: text('mark').notNull() })

/** The number of orders and units sold of each product. */
export const productSales = sqliteTable('product_sales', {
  seq: integer('seq').primaryKey(),
  orders: integer('orders').notNull(),
  units: integer('units').notNull(),
})

/** The number of orders that contain both products. Each pair is stored in both directions. */
export const productPairs = sqliteTable('product_pairs', {
  seq: integer('seq').notNull(),
  otherSeq: integer('other_seq').notNull(),
  orders: integer('orders').notNull(),
})

/** Products that are bought together with a product more often than by chance, best first. */
export const relatedProducts = sqliteTable('related_products', {
  seq: integer('seq').notNull(),
  rank: integer('rank').notNull(),
  otherSeq: integer('other_seq').notNull(),
  score: real('score').notNull(),
})
