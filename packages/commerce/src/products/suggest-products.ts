import type { Currency, ProductSuggestions, SuggestProductsInput } from '@tradepost/contract'
import type { Reads } from '@tradepost/db'
import { sql } from 'drizzle-orm'
import { readCollectionTree } from '../collections/collection-tree.ts'
import type { Deps } from '../deps.ts'
import { readShop } from '../shop/read-shop.ts'
import { foldText } from './fold-text.ts'
import type { Candidate } from './find-candidates.ts'
import { rankProducts } from './list-ranked.ts'
import { readListed } from './listing-rows.ts'
import type { Selection } from './product-selection.ts'
import { expressionOf, matching } from './search-expression.ts'
import type { SearchForm, SearchTerm } from './search-words.ts'
import { findTerms, otherNumbers, typedWords } from './search-words.ts'

const MAX_RANKED = 120
const MAX_SEARCHES = 4
/** How many completions that no ranked product has are checked with a query each. */
const MAX_ASKED = 2
const MAX_COLLECTIONS = 3

/** Suggests searches, products and collections to a shopper who is typing. */
export const suggestProducts = async (deps: Deps, input: SuggestProductsInput): Promise<ProductSuggestions> => {
  const { read } = deps.db
  const terms = await findTerms(read, typedWords(input.search))
  if (terms.length === 0) return { searches: [], products: [], collections: [] }
  const { currency } = await readShop(read)
  const selection = searchOf(terms, currency)
  const { ranked, selection: settled } = await rankSettling(read, selection, input.limit)
  const seqs = ranked.slice(0, input.limit).map(({ seq }) => seq)
  return {
    searches: await finishedSearches(read, settled, ranked),
    products: await readListed(read, { seqs, currency }),
    collections: await findCollections(deps, foldText(input.search)),
  }
}

const searchOf = (terms: readonly SearchTerm[], currency: Currency): Selection => ({
  terms,
  groups: [],
  collectionId: null,
  currency,
  isShopCurrency: true,
  inStock: false,
  priceMin: null,
  priceMax: null,
  status: 'active',
  match: 'all',
})

/** Ranks products with all words or, if there are none, with some of them. */
const rankSettling = async (read: Reads, selection: Selection, limit: number) => {
  const bounds = { limit, max: MAX_RANKED }
  const ranked = await rankProducts(read, selection, bounds)
  if (ranked.length > 0 || selection.terms.length < 2) return { ranked, selection }
  const widened = { ...selection, match: 'any' as const }
  return { ranked: await rankProducts(read, widened, bounds), selection: widened }
}

/** Completes the last word in the ways that would find something. */
const finishedSearches = async (read: Reads, selection: Selection, ranked: readonly Candidate[]): Promise<string[]> => {
  const start = selection.terms.slice(0, -1)
  const forms = (selection.terms.at(-1)?.forms ?? []).filter(({ kind }) => kind !== 'plural')
  const written = start.map(({ typed, forms }) => (forms[0]?.kind === 'correction' ? forms[0].word : typed))
  // No product has all words, so none has them completed.
  if (selection.match === 'any') return []
  const finished: string[] = []
  let left = ranked.length < MAX_RANKED ? 0 : MAX_ASKED
  for (const form of forms) {
    if (finished.length === MAX_SEARCHES) break
    // “lamp” and “lamps” find the same.
    if (otherNumbers(form.word).some((word) => finished.includes(word))) continue
    // A word of the shop always finds something alone. With other words, the ranked products usually show whether it
    // does.
    const isShown = start.length === 0 || ranked.some((each) => hasWord(each, form.word))
    if (isShown || (left-- > 0 && (await isFound(read, selection, form)))) finished.push(form.word)
  }
  return finished.map((word) => [...written, word].join(' '))
}

const hasWord = ({ product: { searchTitle, searchKeywords } }: Candidate, word: string): boolean =>
  word.split(' ').every((part) => ` ${searchTitle}${searchKeywords}`.includes(` ${part} `))

const isFound = async (read: Reads, selection: Selection, form: SearchForm): Promise<boolean> => {
  const finished = { typed: form.word, forms: [form], isPrefix: false, products: 0 }
  const terms = [...selection.terms.slice(0, -1), finished]
  const expression = expressionOf({ ...selection, terms, match: 'all' }) ?? ''
  return (await read.values(sql`select seq from ${matching(expression, 1)}`)).length > 0
}

const findCollections = async (deps: Deps, typed: string): Promise<ProductSuggestions['collections']> => {
  const { byId } = await readCollectionTree(deps.db.read, deps)
  return [...byId.values()]
    .filter(({ published, title }) => published && ` ${foldText(title)}`.includes(` ${typed}`))
    .slice(0, MAX_COLLECTIONS)
    .map(({ slug, title }) => ({ slug, title }))
}
