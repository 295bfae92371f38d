import type { SQL } from 'drizzle-orm'
import { sql } from 'drizzle-orm'
import type { FilterGroup, Selection } from './product-selection.ts'
import type { SearchTerm } from './search-words.ts'

// Marks the tokens of facets in the index, which no typed word can be: typed words are letters and digits alone.
const FACET = '\ue000'

/** What is looked for in the search index. */
export interface Sought extends Pick<Selection, 'terms' | 'match'> {
  readonly groups: readonly Pick<FilterGroup, 'key' | 'ids'>[]
  /** Drafts and archived products are found too. */
  readonly withHidden: boolean
}

/** The columns in which the words of a search must stand. */
export type SoughtIn = 'title' | 'title keywords' | 'title keywords description'

/** Writes what a selection looks for in the search index, or null where that is nothing. */
export const expressionOf = (selection: Selection, columns?: SoughtIn): string | null =>
  toExpression({ withHidden: selection.status !== 'active', ...selection }, columns)

/** Writes the query for products with one facet value. */
export const facetExpression = (id: number, withHidden = false): string =>
  toExpression({ terms: [], match: 'all', groups: [{ key: '', ids: [id] }], withHidden }) ?? ''

/** Finds products by the search index, newest first: those below `before` and not below `from`, `limit` at most. */
export const matching = (
  expression: string,
  limit: number,
  { from = 0, before = null }: { from?: number; before?: number | null } = {}
): SQL => sql`(
  select rowid as seq from product_search where product_search match ${expression}
  ${before === null ? sql`` : sql`and rowid < ${before}`} ${from === 0 ? sql`` : sql`and rowid >= ${from}`}
  order by rowid desc limit ${limit})`

/** Writes the FTS5 query for what is sought, or null where it is nothing at all. All text is quoted. */
export const toExpression = (
  { terms, groups, match, withHidden }: Sought,
  columns: SoughtIn = 'title keywords description'
): string | null => {
  const needed = terms.filter(({ isLoose }) => !isLoose || terms.length === 1)
  const words = needed.map(termExpression).join(match === 'all' ? ' AND ' : ' OR ')
  // No typed word can be a facet's token, so all other columns need no filter, which would cost a look at every match.
  const text = columns === 'title keywords description' ? words : `{${columns}} : (${words})`
  const parts = [
    ...(words === '' ? [] : [text]),
    ...facetTokens(groups, withHidden).map((tokens) => tokens.map(quoted).join(' OR ')),
  ]
  if (parts.length === 0) return null
  const found = parts.map((part) => `(${part})`).join(' AND ')
  // What a filter finds is active by its tokens.
  return withHidden || groups.length > 0 ? found : `(${found}) NOT ${quoted(`${FACET}hidden`)}`
}

// Where so many pairs would stand for a filter, walking through two long lists is no slower.
const MAX_PAIRS = 32

/**
 * Gives for each filter the tokens of its values; a type and another filter are one, by what stands for both together. What is
 * hidden has tokens of its own.
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
  // What begins with the word that was typed is found by its beginning already: each further word costs time.
  const others = isPrefix ? forms.filter(({ word }) => !word.startsWith(typed)) : forms
  const options = others.map(({ word }) => `(${word.split(' ').map(quoted).join(' AND ')})`)
  // What is no word of a title may still be one of a description.
  if (isPrefix) options.push(`${quoted(typed)}*`)
  else if (!forms.some(({ word }) => word === typed)) options.push(quoted(typed))
  return `(${options.join(' OR ')})`
}

const quoted = (word: string): string => `"${word.replaceAll('"', '')}"`
