import type { ListProductsInput, ProductPage } from '@tradepost/contract'
import { readCollectionTree } from '../collections/collection-tree.ts'
import type { Deps } from '../deps.ts'
import { readFacets } from './list-facets.ts'
import { listRanked } from './list-ranked.ts'
import { listSorted } from './list-sorted.ts'
import { readListed } from './listing-rows.ts'
import type { Selection } from './product-selection.ts'
import { readSelection } from './product-selection.ts'
import { spellingOf } from './search-words.ts'

/** The products of one page, by their numbers, and where the next page begins. */
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

/** Lists active products, filtered and sorted, one page at a time; counts and facets come with the first page. */
export const listProducts = async (deps: Deps, input: ListProductsInput): Promise<ProductPage> => {
  const { read } = deps.db
  const selection = await readSelection(deps, input)
  if (!selection) return input.cursor ? { ...nothing, total: null, facets: null } : nothing
  const page = await findPage(deps, input, selection)
  const items = await readListed(read, { seqs: page.seqs, currency: selection.currency })
  const counted = input.cursor ? { total: null, facets: null } : await readFacets(read, selection)
  return {
    items,
    nextCursor: page.nextCursor,
    ...counted,
    spelling: input.cursor ? null : spellingOf(selection.terms),
    matched: selection.match,
  }
}

const findPage = async (deps: Deps, input: ListProductsInput, selection: Selection): Promise<FoundPage> => {
  const { read } = deps.db
  const isSearch = selection.terms.length > 0
  const isFeatured =
    selection.collectionId !== null && (await readCollectionTree(read, deps)).isFeatured(selection.collectionId)
  const wished = input.sort ?? (isSearch ? 'relevance' : isFeatured ? 'featured' : 'newest')
  const sort = wished === 'featured' && !isFeatured ? 'newest' : wished
  const at = { cursor: input.cursor ?? null, limit: input.limit }
  return sort === 'relevance' && isSearch
    ? listRanked(read, selection, at)
    : listSorted(read, selection, { ...at, sort: sort === 'relevance' ? 'newest' : sort })
}
