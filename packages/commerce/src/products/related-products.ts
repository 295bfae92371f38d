import type { Currency, ProductSummary, RelatedProductsInput } from '@tradepost/contract'
import { fail } from '@tradepost/contract'
import type { Reads } from '@tradepost/db'
import { sql } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { readShop } from '../shop/read-shop.ts'
import { readListed } from './listing-rows.ts'
import { facetExpression, matching } from './search-expression.ts'

// Enough of the same kind to choose from, and few enough to be fast.
const MAX_ALIKE = 200

/**
 * Lists products related to a product: first those bought with it more often than by chance, then, for products that
 * nobody has bought yet, the most similar ones. Throws `product.not_found`.
 */
export const relatedProducts = async (
  deps: Deps,
  { id, limit }: RelatedProductsInput
): Promise<{ items: ProductSummary[] }> => {
  const { read } = deps.db
  const [own] = await read.values<[seq: number, facetIds: string]>(sql`
    select listing.seq, listing.facet_ids
    from products cross join product_listings as listing on listing.seq = products.seq
    where products.id = ${id} and listing.status = 'active'`)
  if (!own) throw fail('product.not_found')
  const { currency } = await readShop(read)
  const learned = await readLearned(read, own[0], limit)
  const alike = learned.length < limit ? await readAlike(read, { seq: own[0], facetIds: own[1], currency }) : []
  const seqs = [...new Set([...learned, ...alike])].slice(0, limit)
  return { items: await readListed(read, { seqs, currency }) }
}

const readLearned = async (read: Reads, seq: number, limit: number): Promise<number[]> => {
  const rows = await read.values<[seq: number]>(sql`
    select related.other_seq
    from related_products as related cross join product_listings as listing on listing.seq = related.other_seq
    where related.seq = ${seq} and listing.status = 'active' order by related.rank limit ${limit}`)
  return rows.flat()
}

type AlikeValues = [seq: number, facetIds: string, sold: number, inStock: number]

/**
 * Ranks the newest products of the same type by the facets they share, their stock and their sales. Adds those of the
 * same collection, of the same vendor, and then any, if there are too few.
 */
const readAlike = async (
  read: Reads,
  own: { seq: number; facetIds: string; currency: Currency }
): Promise<number[]> => {
  const shared = new Set(idsOf(own.facetIds))
  const kinds = await read.values<[id: number, kind: string, products: number]>(sql`
    select facet.id, facet.kind, facet.products
    from json_each(${JSON.stringify([...shared])}) as own cross join facet_values as facet on facet.id = own.value`)
  const found = new Map<number, AlikeValues>()
  for (const kind of ['type', 'collection', 'vendor', 'all']) {
    if (found.size > MAX_ALIKE / 4) break
    // Of several collections, the smallest says the most.
    const [id] = kinds.filter((each) => each[1] === kind).toSorted((a, b) => a[2] - b[2])[0] ?? []
    if (id !== undefined) for (const row of await readSharing(read, id)) found.set(row[0], row)
  }
  found.delete(own.seq)
  return [...found.values()]
    .map(([seq, facetIds, sold, inStock]) => ({
      seq,
      score: likeness(shared, facetIds) + inStock * 2 + soldScore(sold),
    }))
    .toSorted((a, b) => b.score - a.score || b.seq - a.seq)
    .map(({ seq }) => seq)
}

const readSharing = async (read: Reads, id: number): Promise<AlikeValues[]> => {
  return read.values<AlikeValues>(sql`
    select listing.seq, listing.facet_ids, listing.sold, listing.in_stock
    from ${matching(facetExpression(id), MAX_ALIKE)} as found cross join product_listings as listing on listing.seq = found.seq`)
}

const idsOf = (facetIds: string): number[] => facetIds.slice(1, -1).split(',').map(Number)

const likeness = (shared: ReadonlySet<number>, facetIds: string): number =>
  idsOf(facetIds).filter((id) => shared.has(id)).length

const soldScore = (sold: number): number => Math.min(2, Math.log10(1 + sold))
