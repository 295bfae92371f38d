import type { Currency, ListProductsInput, ProductStatus } from '@tradepost/contract'
import type { Reads, schema } from '@tradepost/db'
import { sql } from 'drizzle-orm'
import { findCollection } from '../collections/find-collection.ts'
import type { Deps } from '../deps.ts'
import { readShop } from '../shop/read-shop.ts'
import { keyOf } from './facet-names.ts'
import { expressionOf, matching } from './search-expression.ts'
import type { SearchTerm } from './search-words.ts'
import { findTerms, typedWords } from './search-words.ts'

/** The values of one filter, any of which may match. At most `products` active products have one of them. */
export interface FilterGroup {
  /** Names the filter: `type`, `vendor`, `tag`, `collection`, or `option:Size`. */
  readonly key: string
  readonly ids: readonly number[]
  readonly products: number
}

/** A shopper's request after lookup: words, filters by ID, and limits. */
export interface Selection {
  readonly terms: readonly SearchTerm[]
  readonly groups: readonly FilterGroup[]
  readonly collectionId: string | null
  readonly currency: Currency
  readonly isShopCurrency: boolean
  readonly inStock: boolean
  readonly priceMin: number | null
  readonly priceMax: number | null
  /** Shoppers see `active` products. Staff see `any` status, or a single one. */
  readonly status: ProductStatus | 'any'
  /** `any` if no product has all the words: then products with some of them are found. */
  readonly match: 'all' | 'any'
}

/**
 * Looks up a shopper's request. Returns null if nothing can match: a value that no product has, or a search without
 * words. Products must have all words, unless {@link withMatch} or an empty result changes that.
 */
export const readSelection = async (deps: Deps, input: ListProductsInput): Promise<Selection | null> => {
  const { read } = deps.db
  const words = typedWords(input.search ?? '')
  if (input.search && words.length === 0) return null
  const collection = input.collection === undefined ? null : await findCollection(deps, input.collection)
  if (collection === undefined) return null
  const groups = await readGroups(read, filtersOf(input, collection?.id ?? null))
  if (groups.some(({ ids }) => ids.length === 0)) return null
  const shop = await readShop(read)
  return {
    terms: await findTerms(read, words),
    groups,
    collectionId: collection?.id ?? null,
    currency: input.currency ?? shop.currency,
    isShopCurrency: input.currency === undefined || input.currency === shop.currency,
    inStock: input.inStock ?? false,
    priceMin: input.priceMin ?? null,
    priceMax: input.priceMax ?? null,
    status: 'active',
    match: 'all',
  }
}

/** Decides whether products must have all words. If no product has them all, any of them is enough. */
export const withMatch = async (read: Reads, selection: Omit<Selection, 'match'>): Promise<Selection> => {
  const all = { ...selection, match: 'all' as const }
  if (selection.terms.length < 2) return all
  const expression = expressionOf(all) ?? ''
  const found = await read.values(sql`select seq from ${matching(expression, 1)}`)
  return found.length > 0 ? all : { ...selection, match: 'any' }
}

interface Filter {
  readonly key: string
  readonly kind: schema.FacetKind
  readonly name: string
  readonly values: readonly string[]
}

const filtersOf = (input: ListProductsInput, collectionId: string | null): Filter[] => {
  const plain = (kind: 'type' | 'vendor' | 'tag' | 'collection', values: readonly string[] | undefined): Filter[] =>
    values ? [{ key: kind, kind, name: '', values }] : []
  return [
    ...plain('collection', collectionId === null ? undefined : [collectionId]),
    ...plain('type', input.productTypes),
    ...plain('vendor', input.vendors),
    ...plain('tag', input.tags),
    ...(input.options ?? []).map(
      ({ name, values }) => ({ key: keyOf('option', name), kind: 'option', name, values }) as const
    ),
  ]
}

const readGroups = async (read: Reads, filters: readonly Filter[]): Promise<FilterGroup[]> => {
  if (filters.length === 0) return []
  const wanted = filters.flatMap(({ kind, name, values }, index) => values.map((value) => [index, kind, name, value]))
  const rows = await read.values<[index: number, id: number, products: number]>(sql`
    select wanted.value ->> 0, facet.id, facet.products
    from json_each(${JSON.stringify(wanted)}) as wanted cross join facet_values as facet
    where facet.kind = wanted.value ->> 1 and facet.name = wanted.value ->> 2 and facet.value = wanted.value ->> 3`)
  return filters.map(({ key }, index) => {
    const own = rows.filter(([at]) => at === index)
    return { key, ids: own.map(([, id]) => id), products: own.reduce((sum, [, , products]) => sum + products, 0) }
  })
}
