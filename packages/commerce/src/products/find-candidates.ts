import type { Reads } from '@tradepost/db'
import { sql } from 'drizzle-orm'
import type { Selection } from './product-selection.ts'
import { conditions, isBounded, joinListing, lookedFor } from './product-sources.ts'
import type { SoughtIn } from './search-expression.ts'
import { expressionOf, matching } from './search-expression.ts'
import type { Rankable } from './search-rank.ts'
import { makeScorer } from './search-rank.ts'

/** A product that was found, with its score and what it was scored by. */
export interface Candidate {
  readonly seq: number
  readonly score: number
  readonly product: Rankable
}

/** Which products are looked for: the newest from `before` down to `from`, `max` at most. */
export interface SoughtAt {
  readonly columns: SoughtIn
  readonly from: number
  readonly before: number
  readonly max: number
  /** All of them are needed, as on a later page, and not only enough to be ranked. */
  readonly isWhole?: true
}

/** What was found. */
export interface Candidates {
  readonly found: readonly Candidate[]
  /** How many match by the search index, whatever else they lack. */
  readonly looked: number
  /** The number from which on all are found; 0 where that is every one. */
  readonly floor: number
  /** The facet values of all that were found: ",12,90,,7,12,". */
  readonly facetIds: string
}

// Where bounds leave few of them, so many matches are looked at for each that is wanted.
const LOOKED_AT_MOST = 6
// So much of what is wanted is enough to be ranked: looking further for the rest would take as long again.
const ENOUGH = 0.4

const none: Candidates = { found: [], looked: 0, floor: 0, facetIds: '' }

/** Finds the newest products that hold all that is asked for, and scores them. */
export const findCandidates = async (read: Reads, selection: Selection, at: SoughtAt): Promise<Candidates> => {
  if (!isBounded(selection)) return look(read, selection, { scanned: at.max, ...at })
  const first = await look(read, selection, { scanned: lookedFor(selection, at.max), ...at })
  const missing = at.max - first.found.length
  if (first.floor === 0 || missing <= 0 || (!at.isWhole && isEnough(first, at.max))) return first
  // Goes on where it stopped, as far as the rest is likely to be found by what was found so far.
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

/** Tells whether there are more than were found, and so many were found that these are what is ranked. */
export const isEnough = ({ found, floor }: Candidates, max: number): boolean =>
  floor > 0 && found.length >= max * ENOUGH

const look = async (
  read: Reads,
  selection: Selection,
  { columns, from, before, max, scanned }: SoughtAt & { scanned: number }
): Promise<Candidates> => {
  const expression = expressionOf(selection, columns)
  if (expression === null || from >= before) return none
  // All in one row, column by column: hundreds of rows take longer to hand over than to find.
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

/** Orders candidates best first, and the newer first among equals. */
export const byScore = (a: Pick<Candidate, 'score' | 'seq'>, b: Pick<Candidate, 'score' | 'seq'>): number =>
  b.score - a.score || b.seq - a.seq
