import type { Reads } from '@tradepost/db'
import { sql } from 'drizzle-orm'
import { wordsOf } from './fold-text.ts'
import { matching, toExpression } from './search-expression.ts'
import { allowedMistakes, mistakesBetween, spellingVariants } from './search-spelling.ts'

const MAX_WORDS = 8
const MAX_LENGTH = 40
const MAX_COMPLETIONS = 8
const MAX_CORRECTIONS = 4
/** The longest prefix that the search index has ready (`prefix` of `product_search`). */
const MAX_INDEXED_PREFIX = 3
/** How many words with the same prefix are read at most before the most frequent are taken. */
const MAX_SCANNED = 4000

/** How a word of the shop matches a typed word. */
export type FormKind = 'exact' | 'plural' | 'completion' | 'correction'

/** A word of the shop that matches a typed word, or two words with a space between that must both be found. */
export interface SearchForm {
  readonly word: string
  readonly kind: FormKind
}

/**
 * A typed word with everything it may mean. `isPrefix` also finds all words that begin with it. If `isLoose`, products
 * need not have it when there are other words, but those that have it come first.
 */
export interface SearchTerm {
  readonly typed: string
  readonly forms: readonly SearchForm[]
  readonly isPrefix: boolean
  readonly isLoose?: boolean
  /** The most products that can have one of the forms in title or keywords, as far as stored counts show it. */
  readonly products: number
}

/** Lists the normalized words of a search, limited to the number that is searched for. */
export const typedWords = (search: string): string[] =>
  wordsOf(search)
    .slice(0, MAX_WORDS)
    .map((word) => word.slice(0, MAX_LENGTH))

/** Finds the words of the shop that each typed word may mean. The last one may be unfinished. */
export const findTerms = async (read: Reads, words: readonly string[]): Promise<SearchTerm[]> => {
  if (words.length === 0) return []
  const counts = await countWords(read, [...neighbours(words), ...words, ...words.flatMap(otherNumbers)])
  const terms: SearchTerm[] = []
  for (let index = 0; index < words.length; index++) {
    const typed = words[index] ?? ''
    const both = typed + (words[index + 1] ?? '')
    // “tea pot” also finds the teapot.
    if (counts.has(both) && both !== typed) terms.push(joinedTerm(typed, words[++index] ?? ''))
    else terms.push(await findTerm(read, typed, { isLast: index === words.length - 1, counts }))
  }
  return terms
}

const neighbours = (words: readonly string[]): string[] => words.slice(1).map((word, index) => `${words[index]}${word}`)

const joinedTerm = (first: string, second: string): SearchTerm => ({
  typed: `${first} ${second}`,
  forms: [
    { word: `${first} ${second}`, kind: 'exact' },
    { word: `${first}${second}`, kind: 'exact' },
  ],
  isPrefix: false,
  products: 0,
})

type Counts = ReadonlyMap<string, number>

const findTerm = async (
  read: Reads,
  typed: string,
  { isLast, counts }: { isLast: boolean; counts: Counts }
): Promise<SearchTerm> => {
  const forms: CountedForm[] = [typed, ...otherNumbers(typed)].flatMap((word) => {
    const products = counts.get(word)
    return products === undefined ? [] : [{ word, products, kind: word === typed ? 'exact' : 'plural' }]
  })
  const isCode = /\d/.test(typed)
  if (isLast && !isCode) forms.push(...(await completionsOf(read, typed)))
  if (forms.length === 0 && !isCode && !(await isDescribed(read, typed))) {
    forms.push(...(await partsOf(read, typed)), ...(await correctionsOf(read, typed)))
  }
  // A short prefix has more completions than are listed. A single letter has too many to search for.
  const isShort = typed.length <= MAX_INDEXED_PREFIX
  const isLoose = isLast && !isCode && typed.length === 1
  const distinct = withoutRepeats(forms)
  return {
    typed,
    forms: distinct.map(({ word, kind }) => ({ word, kind })),
    isPrefix: isLast && (isCode || isShort || forms.length === 0),
    isLoose,
    products: distinct.reduce((sum, { products }) => sum + products, 0),
  }
}

interface CountedForm extends SearchForm {
  readonly products: number
}

const withoutRepeats = (forms: readonly CountedForm[]): CountedForm[] => {
  const byWord = new Map<string, CountedForm>()
  for (const form of forms) if (!byWord.has(form.word)) byWord.set(form.word, form)
  return [...byWord.values()]
}

