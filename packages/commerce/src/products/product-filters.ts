import type { ListProductsInput } from '@tradepost/contract'
import { schema } from '@tradepost/db'
import type { SQL } from 'drizzle-orm'
import { and, eq, sql } from 'drizzle-orm'
import { qualified } from '../qualified-column.ts'
import { toSearchQuery } from './search-terms.ts'

const { products, stockLevels, variants } = schema

export type ProductFilter = 'productType' | 'vendor' | 'other'

const productId = qualified(products.id)
const variantProductId = qualified(variants.productId)

/** The lowest price of a product in minor units. */
export const lowestPrice = sql<number>`(
  select min(${qualified(variants.priceAmount)}) from ${variants} where ${variantProductId} = ${productId}
)`

/** True where at least one variant of the product can be bought now. */
const anyInStock = sql<number>`exists (
  select 1 from ${variants} left join ${stockLevels} on ${qualified(stockLevels.variantId)} = ${qualified(variants.id)}
  where ${variantProductId} = ${productId} and (
    ${qualified(variants.tracked)} = 0 or ${qualified(variants.backorder)} = 1
    or ${qualified(stockLevels.onHand)} > ${qualified(stockLevels.allocated)}
  )
)`

/** Finds the rows of the search index for what was typed; nothing matches where nothing searchable was typed. */
export const matchesSearch = (search: string): SQL => {
  const query = toSearchQuery(search)
  return query === null
    ? sql`0`
    : sql`${products.seq} in (select rowid from product_search where product_search match ${query})`
}

/** Builds the predicate for what a shopper asked for, but for one filter, whose other values are to be counted. */
export const whereProducts = (input: ListProductsInput, except?: ProductFilter): SQL | undefined =>
  and(
    eq(products.status, 'active'),
    input.search ? matchesSearch(input.search) : undefined,
    input.productType && except !== 'productType' ? eq(products.productType, input.productType) : undefined,
    input.vendor && except !== 'vendor' ? eq(products.vendor, input.vendor) : undefined,
    input.tag ? sql`instr(${products.tagList}, ${`\n${input.tag}\n`}) > 0` : undefined,
    input.inStock ? anyInStock : undefined,
    input.priceMin === undefined ? undefined : sql`${lowestPrice} >= ${input.priceMin}`,
    input.priceMax === undefined ? undefined : sql`${lowestPrice} <= ${input.priceMax}`
  )
