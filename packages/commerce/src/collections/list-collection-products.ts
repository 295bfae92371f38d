import type { AdminProductSummary, CollectionProductsInput, Page } from '@tradepost/contract'
import { fail } from '@tradepost/contract'
import { schema } from '@tradepost/db'
import { eq, sql } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { decodeIdCursor, decodeCursor, encodeCursor } from '../page-cursor.ts'
import { readSummaries } from '../products/admin-products.ts'
import { readShop } from '../shop/read-shop.ts'

const { collections } = schema

type Place = [seq: number, position: number, productId: string]

/** Lists the products of a manual collection in its order, whatever their status. Throws `collection.not_found`. */
export const listCollectionProducts = async (
  { db: { read } }: Deps,
  { id, cursor, limit }: CollectionProductsInput
): Promise<Page<AdminProductSummary>> => {
  if ((await read.$count(collections, eq(collections.id, id))) === 0) throw fail('collection.not_found')
  const { currency } = await readShop(read)
  const beyond = cursor
    ? sql`and (place.position, place.product_id) > (${decodeCursor(cursor)[0]}, ${decodeIdCursor('product', cursor)})`
    : sql``
  const places = await read.values<Place>(sql`
    select product.seq, place.position, place.product_id
    from collection_products as place cross join products as product on product.id = place.product_id
    where place.collection_id = ${id} ${beyond}
    order by place.position, place.product_id limit ${limit + 1}`)
  const shown = places.slice(0, limit)
  const [, position = 0, productId = ''] = shown.at(-1) ?? []
  return {
    items: await readSummaries(
      read,
      shown.map(([seq]) => seq),
      currency
    ),
    nextCursor: places.length > limit ? encodeCursor([position, productId]) : null,
  }
}
