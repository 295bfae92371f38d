import type { Currency, ProductSummary } from '@tradepost/contract'
import { money } from '@tradepost/contract'
import type { Reads, schema } from '@tradepost/db'
import { sql } from 'drizzle-orm'

type ListingCard = (typeof schema.productListings.$inferSelect)['card']

/**
 * Reads products as lists show them, in the order of `seqs`. Leaves out those that are deleted or not sold in the
 * currency.
 */
export const readListed = async (
  read: Reads,
  { seqs, currency }: { seqs: readonly number[]; currency: Currency }
): Promise<ProductSummary[]> => {
  if (seqs.length === 0) return []
  const rows = await read.values<ListedValues>(sql`
    select listing.card, listing.in_stock, price.from_amount, price.to_amount, price.compare_at_amount
    from json_each(${JSON.stringify(seqs)}) as wanted
      cross join product_listings as listing on listing.seq = wanted.value
      cross join product_prices as price on price.seq = listing.seq and price.currency = ${currency}
    order by wanted.key`)
  return rows.map((row) => toSummary(row, currency))
}

type ListedValues = [card: string, inStock: number, from: number, to: number, compareAt: number | null]

const toSummary = ([json, inStock, from, to, compareAt]: ListedValues, currency: Currency): ProductSummary => {
  const card: ListingCard = JSON.parse(json)
  return {
    priceFrom: money(from, currency),
    priceTo: money(to, currency),
    compareAtPrice: compareAt === null ? null : money(compareAt, currency),
    inStock: inStock === 1,
    ...card,
  }
}
