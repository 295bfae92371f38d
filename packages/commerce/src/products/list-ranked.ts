import type { Reads } from '@tradepost/db'
import { sql } from 'drizzle-orm'
import { decodeCursor, decodeNumberCursor, encodeCursor, invalidCursor } from '../page-cursor.ts'
import type { Candidate, Candidates } from './find-candidates.ts'
import { byScore, findCandidates, isEnough } from './find-candidates.ts'
import type { FoundPage } from './list-products.ts'
import type { Selection } from './product-selection.ts'
import { conditions, joinListing } from './product-sources.ts'
import type { SoughtIn } from './search-expression.ts'
import { expressionOf, matching } from './search-expression.ts'
import { likelyNamed } from './search-estimate.ts'
import { isScoredNamed } from './search-rank.ts'

/**
 * How many products are ranked: the newest that match in title or keywords, and the newest that match in any column.
 * Ranking all matches of a broad search would take longer the more products a shop has. The others follow unranked,
 * newest first.
 */
const MAX_NAMED = 150
const MAX_ANYWHERE = 200
// If the newest matches in any column include so many name matches (two pages), names are not searched separately.
const ENOUGH_NAMED = 48
// If the estimated number of name matches is at least this, names are searched first, and alone if they are enough.
const SURELY_NAMED = 2000

/**
 * Which products a search has ranked, by `seq`: matches up to `top`. Matches in title and keywords are ranked from
 * `named` up, matches in any column from `anywhere` up. The first page fixes it, so that products added or deleted
 * later do not move others between pages.
 */
interface Window {
  readonly top: number
  readonly named: number
  readonly anywhere: number
}

interface Ranked {
  readonly ranked: readonly Candidate[]
  readonly window: Window
}

/** A page of ranked products. The first page has the candidates it was chosen from, whose facets are counted. */
export interface RankedPage extends FoundPage {
  readonly sample: Candidates | null
}

interface PageAt {
  readonly cursor: string | null
  readonly limit: number
}

/** Lists the products that a search finds, best first. */
export const listRanked = async (read: Reads, selection: Selection, { cursor, limit }: PageAt): Promise<RankedPage> => {
  if (cursor === null) {
    const { sample, ...found } = await rank(read, selection)
    return { sample, ...toPage(found, 0, limit) }
  }
  const at = readCursor(cursor)
  const found = await rankAgain(read, selection, at.window)
  const page =
    at.score === REST
      ? await listRest(read, selection, { before: at.seq, limit, ...found })
      : toPage(found, indexAfter(found.ranked, at), limit)
  return { sample: null, ...page }
}

const toPage = ({ ranked, window }: Ranked, start: number, limit: number): FoundPage => {
  const shown = ranked.slice(start, start + limit)
  const last = shown.at(-1)
  if (last && start + limit < ranked.length) {
    return { seqs: seqsOf(shown), nextCursor: writeCursor({ window, ...last }) }
  }
  const restCursor = writeCursor({ score: REST, seq: window.anywhere, window })
  return { seqs: seqsOf(shown), nextCursor: window.anywhere > 0 ? restCursor : null }
}

// Replaces the score in cursors of products that were not ranked.
const REST = -1

interface RankedCursor {
  readonly score: number
  readonly seq: number
  readonly window: Window
}

const writeCursor = ({ score, seq, window: { top, named, anywhere } }: RankedCursor): string =>
  encodeCursor([[score, top, named, anywhere].join(' '), seq])

const readCursor = (cursor: string): RankedCursor => {
  const [score, top, named, anywhere, ...more] = String(decodeCursor(cursor)[0]).split(' ').map(Number)
  const numbers = [score, top, named, anywhere]
  if (more.length > 0 || !numbers.every((number) => Number.isSafeInteger(number))) throw invalidCursor()
  const window = { top: top ?? 0, named: Math.max(0, named ?? 0), anywhere: Math.max(0, anywhere ?? 0) }
  return { score: score ?? 0, seq: decodeNumberCursor(cursor), window }
}

const seqsOf = (candidates: readonly Candidate[]): number[] => candidates.map(({ seq }) => seq)

