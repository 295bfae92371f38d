import type { Reads } from '@tradepost/db'
import { sql } from 'drizzle-orm'
import { OPTION } from './facet-names.ts'
import type { Candidates } from './find-candidates.ts'
import type { FilterGroup, Selection } from './product-selection.ts'
import { conditions, isBounded, joinListing, pickSource } from './product-sources.ts'
import { expressionOf, matching } from './search-expression.ts'

/** How many of the products found hold each facet value, by its number. */
export interface Counted {
  readonly counts: ReadonlyMap<number, number>
  readonly found: number
  readonly isAll: boolean
}

/** How many products a count takes in at most, and how many it looks at for them. */
export interface CountBounds {
  readonly max: number
  readonly scanned: number
}

/** Counts the newest of what a selection finds. */
export const countFound = async (
  read: Reads,
  selection: Selection,
  { max, scanned }: CountBounds
): Promise<Counted> => {
  const expression = expressionOf(selection)
  const picked = expression === null ? await pickSource(read, selection, scanned) : null
  const from = picked?.from ?? (expression === null ? newest(scanned) : matching(expression, scanned))
  // All in one row: hundreds of them would take longer to hand over than to find.
  const [row] = await read.values<[looked: number, found: number, facetIds: string | null]>(sql`
    with found as materialized ${from}
    select (select count(*) from found), count(*), group_concat(facet_ids, '') from (
      select listing.facet_ids from found ${joinListing(selection)}
      where ${conditions(selection, picked?.groups ?? [])} limit ${max}
    )`)
  const [looked = 0, found = 0, facetIds] = row ?? []
  return { counts: countIds(facetIds ?? ''), found, isAll: found < max && looked < scanned }
}

/** Counts what was found to be ranked, which costs no further look. */
export const countCandidates = ({ found, floor, facetIds }: Candidates): Counted => ({
  counts: countIds(facetIds),
  found: found.length,
  isAll: floor === 0,
})

const newest = (limit: number) =>
  sql`(select seq from product_listings where status = 'active' order by seq desc limit ${limit})`

const COMMA = ','.codePointAt(0)
const ZERO = '0'.codePointAt(0) ?? 0

/** Counts the numbers of ",12,90,,7,12,". */
const countIds = (list: string): Map<number, number> => {
  const counts = new Map<number, number>()
  let id = 0
  for (let at = 0; at < list.length; at++) {
    const code = list.charCodeAt(at)
    if (code !== COMMA) id = id * 10 + code - ZERO
    else if (id > 0) {
      counts.set(id, (counts.get(id) ?? 0) + 1)
      id = 0
    }
  }
  return counts
}

/** Gives the counts that the triggers keep of the values of one filter, the commonest first, for the whole shop. */
export const readKeptCounts = async (read: Reads, { key }: Pick<FilterGroup, 'key'>, max: number): Promise<Counted> => {
  // An option has few values, found by its name; of anything else so many that they are read in the order of their counts.
  const where = key.startsWith(OPTION)
    ? sql`kind = 'option' and name = ${key.slice(OPTION.length)}`
    : sql`kind = ${key} and +name = ''`
  const rows = await read.values<[id: number, products: number]>(sql`
    select id, products from facet_values where ${where} and products > 0 order by products desc limit ${max}`)
  return { counts: new Map(rows), found: 0, isAll: true }
}

/** Tells whether a filter is all that is asked for, so that nothing is asked for where it is not counted. */
export const isAlone = (selection: Selection): boolean =>
  selection.groups.length === 1 && selection.terms.length === 0 && !isBounded(selection)
