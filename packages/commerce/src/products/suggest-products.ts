import type { ProductSuggestions, SuggestProductsInput } from '@tradepost/contract'
import type { Reads } from '@tradepost/db'
import { sql } from 'drizzle-orm'
import { readCollectionTree } from '../collections/collection-tree.ts'
import type { Deps } from '../deps.ts'
import { readShop } from '../shop/read-shop.ts'
import { foldText } from './fold-text.ts'
import { rankProducts } from './list-ranked.ts'
import { readListed } from './listing-rows.ts'
import type { Selection } from './product-selection.ts'
import { withMatch } from './product-selection.ts'
import { expressionOf, matching } from './search-expression.ts'
import { findTerms, typedWords } from './search-words.ts'

const MAX_RANKED = 200
const MAX_SEARCHES = 4
const MAX_COLLECTIONS = 3

/** Offers what somebody who is typing may look for. */
export const suggestProducts = async (deps: Deps, input: SuggestProductsInput): Promise<ProductSuggestions> => {
  const { read } = deps.db
  const terms = await findTerms(read, typedWords(input.search))
  if (terms.length === 0) return { searches: [], products: [], collections: [] }
  const { currency } = await readShop(read)
  const selection = await withMatch(read, {
    terms,
    groups: [],
    collectionId: null,
    currency,
    isShopCurrency: true,
    inStock: false,
    priceMin: null,
    priceMax: null,
    status: 'active',
  })
  const ranked = await rankProducts(read, selection, { limit: input.limit, max: MAX_RANKED })
  const seqs = ranked.slice(0, input.limit).map(({ seq }) => seq)
  return {
    searches: await finishedSearches(read, selection),
    products: await readListed(read, { seqs, currency }),
    collections: await findCollections(deps, foldText(input.search)),
  }
}

/** Finishes the last word in the ways that something would be found by. */
const finishedSearches = async (read: Reads, selection: Selection): Promise<string[]> => {
  const start = selection.terms.slice(0, -1)
  const last = selection.terms.at(-1)
  const written = start.map(({ typed, forms }) => (forms[0]?.kind === 'correction' ? forms[0].word : typed))
  const searches: string[] = []
  for (const form of last?.forms ?? []) {
    if (form.kind === 'plural' || searches.length === MAX_SEARCHES) continue
    const finished = { typed: form.word, forms: [form], isPrefix: false }
    const expression = expressionOf({ ...selection, terms: [...start, finished], match: 'all' }) ?? ''
    const found = await read.values(sql`select seq from ${matching(expression, 1)}`)
    if (found.length > 0) searches.push([...written, form.word].join(' '))
  }
  return searches
}

const findCollections = async (deps: Deps, typed: string): Promise<ProductSuggestions['collections']> => {
  const { byId } = await readCollectionTree(deps.db.read, deps)
  return [...byId.values()]
    .filter(({ published, title }) => published && ` ${foldText(title)}`.includes(` ${typed}`))
    .slice(0, MAX_COLLECTIONS)
    .map(({ slug, title }) => ({ slug, title }))
}
