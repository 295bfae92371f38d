import type { Reads } from '@tradepost/db'
import { sql } from 'drizzle-orm'
import { OPTION } from './facet-names.ts'
import type { Candidates } from './find-candidates.ts'
import type { FilterGroup, Selection } from './product-selection.ts'
import { conditions, isBounded, joinListing, pickSource } from './product-sources.ts'
import { expressionOf, matching } from './search-expression.ts'

/** How many of the products found have each facet value, by the ID of the value. */
export interface Counted {
  readonly counts: ReadonlyMap<number, number>
  readonly found: number
  readonly isAll: boolean
}

/** How many products a count includes at most, and how many it reads to find them. */
export interface CountBounds {
  readonly max: number
  readonly scanned: number
}

/** Counts the facet values of the newest products of a selection. */
export const countFound = async (
  read: Reads,
  selection: Selection,
  { max, scanned }: CountBounds
): Promise<Counted> => {
  const expression = expressionOf(selection)
  const picked = expression === null ? await pickSource(read, selection, scanned) : null
  const from = picked?.from ?? (expression === null ? newest(scanned) : matching(expression, scanned))
  // Selects a single row: transferring hundreds of rows would take longer than finding them.
  const [row] = await read.values<[looked: number, found: number, facetIds: string | null]>(sql`
    with found as materialized ${from}
    select (select count(*) from found), count(*), group_concat(facet_ids, '') from (
      select listing.facet_ids from found ${joinListing(selection)}
      where ${conditions(selection, picked?.groups ?? [])} limit ${max}
    )`)
  const [looked = 0, found = 0, facetIds] = row ?? []
  return { counts: countIds(facetIds ?? ''), found, isAll: found < max && looked < scanned }
}

/** Counts the facet values of the candidates of a ranking, without another query. */
export const countCandidates = ({ found, floor, facetIds }: Candidates): Counted => ({
  counts: countIds(facetIds),
  found: found.length,
  isAll: floor === 0,
})

const newest = (limit: number) =>
  sql`(select seq from product_listings where status = 'active' order by seq desc limit ${limit})`

const COMMA = ','.codePointAt(0)
const ZERO = '0'.codePointAt(0) ?? 0

/** Counts the numbers in a list such as ",12,90,,7,12,". */
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

/** Reads the counts that triggers keep for the values of one filter in the whole shop, the most common first. */
export const readKeptCounts = async (read: Reads, { key }: Pick<FilterGroup, 'key'>, max: number): Promise<Counted> => {
  // An option has few values, which are found by its name. The other kinds have so many that they are read in the order
  // of their counts.
  const where = key.startsWith(OPTION)
    ? sql`kind = 'option' and name = ${key.slice(OPTION.length)}`
    : sql`kind = ${key} and +name = ''`
  const rows = await read.values<[id: number, products: number]>(sql`
    select id, products from facet_values where ${where} and products > 0 order by products desc limit ${max}`)
  return { counts: new Map(rows), found: 0, isAll: true }
}

/** Returns whether one filter is the only condition, so that none is left when its values are counted without it. */
export const isAlone = (selection: Selection): boolean =>
  selection.groups.length === 1 && selection.terms.length === 0 && !isBounded(selection)
