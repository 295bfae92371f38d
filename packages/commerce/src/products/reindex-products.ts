import { sql } from 'drizzle-orm'
import { readCollectionTree } from '../collections/collection-tree.ts'
import type { Deps } from '../deps.ts'
import { indexProduct } from './index-product.ts'

const BATCH = 25

/**
 * Rewrites queued listings, a few at a time so that nobody has to wait. Returns how many it wrote. Products are queued
 * after a change of collections, and after a migration that has recreated listings.
 */
export const reindexProducts = (deps: Pick<Deps, 'db'>): Promise<number> =>
  deps.db.write(async (tx) => {
    const rows = await tx.values<[seq: number]>(sql`select seq from product_reindex order by seq limit ${BATCH}`)
    if (rows.length === 0) return 0
    const tree = await readCollectionTree(tx, deps)
    for (const [seq] of rows) await indexProduct(tx, tree, seq)
    const done = JSON.stringify(rows.flat())
    await tx.run(sql`delete from product_reindex where seq in (select value from json_each(${done}))`)
    return rows.length
  })
