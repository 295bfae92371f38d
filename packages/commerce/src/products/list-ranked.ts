import type { Reads } from '@tradepost/db'
import { sql } from 'drizzle-orm'
import { decodeCursor, decodeNumberCursor, encodeCursor, invalidCursor } from '../page-cursor.ts'
import type { FoundPage } from './list-products.ts'
import type { Selection } from './product-selection.ts'
import { conditions, isBounded, joinListing, MAX_SCANNED } from './product-sources.ts'
import type { SoughtIn } from './search-expression.ts'
import { expressionOf, matching } from './search-expression.ts'
import { scoreOf } from './search-rank.ts'

/**
 * How many products are ranked: the newest whose titles or keywords match, then those whose descriptions do. Ranking
 * all of a broad search would take longer the more a shop has; what is left follows unranked, newest first.
 */
export const MAX_RANKED = 500

/** A product that was found, with its score. */
export interface Candidate {
  readonly seq: number
  readonly score: number
}

/**
 * Which products a search has ranked: matches up to `top`, by title from `titled` on, by description from `described`
 * on. It is fixed when it is first ranked, so that what is new or gone meanwhile moves nothing from one page to another.
 */
interface Window {
  readonly top: number
  readonly titled: number
  readonly described: number
}

/** In the place of a number: descriptions were not looked at yet, as the pages so far were filled by titles. */
const NOT_YET = -1

interface Ranked {
  readonly ranked: readonly Candidate[]
  readonly window: Window
}

interface PageAt {
  readonly cursor: string | null
  readonly limit: number
}

/** Lists what a search finds, best first. */
export const listRanked = async (read: Reads, selection: Selection, { cursor, limit }: PageAt): Promise<FoundPage> => {
  const at = cursor === null ? null : readCursor(cursor)
  const { ranked, window } = await rank(read, selection, { at, limit, max: MAX_RANKED })
  if (at?.score === REST) return listRest(read, selection, { ranked, window, before: at.seq, limit })
  const start = at ? indexAfter(ranked, at) : 0
  const shown = ranked.slice(start, start + limit)
  const last = shown.at(-1)
  if (last && start + limit < ranked.length) {
    return { seqs: seqsOf(shown), nextCursor: writeCursor({ ...last, window }) }
  }
  const restCursor = writeCursor({ score: REST, seq: window.described, window })
  return { seqs: seqsOf(shown), nextCursor: window.described > 0 ? restCursor : null }
}

// In the place of a score, for what was not ranked.
const REST = -1

interface RankedCursor extends Candidate {
  readonly window: Window
}

const writeCursor = ({ score, seq, window: { top, titled, described } }: RankedCursor): string =>
  encodeCursor([[score, top, titled, described].join(' '), seq])

const readCursor = (cursor: string): RankedCursor => {
  const [score, top, titled, described, ...more] = String(decodeCursor(cursor)[0]).split(' ').map(Number)
  const numbers = [score, top, titled, described]
  if (more.length > 0 || !numbers.every((number) => Number.isSafeInteger(number))) throw invalidCursor()
  const window = { top: top ?? 0, titled: titled ?? 0, described: described ?? 0 }
  return { score: score ?? 0, seq: decodeNumberCursor(cursor), window }
}

const seqsOf = (candidates: readonly Candidate[]): number[] => candidates.map(({ seq }) => seq)

/** Finds where to go on after a product, by its score: it may have gone meanwhile. */
const indexAfter = (ranked: readonly Candidate[], at: Candidate): number => {
  const index = ranked.findIndex((each) => byScore(each, at) > 0)
  return index === -1 ? ranked.length : index
}

/** Gives the best of the newest `max` products that a search finds, `limit` at least where there are so many. */
export const rankProducts = async (
  read: Reads,
  selection: Selection,
  bounds: { limit: number; max: number }
): Promise<readonly Candidate[]> => (await rank(read, selection, { ...bounds, at: null })).ranked

// Lifts what has all words in its title and keywords above what has some in its description alone.
const TITLED = 1_000_000

