import type { Reads } from '@tradepost/db'
import { sql } from 'drizzle-orm'
import type { Selection } from './product-selection.ts'
import { conditions, isBounded, joinListing, lookedFor } from './product-sources.ts'
import type { SoughtIn } from './search-expression.ts'
import { expressionOf, matching } from './search-expression.ts'
import type { Rankable } from './search-rank.ts'
import { makeScorer } from './search-rank.ts'

/** A product that was found, with its score and the fields it was scored by. */
export interface Candidate {
  readonly seq: number
  readonly score: number
  readonly product: Rankable
}

/** Which products to find: the newest below `before` and not below `from`, at most `max`. */
export interface SoughtAt {
  readonly columns: SoughtIn
  readonly from: number
  readonly before: number
  readonly max: number
  /** True if all of them are needed, as on a later page, and not only enough to rank. */
  readonly isWhole?: true
}

export interface Candidates {
  readonly found: readonly Candidate[]
  /** How many products match in the search index, including those that other conditions exclude. */
  readonly looked: number
  /** All matches from this `seq` up were found; 0 if all matches were found. */
  readonly floor: number
  /** The facet IDs of all products found: ",12,90,,7,12,". */
  readonly facetIds: string
}

// If other conditions exclude most matches, at most this many are read for each wanted product.
const LOOKED_AT_MOST = 6
// This share of the wanted products is enough to rank: finding the rest would take as long again.
const ENOUGH = 0.4

const none: Candidates = { found: [], looked: 0, floor: 0, facetIds: '' }

/** Finds and scores the newest products that meet all conditions. */
export const findCandidates = async (read: Reads, selection: Selection, at: SoughtAt): Promise<Candidates> => {
  if (!isBounded(selection)) return look(read, selection, { scanned: at.max, ...at })
  const first = await look(read, selection, { scanned: lookedFor(selection, at.max), ...at })
  const missing = at.max - first.found.length
  if (first.floor === 0 || missing <= 0 || (!at.isWhole && isEnough(first, at.max))) return first
  // Continues where the first query stopped, and estimates from its results how many more matches to read.
  const likely = at.isWhole ? Infinity : Math.ceil((missing * first.looked) / Math.max(1, first.found.length))
  const scanned = Math.min(likely, at.max * LOOKED_AT_MOST - first.looked)
  const more = await look(read, selection, { scanned, ...at, before: first.floor, max: missing })
  return {
    found: [...first.found, ...more.found],
    looked: first.looked + more.looked,
    floor: more.floor,
    facetIds: first.facetIds + more.facetIds,
  }
}

/** Returns whether there are more products than were found, and those found are enough to rank. */
export const isEnough = ({ found, floor }: Candidates, max: number): boolean =>
  floor > 0 && found.length >= max * ENOUGH

const look = async (
  read: Reads,
  selection: Selection,
  { columns, from, before, max, scanned }: SoughtAt & { scanned: number }
): Promise<Candidates> => {
  const expression = expressionOf(selection, columns)
  if (expression === null || from >= before) return none
  // Selects a single row, column by column: transferring hundreds of rows takes longer than finding them.
  const [row] = await read.values<CandidateColumns>(sql`
    with found as materialized ${matching(expression, scanned, { from, before })}
    select (select count(*) from found), (select min(seq) from found), group_concat(seq, ','),
      group_concat(search_title, char(10)), group_concat(' ' || search_keywords || ' ', char(10)), group_concat(sold, ','),
      group_concat(in_stock, ','), group_concat(facet_ids, '')
    from (
      select listing.seq, listing.search_title, listing.search_keywords, listing.sold, listing.in_stock,
        listing.facet_ids
      from found ${joinListing(selection)} where ${conditions(selection, [])} limit ${max}
    )`)
  if (!row) return none
  const [looked, last, seqs] = row
  const found = seqs === null ? [] : scored(selection, row)
  const end = found.length >= max ? found.reduce((least, { seq }) => Math.min(least, seq), before) : (last ?? 0)
  return { found, looked, floor: found.length >= max || looked >= scanned ? end : 0, facetIds: row[7] ?? '' }
}

type CandidateColumns = [
  looked: number,
  last: number | null,
  seqs: string | null,
  titles: string | null,
  keywords: string | null,
  sold: string | null,
  inStock: string | null,
  facetIds: string | null,
]

const scored = (
  { terms, match }: Selection,
  [, , seqs, titles, keywords, sold, inStock]: CandidateColumns
): Candidate[] => {
  const score = makeScorer(terms, match)
  const [title, keyword, sale, stock] = [listOf(titles, '\n'), listOf(keywords, '\n'), listOf(sold), listOf(inStock)]
  return listOf(seqs).map((seq, at) => {
    const product = {
      searchTitle: title[at] ?? '',
      searchKeywords: keyword[at] ?? '',
      sold: Number(sale[at]),
      inStock: stock[at] === '1',
    }
    return { seq: Number(seq), score: score(product), product }
  })
}

const listOf = (column: string | null, separator = ','): string[] => (column ?? '').split(separator)

/** Compares candidates for sorting: best first, and newer ones first among equals. */
export const byScore = (a: Pick<Candidate, 'score' | 'seq'>, b: Pick<Candidate, 'score' | 'seq'>): number =>
  b.score - a.score || b.seq - a.seq
