import type { SQL } from 'drizzle-orm'
import { sql } from 'drizzle-orm'
import type { FilterGroup, Selection } from './product-selection.ts'
import type { SearchTerm } from './search-words.ts'

// Marks facet tokens in the index. No typed word can contain it: typed words have only letters and digits.
const FACET = '\ue000'

/** The words and filters to find in the search index. */
export interface Sought extends Pick<Selection, 'terms' | 'match'> {
  readonly groups: readonly Pick<FilterGroup, 'key' | 'ids'>[]
  /** Also finds drafts and archived products. */
  readonly withHidden: boolean
}

/** The columns in which the words of a search must be. */
export type SoughtIn = 'title' | 'title keywords' | 'title keywords description'

/** Writes a selection as a query of the search index, or returns null if it has neither words nor filters. */
export const expressionOf = (selection: Selection, columns?: SoughtIn): string | null =>
  toExpression({ withHidden: selection.status !== 'active', ...selection }, columns)

/** Writes the query for products with one facet value. */
export const facetExpression = (id: number, withHidden = false): string =>
  toExpression({ terms: [], match: 'all', groups: [{ key: '', ids: [id] }], withHidden }) ?? ''

/** Finds products in the search index, newest first: those below `before` and not below `from`, at most `limit`. */
export const matching = (
  expression: string,
  limit: number,
  { from = 0, before = null }: { from?: number; before?: number | null } = {}
): SQL => sql`(
  select rowid as seq from product_search where product_search match ${expression}
  ${before === null ? sql`` : sql`and rowid < ${before}`} ${from === 0 ? sql`` : sql`and rowid >= ${from}`}
  order by rowid desc limit ${limit})`

/** Writes an FTS5 query, or returns null if there are neither words nor filters. Quotes all text. */
export const toExpression = (
  { terms, groups, match, withHidden }: Sought,
  columns: SoughtIn = 'title keywords description'
): string | null => {
  const needed = terms.filter(({ isLoose }) => !isLoose || terms.length === 1)
  const words = needed.map(termExpression).join(match === 'all' ? ' AND ' : ' OR ')
  // Typed words never equal facet tokens, so a search in all columns needs no column filter. A filter would check every
  // match.
  const text = columns === 'title keywords description' ? words : `{${columns}} : (${words})`
  const parts = [
    ...(words === '' ? [] : [text]),
    ...facetTokens(groups, withHidden).map((tokens) => tokens.map(quoted).join(' OR ')),
  ]
  if (parts.length === 0) return null
  const found = parts.map((part) => `(${part})`).join(' AND ')
  // Filters already exclude hidden products, which have facet tokens of their own.
  return withHidden || groups.length > 0 ? found : `(${found}) NOT ${quoted(`${FACET}hidden`)}`
}

// If a filter has more pairs than this, intersecting two long lists is as fast.
const MAX_PAIRS = 32

/**
 * Returns the tokens of each filter's values. A type and another filter become one, with a token for each pair of their
 * values. Hidden products have tokens of their own.
 */
const facetTokens = (groups: Sought['groups'], withHidden: boolean): string[][] => {
  const marks = withHidden ? [FACET, `${FACET}h`] : [FACET]
  const marked = (name: number | string): string[] => marks.map((mark) => `${mark}${name}`)
  const type = groups.find(({ key }) => key === 'type')
  const others = groups.filter((group) => group !== type)
  const isPaired = others.length > 0 && others.every(({ ids }) => ids.length * (type?.ids.length ?? 0) <= MAX_PAIRS)
  if (!type || !isPaired) return groups.map(({ ids }) => ids.flatMap(marked))
  return others.map(({ ids }) => type.ids.flatMap((typeId) => ids.flatMap((id) => marked(`${typeId}${FACET}${id}`))))
}

const termExpression = ({ typed, forms, isPrefix }: SearchTerm): string => {
  // The typed prefix already finds words that begin with it, and each further word costs time.
  const others = isPrefix ? forms.filter(({ word }) => !word.startsWith(typed)) : forms
  const options = others.map(({ word }) => `(${word.split(' ').map(quoted).join(' AND ')})`)
  // A word that is in no title may still be in a description.
  if (isPrefix) options.push(`${quoted(typed)}*`)
  else if (!forms.some(({ word }) => word === typed)) options.push(quoted(typed))
  return `(${options.join(' OR ')})`
}

const quoted = (word: string): string => `"${word.replaceAll('"', '')}"`
