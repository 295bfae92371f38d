import type { AdminCollection, ArrangeCollectionInput, IdOf } from '@tradepost/contract'
import { fail } from '@tradepost/contract'
import type { Tx } from '@tradepost/db'
import { schema } from '@tradepost/db'
import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import type { Actor } from '../audit/record-audit.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { Deps } from '../deps.ts'
import { indexProduct } from '../products/index-product.ts'
import { appendProducts } from './collection-products.ts'
import { readCollectionTree } from './collection-tree.ts'
import { readAdminCollection } from './list-collections.ts'

const { collectionProducts, collections, products } = schema

/**
 * Adds products to a manual collection, removes them or moves them. Throws `collection.not_found`,
 * `collection.is_by_rule`, `collection.too_many`, `product.not_found`.
 */
export const arrangeCollection = (
  deps: Deps,
  { input, actor }: { input: ArrangeCollectionInput; actor: Actor }
): Promise<AdminCollection> =>
  deps.db.write(async (tx) => {
    const { id, action } = input
    const productIds = [...new Set(input.productIds)]
    const rows = await tx.select({ seq: products.seq }).from(products).where(inArray(products.id, productIds))
    if (rows.length < productIds.length) throw fail('product.not_found')
    await refuseByRule(tx, id)
    if (action === 'add') await appendProducts(tx, id, productIds)
    else if (action === 'remove') await removeProducts(tx, id, productIds)
    else await moveProducts(tx, id, { productIds, before: input.before })
    if (action !== 'move') {
      const tree = await readCollectionTree(tx, deps)
      for (const { seq } of rows) await indexProduct(tx, tree, seq)
    }
    await recordAudit(tx, deps, { actor, change: { target: id, before: null, after: { action, productIds } } })
    return readAdminCollection(tx, id)
  })

const refuseByRule = async (tx: Tx, id: IdOf<'collection'>): Promise<void> => {
  const [row] = await tx.select({ kind: collections.kind }).from(collections).where(eq(collections.id, id))
  if (!row) throw fail('collection.not_found')
  if (row.kind === 'rule') throw fail('collection.is_by_rule')
}

const removeProducts = (tx: Tx, collectionId: IdOf<'collection'>, productIds: readonly IdOf<'product'>[]) =>
  tx
    .delete(collectionProducts)
    .where(
      and(eq(collectionProducts.collectionId, collectionId), inArray(collectionProducts.productId, [...productIds]))
    )

const moveProducts = async (
  tx: Tx,
  collectionId: IdOf<'collection'>,
  { productIds, before }: { productIds: readonly IdOf<'product'>[]; before: IdOf<'product'> | null }
): Promise<void> => {
  const rows = await tx
    .select({ id: collectionProducts.productId })
    .from(collectionProducts)
    .where(eq(collectionProducts.collectionId, collectionId))
    .orderBy(asc(collectionProducts.position))
  const inside = new Set(rows.map(({ id }) => id))
  const moving = productIds.filter((id) => inside.has(id))
  const rest = rows.map(({ id }) => id).filter((id) => !moving.includes(id))
  const at = before === null ? -1 : rest.indexOf(before)
  const order = at === -1 ? [...rest, ...moving] : [...rest.slice(0, at), ...moving, ...rest.slice(at)]
  await tx.run(sql`
    insert into collection_products (collection_id, product_id, position)
    select ${collectionId}, value, key from json_each(${JSON.stringify(order)}) where true
    on conflict (collection_id, product_id) do update set position = excluded.position
    where position <> excluded.position`)
}