const rank = async (
  read: Reads,
  selection: Selection,
  { at, limit, max }: { at: RankedCursor | null; limit: number; max: number }
): Promise<Ranked> => {
  const top = at?.window.top ?? (await readTop(read))
  const before = Math.min(top + 1, Number.MAX_SAFE_INTEGER)
  // On later pages a few more than were ranked, for what a change has moved in.
  const window = { from: at?.window.titled ?? 0, before, max: at ? max * 2 : max }
  const { found, floor } = await findCandidates(read, selection, { ...window, columns: 'title keywords' })
  const titled = found.map(({ seq, score }) => ({ seq, score: score + TITLED })).toSorted(byScore)
  const fixed = { top, titled: at?.window.titled ?? floor }
  const described = at?.window.described ?? (titled.length >= max ? before : NOT_YET)
  const start = at ? indexAfter(titled, at) : 0
  if (described === NOT_YET && start + limit < titled.length) return { ranked: titled, window: { ...fixed, described } }
  const others = await findCandidates(read, selection, {
    from: Math.max(0, described),
    before,
    max: described === NOT_YET ? max : max * 2,
    columns: 'title keywords description',
  })
  const bySeq = new Map([...others.found, ...titled].map((candidate) => [candidate.seq, candidate]))
  return {
    ranked: [...bySeq.values()].toSorted(byScore),
    window: { ...fixed, described: described === NOT_YET ? others.floor : described },
  }
}

const readTop = async (read: Reads): Promise<number> => {
  const [row] = await read.values<[top: number | null]>(sql`select max(seq) from product_listings`)
  return row?.[0] ?? 0
}

const byScore = (a: Candidate, b: Candidate): number => b.score - a.score || b.seq - a.seq

type CandidateValues = [
  seq: number,
  title: string,
  keywords: string,
  sold: number,
  inStock: number,
  looked: number,
  last: number,
]

interface SoughtAt {
  readonly columns: SoughtIn
  /** The lowest number looked at, and the one below which to begin. */
  readonly from: number
  readonly before: number
  readonly max: number
}

/** Finds the newest and scores them; `floor` is the number from which on all are found, 0 where that is every one. */
const findCandidates = async (
  read: Reads,
  selection: Selection,
  { columns, from, before, max }: SoughtAt
): Promise<{ found: readonly Candidate[]; floor: number }> => {
  const { terms } = selection
  const expression = expressionOf(selection, columns)
  if (expression === null || from >= before) return { found: [], floor: 0 }
  const scanned = isBounded(selection) ? MAX_SCANNED : max
  const window = matching(expression, scanned, { from, before })
  const rows = await read.values<CandidateValues>(sql`
    with found as materialized ${window}
    select listing.seq, listing.search_title, listing.search_keywords, listing.sold, listing.in_stock,
      (select count(*) from found), (select min(seq) from found)
    from found ${joinListing(selection)}
    where ${conditions(selection, [])} limit ${max}`)
  const found = rows.map(([seq, searchTitle, searchKeywords, sold, inStock]) => ({
    seq,
    score: scoreOf({ searchTitle, searchKeywords, sold, inStock: inStock === 1 }, terms),
  }))
  if (found.length >= max) return { found, floor: Math.min(...seqsOf(found)) }
  if (scanned === max) return { found, floor: 0 }
  const [first] = rows
  if (first) return { found, floor: first[5] < scanned ? 0 : first[6] }
  // None held: still, so many may have been looked at that others lie behind them.
  const [last] = await read.values<[seq: number]>(sql`select seq from ${window} limit 1 offset ${scanned - 1}`)
  return { found, floor: last?.[0] ?? 0 }
}

/** Lists what was not ranked, newest first. */
const listRest = async (
  read: Reads,
  selection: Selection,
  { ranked, window, before, limit }: Ranked & { before: number; limit: number }
): Promise<FoundPage> => {
  const expression = expressionOf(selection) ?? ''
  const max = MAX_RANKED + limit
  const rows = await read.values<[seq: number]>(sql`select seq from ${matching(expression, max, { before })}`)
  const scanned = rows.flat()
  const holding = await read.values<[seq: number]>(sql`
    select listing.seq from (select value as seq from json_each(${JSON.stringify(scanned)})) as found
    ${joinListing(selection)} where ${conditions(selection, [])}`)
  const shown = new Set(seqsOf(ranked))
  const fresh = holding
    .flat()
    .filter((seq) => !shown.has(seq))
    .toSorted((a, b) => b - a)
  const seqs = fresh.slice(0, limit)
  const next = fresh.length > limit ? seqs.at(-1) : scanned.length === max ? scanned.at(-1) : undefined
  return { seqs, nextCursor: next === undefined ? null : writeCursor({ score: REST, seq: next, window }) }
}
