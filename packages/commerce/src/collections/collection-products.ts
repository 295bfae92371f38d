import type { IdOf } from '@tradepost/contract'
import { fail, MAX_COLLECTION_PRODUCTS } from '@tradepost/contract'
import type { Tx } from '@tradepost/db'
import { schema } from '@tradepost/db'
import { and, eq, inArray, sql } from 'drizzle-orm'

const { collectionProducts, collections } = schema

/**
 * Puts a product into exactly these collections, at the end of each new one. Returns whether anything changed. Throws
 * `collection.not_found`, `collection.is_by_rule`, `collection.too_many`.
 */
export const setCollectionsOf = async (
  tx: Tx,
  { productId, collectionIds }: { productId: IdOf<'product'>; collectionIds: readonly IdOf<'collection'>[] }
): Promise<boolean> => {
  const wanted = new Set(collectionIds)
  const rows = await tx
    .select({ id: collectionProducts.collectionId })
    .from(collectionProducts)
    .where(eq(collectionProducts.productId, productId))
  const before = new Set(rows.map(({ id }) => id))
  const gone = [...before].filter((id) => !wanted.has(id))
  const added = [...wanted].filter((id) => !before.has(id))
  if (gone.length > 0) {
    await tx
      .delete(collectionProducts)
      .where(and(eq(collectionProducts.productId, productId), inArray(collectionProducts.collectionId, gone)))
  }
  for (const id of added) await appendProducts(tx, id, [productId])
  return gone.length + added.length > 0
}

/**
 * Appends products to a manual collection. Products already in it keep their position. Throws `collection.not_found`,
 * `collection.is_by_rule`, `collection.too_many`.
 */
export const appendProducts = async (
  tx: Tx,
  collectionId: IdOf<'collection'>,
  productIds: readonly IdOf<'product'>[]
): Promise<void> => {
  const [collection] = await tx
    .select({ kind: collections.kind })
    .from(collections)
    .where(eq(collections.id, collectionId))
  if (!collection) throw fail('collection.not_found')
  if (collection.kind === 'rule') throw fail('collection.is_by_rule')
  const [end] = await tx.values<[count: number, next: number]>(sql`
    select count(*), coalesce(max(position) + 1, 0) from collection_products where collection_id = ${collectionId}`)
  const [count = 0, next = 0] = end ?? []
  if (count + productIds.length > MAX_COLLECTION_PRODUCTS) {
    throw fail('collection.too_many', { max: MAX_COLLECTION_PRODUCTS })
  }
  await tx
    .insert(collectionProducts)
    .values(productIds.map((productId, index) => ({ collectionId, productId, position: next + index })))
    .onConflictDoNothing()
}
