import type { IdOf, ListMediaInput, Media, Page } from '@tradepost/contract'
import type { Reads } from '@tradepost/db'
import { schema } from '@tradepost/db'
import { count, countDistinct, desc, inArray, lt } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { toInstant } from '../deps.ts'
import { decodeIdCursor, pageById } from '../page-cursor.ts'

const { collections, media, productImages } = schema

/** Lists the shop's pictures, newest first, each with the number of products and collections that show it. */
export const listMedia = async ({ db: { read } }: Deps, { cursor, limit }: ListMediaInput): Promise<Page<Media>> => {
  const rows = await read
    .select()
    .from(media)
    .where(cursor ? lt(media.id, decodeIdCursor('media', cursor)) : undefined)
    .orderBy(desc(media.id))
    .limit(limit + 1)
  const ids = rows.slice(0, limit).map(({ id }) => id)
  const uses = await countUses(read, ids)
  return pageById(rows, limit, (row) => rowToMedia(row, uses.get(row.id) ?? 0))
}

/** Counts the products and collections that show each picture. Pictures that are not shown are left out. */
export const countUses = async (
  read: Pick<Reads, 'select'>,
  ids: readonly IdOf<'media'>[]
): Promise<ReadonlyMap<string, number>> => {
  const inProducts = await read
    .select({ id: productImages.mediaId, uses: countDistinct(productImages.productId) })
    .from(productImages)
    .where(inArray(productImages.mediaId, [...ids]))
    .groupBy(productImages.mediaId)
  const inCollections = await read
    .select({ id: collections.mediaId, uses: count() })
    .from(collections)
    .where(inArray(collections.mediaId, [...ids]))
    .groupBy(collections.mediaId)
  const usesById = new Map<string, number>()
  for (const { id, uses } of [...inProducts, ...inCollections]) {
    if (id !== null) usesById.set(id, (usesById.get(id) ?? 0) + uses)
  }
  return usesById
}

/** Converts a row to the picture that clients see. */
export const rowToMedia = (row: typeof media.$inferSelect, uses: number): Media => ({
  id: row.id,
  src: row.src,
  width: row.width,
  height: row.height,
  widths: row.widths,
  alt: row.alt,
  fileName: row.fileName,
  byteSize: row.byteSize,
  uses,
  createdAt: toInstant(row.createdAt),
})
