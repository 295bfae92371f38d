import type { Reads } from '@tradepost/db'
import { sql } from 'drizzle-orm'
import type { CollectionNode, CollectionTree } from '../collections/collection-tree.ts'

/** Reads the published collections of a product, without those that contain another one of them. */
export const readCollectionsOf = async (read: Reads, tree: CollectionTree, seq: number): Promise<CollectionNode[]> => {
  const rows = await read.values<[id: string]>(sql`
    select facet.value
    from product_listings as listing
      cross join json_each('[' || trim(listing.facet_ids, ',') || ']') as own
      cross join facet_values as facet on facet.id = own.value
    where listing.seq = ${seq} and facet.kind = 'collection'`)
  const ids = new Set(rows.map(([id]) => id))
  const above = new Set([...ids].flatMap((id) => tree.ancestorsOf(id).map((node) => node.id)))
  return [...tree.byId.values()].filter((node) => node.published && ids.has(node.id) && !above.has(node.id))
}