/** Returns possible singular and plural forms of an English word. */
export const otherNumbers = (word: string): string[] => {
  if (word.length < 3) return []
  const singular = word.endsWith('ies')
    ? [`${word.slice(0, -3)}y`]
    : [...(word.endsWith('es') ? [word.slice(0, -2)] : []), ...(word.endsWith('s') ? [word.slice(0, -1)] : [])]
  const plural = word.endsWith('y') ? [`${word.slice(0, -1)}ies`, `${word}s`] : [`${word}s`, `${word}es`]
  return [
    ...singular,
    ...plural,
    ...irregular.flatMap(([one, many]) => (one === word ? [many] : many === word ? [one] : [])),
  ]
}

const irregular = [
  ['knife', 'knives'],
  ['shelf', 'shelves'],
  ['scarf', 'scarves'],
  ['leaf', 'leaves'],
  ['man', 'men'],
  ['woman', 'women'],
  ['child', 'children'],
  ['foot', 'feet'],
  ['mouse', 'mice'],
] as const

const countWords = async (read: Reads, words: readonly string[]): Promise<Counts> => {
  const rows = await read.values<[word: string, products: number]>(sql`
    select term, products from json_each(${JSON.stringify(words)}) cross join search_terms on term = value
    where products > 0`)
  return new Map(rows)
}

const LAST_CHARACTER = '\u{10ffff}'

const completionsOf = async (read: Reads, beginning: string): Promise<CountedForm[]> => {
  const rows = await read.values<[word: string, products: number]>(sql`
    select term, products from (
      select term, products from search_terms
      where term > ${beginning} and term < ${beginning + LAST_CHARACTER} limit ${MAX_SCANNED}
    ) where products > 0 order by products desc, term limit ${MAX_COMPLETIONS}`)
  return rows.map(([word, products]) => ({ word, products, kind: 'completion' }))
}

/** Returns whether a word that is in no title or keywords is in a description. */
const isDescribed = async (read: Reads, typed: string): Promise<boolean> => {
  const term = { typed, forms: [], isPrefix: false, products: 0 }
  // Ignores drafts: otherwise, whether a word is corrected would reveal what a draft contains.
  const expression = toExpression({ terms: [term], match: 'all', groups: [], withHidden: false })
  return expression !== null && (await read.values(sql`select seq from ${matching(expression, 1)}`)).length > 0
}

const MIN_PART = 3

/** Finds two words of the shop that were typed as one: “deskchair”. */
const partsOf = async (read: Reads, typed: string): Promise<CountedForm[]> => {
  const cuts = Array.from({ length: Math.max(0, typed.length - 2 * MIN_PART + 1) }, (_, index) => index + MIN_PART)
  const parts = cuts.map((cut) => [typed.slice(0, cut), typed.slice(cut)] as const)
  const known = await countWords(read, parts.flat())
  const likelihood = ([a, b]: readonly [string, string]) => Math.min(known.get(a) ?? 0, known.get(b) ?? 0)
  const [best] = parts.toSorted((a, b) => likelihood(b) - likelihood(a))
  // How many products have both is unknown.
  return best && likelihood(best) > 0 ? [{ word: best.join(' '), kind: 'plural', products: 0 }] : []
}

const correctionsOf = async (read: Reads, typed: string): Promise<CountedForm[]> => {
  const most = allowedMistakes(typed)
  if (most === 0) return []
  const rows = await read.values<[word: string, products: number]>(sql`
    select distinct spelling.term, word.products
    from json_each(${JSON.stringify(spellingVariants(typed))}) as typed
      cross join search_spellings as spelling on spelling.variant = typed.value
      cross join search_terms as word on word.term = spelling.term
    where word.products > 0 and length(spelling.term) between ${typed.length - most} and ${typed.length + most}
    limit 2000`)
  return rows
    .map(([word, products]) => ({ word, products, mistakes: mistakesBetween(typed, word) }))
    .filter(({ mistakes }) => mistakes <= most)
    .toSorted((a, b) => a.mistakes - b.mistakes || b.products - a.products)
    .slice(0, MAX_CORRECTIONS)
    .map(({ word, products }) => ({ word, products, kind: 'correction' }))
}

/** Returns the corrected search, or null if no word was corrected. */
export const spellingOf = (terms: readonly SearchTerm[]): string | null =>
  terms.some(({ forms }) => forms[0]?.kind === 'correction')
    ? terms.map(({ typed, forms }) => (forms[0]?.kind === 'correction' ? forms[0].word : typed)).join(' ')
    : null
