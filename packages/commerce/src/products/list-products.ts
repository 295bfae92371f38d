import type { ListProductsInput, ProductPage } from '@tradepost/contract'
import { readCollectionTree } from '../collections/collection-tree.ts'
import type { Reads } from '@tradepost/db'
import type { Deps } from '../deps.ts'
import { keepAnswers } from '../keep-answers.ts'
import { readFacets } from './list-facets.ts'
import type { RankedPage } from './list-ranked.ts'
import { listRanked } from './list-ranked.ts'
import { listSorted } from './list-sorted.ts'
import { readListed } from './listing-rows.ts'
import type { Selection } from './product-selection.ts'
import { readSelection, withMatch } from './product-selection.ts'
import { spellingOf } from './search-words.ts'

/** The products of one page by `seq`, and the cursor of the next page. */
export interface FoundPage {
  readonly seqs: readonly number[]
  readonly nextCursor: string | null
}

const nothing: ProductPage = {
  items: [],
  nextCursor: null,
  total: { value: 0, relation: 'exact' },
  facets: { relation: 'exact', productTypes: [], vendors: [], tags: [], options: [] },
  spelling: null,
  matched: 'all',
}

const keptPages = keepAnswers<ProductPage>()

/** Lists active products, filtered and sorted, one page at a time. Only the first page has counts and facets. */
export const listProducts = (deps: Deps, input: ListProductsInput): Promise<ProductPage> =>
  keptPages(deps.db, JSON.stringify(input), () => findProducts(deps, input))

const findProducts = async (deps: Deps, input: ListProductsInput): Promise<ProductPage> => {
  const { read } = deps.db
  const selection = await readSelection(deps, input)
  if (!selection) return input.cursor ? { ...nothing, total: null, facets: null } : nothing
  const page = await findPage(deps, input, selection)
  const items = await readListed(read, { seqs: page.seqs, currency: selection.currency })
  const counted = input.cursor ? { total: null, facets: null } : await readFacets(read, page.selection, page.sample)
  return {
    items,
    nextCursor: page.nextCursor,
    ...counted,
    spelling: input.cursor ? null : spellingOf(selection.terms),
    matched: page.selection.match,
  }
}

type Found = RankedPage & { readonly selection: Selection }

const findPage = async (deps: Deps, input: ListProductsInput, selection: Selection): Promise<Found> => {
  const { read } = deps.db
  const isSearch = selection.terms.length > 0
  const isFeatured =
    selection.collectionId !== null && (await readCollectionTree(read, deps)).isFeatured(selection.collectionId)
  const wished = input.sort ?? (isSearch ? 'relevance' : isFeatured ? 'featured' : 'newest')
  const sort = wished === 'featured' && !isFeatured ? 'newest' : wished
  const at = { cursor: input.cursor ?? null, limit: input.limit }
  if (sort === 'relevance' && isSearch) return findRanked(read, selection, at)
  const settled = await withMatch(read, selection)
  const page = await listSorted(read, settled, { sort: sort === 'relevance' ? 'newest' : sort, ...at })
  return { sample: null, selection: settled, ...page }
}

const findRanked = async (
  read: Reads,
  selection: Selection,
  at: { cursor: string | null; limit: number }
): Promise<Found> => {
  if (at.cursor !== null || selection.terms.length < 2) {
    const settled = await withMatch(read, selection)
    return { selection: settled, ...(await listRanked(read, settled, at)) }
  }
  // Ranking shows whether any product has all words. Usually one has, and no other query is needed.
  const page = await listRanked(read, selection, at)
  if (page.sample === null || page.sample.looked > 0) return { selection, ...page }
  const widened = { ...selection, match: 'any' as const }
  return { selection: widened, ...(await listRanked(read, widened, at)) }
}