/** Finds where to continue after a product, by its score, because the product itself may be gone. */
const indexAfter = (ranked: readonly Candidate[], at: Pick<Candidate, 'seq' | 'score'>): number => {
  const index = ranked.findIndex((each) => byScore(each, at) > 0)
  return index === -1 ? ranked.length : index
}

/** Returns the best of the newest `max` products that a search finds: at least `limit` if there are so many. */
export const rankProducts = async (
  read: Reads,
  selection: Selection,
  { limit, max }: { limit: number; max: number }
): Promise<readonly Candidate[]> => {
  const top = await readTop(read)
  const find = (columns: SoughtIn) => findCandidates(read, selection, { columns, from: 0, before: afterAll(top), max })
  // With few matches, one query finds them all, name matches included.
  const all = likelyNamed(selection, top) < limit ? await find(ANYWHERE) : null
  if (all?.floor === 0) return all.found.toSorted(byScore)
  const named = await find(NAMES)
  if (named.found.length >= limit) return named.found.toSorted(byScore)
  return together(named, all ?? (await find(ANYWHERE)))
}

const NAMES = 'title keywords'
const ANYWHERE = 'title keywords description'

/**
 * Ranks the products that the first page is taken from. Uses a single index query if that shows which products to rank.
 */
const rank = async (read: Reads, selection: Selection): Promise<Ranked & { sample: Candidates }> => {
  const top = await readTop(read)
  const before = afterAll(top)
  const findNamed = () => findCandidates(read, selection, { columns: NAMES, from: 0, before, max: MAX_NAMED })
  const many = likelyNamed(selection, top) >= SURELY_NAMED ? await findNamed() : null
  if (many && isEnough(many, MAX_NAMED)) return { sample: many, ...onlyNamed(many, top) }
  const sample = await findCandidates(read, selection, { columns: ANYWHERE, from: 0, before, max: MAX_ANYWHERE })
  const { found, floor } = sample
  // Name matches rank first. With many matches, the newest in any column usually include enough of them.
  const isShown = floor === 0 || found.filter(({ score }) => isScoredNamed(score)).length >= ENOUGH_NAMED
  if (isShown) return { ranked: found.toSorted(byScore), window: { top, named: floor, anywhere: floor }, sample }
  const named = many ?? (await findNamed())
  if (isEnough(named, MAX_NAMED)) return { sample, ...onlyNamed(named, top) }
  return { ranked: together(named, sample), window: { top, named: named.floor, anywhere: floor }, sample }
}

const onlyNamed = ({ found, floor }: Candidates, top: number): Ranked => ({
  ranked: found.toSorted(byScore),
  window: { top, named: floor, anywhere: afterAll(top) },
})

/** Ranks the same products as the first page, and some more to allow for products that a change has added. */
const rankAgain = async (read: Reads, selection: Selection, window: Window): Promise<Ranked> => {
  const before = afterAll(window.top)
  const anywhere = await findCandidates(read, selection, {
    columns: ANYWHERE,
    from: window.anywhere,
    before,
    max: MAX_ANYWHERE * 2,
    isWhole: true,
  })
  // If all matches from `window.anywhere` up were found, they include the name matches.
  if (window.anywhere <= window.named && anywhere.found.length < MAX_ANYWHERE * 2) {
    return { ranked: anywhere.found.toSorted(byScore), window }
  }
  const at = { columns: NAMES, from: window.named, before, max: MAX_NAMED * 2, isWhole: true } as const
  return { ranked: together(await findCandidates(read, selection, at), anywhere), window }
}

const together = (a: Candidates, b: Candidates): Candidate[] => {
  const bySeq = new Map([...a.found, ...b.found].map((candidate) => [candidate.seq, candidate]))
  return [...bySeq.values()].toSorted(byScore)
}

const readTop = async (read: Reads): Promise<number> => {
  const [row] = await read.values<[top: number | null]>(sql`select max(seq) from product_listings`)
  return row?.[0] ?? 0
}

const afterAll = (top: number): number => Math.min(top + 1, Number.MAX_SAFE_INTEGER)

/** Lists the products that were not ranked, newest first. */
const listRest = async (
  read: Reads,
  selection: Selection,
  { ranked, window, before, limit }: Ranked & { before: number; limit: number }
): Promise<FoundPage> => {
  const expression = expressionOf(selection) ?? ''
  const max = MAX_ANYWHERE + limit
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
