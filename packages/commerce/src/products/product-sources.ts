import type { Reads } from '@tradepost/db'
import type { SQL } from 'drizzle-orm'
import { sql } from 'drizzle-orm'
import type { FilterGroup, Selection } from './product-selection.ts'
import { expressionOf, matching } from './search-expression.ts'

/** Up to this many products are gathered and sorted. More are found by walking along the sort order. */
export const MAX_GATHERED = 2000

/** How many rows one page reads at most. If too few of them match, the next page continues from there. */
export const MAX_SCANNED = 2000

/** The source of a query's rows: a subquery of `seq`, newest first if it has an order. */
export interface Source {
  readonly from: SQL
  /** Filters that the subquery does not apply. */
  readonly groups: readonly FilterGroup[]
  readonly isPriced: boolean
}

/** Finds products by price, in no order. */
export const pricedBetween = ({ currency, priceMin, priceMax }: Selection, limit: number): SQL => sql`(
  select seq from product_prices where currency = ${currency}
  and from_amount between ${priceMin ?? 0} and ${priceMax ?? Number.MAX_SAFE_INTEGER} limit ${limit})`

/**
 * Joins the price if it matters, then the listing. The price row is smaller and may exclude the product before its
 * listing is joined.
 */
export const joinListing = (selection: Selection, needsPrice = false): SQL => sql`
  ${isPriceAsked(selection) || needsPrice ? sql`cross join product_prices as price on price.seq = found.seq and price.currency = ${selection.currency}` : sql``}
  cross join product_listings as listing on listing.seq = found.seq`

/** Writes the conditions on a listing that its source does not apply. */
export const conditions = (selection: Selection, groups: readonly FilterGroup[]): SQL => {
  const { inStock, priceMin, priceMax, status } = selection
  return sql.join(
    [
      status === 'any' ? sql`true` : sql`listing.status = ${status}`,
      ...(inStock ? [sql`listing.in_stock = 1`] : []),
      ...(priceMin === null ? [] : [sql`price.from_amount >= ${priceMin}`]),
      ...(priceMax === null ? [] : [sql`price.from_amount <= ${priceMax}`]),
      ...groups.map(holdsGroup),
    ],
    sql` and `
  )
}

const holdsGroup = ({ ids }: FilterGroup): SQL =>
  sql`(${sql.join(
    ids.map((id) => sql`instr(listing.facet_ids, ${`,${id},`}) > 0`),
    sql` or `
  )})`

/** Returns whether a selection has conditions that the search index does not know. */
export const isBounded = (selection: Selection): boolean =>
  selection.inStock || isPriceAsked(selection) || selection.status === 'draft' || selection.status === 'archived'

/** Returns how many matches of the search index to read first to find `max` products: other conditions exclude some. */
export const lookedFor = (selection: Selection, max: number): number =>
  isBounded(selection) ? Math.ceil(max * 1.25) : max

const isPriceAsked = ({ priceMin, priceMax, isShopCurrency }: Selection): boolean =>
  priceMin !== null || priceMax !== null || !isShopCurrency

/** Picks the smallest set that contains all products of a selection, or returns null if it is too large to gather. */
export const pickSource = async (read: Reads, selection: Selection, limit: number): Promise<Source | null> => {
  const { groups, priceMin, priceMax, terms } = selection
  const indexed = expressionOf(selection)
  const fewest = Math.min(...groups.map(({ products }) => products))
  if (indexed !== null && terms.length + groups.length > 0) {
    const isFew =
      fewest <= MAX_GATHERED || (terms.length > 0 && (await hasFew(read, matching(indexed, MAX_GATHERED + 1))))
    if (isFew) return { from: matching(indexed, limit), groups: [], isPriced: false }
    // Walks along the sort order instead: a source by price cannot match words.
    if (terms.length > 0) return null
  }
  if (priceMin === null && priceMax === null) return null
  const isFew = await hasFew(read, pricedBetween(selection, MAX_GATHERED + 1))
  return isFew ? { from: pricedBetween(selection, limit), groups, isPriced: true } : null
}

const hasFew = async (read: Reads, source: SQL): Promise<boolean> => {
  const [row] = await read.values<[count: number]>(sql`select count(*) from ${source}`)
  return (row?.[0] ?? 0) <= MAX_GATHERED
}
