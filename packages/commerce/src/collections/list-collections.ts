import type { AdminCollection, Collection, CollectionSummary, IdOf, Image } from '@tradepost/contract'
import { asId, fail } from '@tradepost/contract'
import type { Reads } from '@tradepost/db'
import { schema } from '@tradepost/db'
import { and, eq, sql } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { toInstant } from '../deps.ts'
import type { CollectionNode, CollectionTree } from './collection-tree.ts'
import { readCollectionTree } from './collection-tree.ts'
import { findCollection } from './find-collection.ts'

const { collections, facetValues, media } = schema

type CollectionRow = typeof collections.$inferSelect

interface ShownRow {
  readonly row: CollectionRow
  readonly image: Image | null
  readonly productCount: number
}

/** Lists the published collections, parents before children. */
export const listCollections = async (deps: Deps): Promise<{ items: CollectionSummary[] }> => {
  const { read } = deps.db
  const tree = await readCollectionTree(read, deps)
  const rowById = await readRows(read)
  return { items: inOrder(tree).flatMap((node) => (node.published ? summaryOf(rowById, node) : [])) }
}

/** Reads a published collection by its current slug or a former one. Throws `collection.not_found`. */
export const getCollection = async (deps: Deps, { slug }: { slug: string }): Promise<Collection> => {
  const { read } = deps.db
  const node = await findCollection(deps, slug)
  const rowById = await readRows(read)
  const shown = node && rowById.get(node.id)
  if (!shown) throw fail('collection.not_found')
  const tree = await readCollectionTree(read, deps)
  const { descriptionHtml, seoTitle, seoDescription } = shown.row
  return {
    descriptionHtml,
    ...toSummary(shown),
    seoTitle,
    seoDescription,
    ancestors: tree.ancestorsOf(node.id).flatMap((above) => summaryOf(rowById, above)),
    children: tree.childrenOf(node.id).flatMap((child) => (child.published ? summaryOf(rowById, child) : [])),
    isFeatured: tree.isFeatured(node.id),
  }
}

/** Lists all collections for staff, parents before children. */
export const adminListCollections = async (
  deps: Deps
): Promise<{ items: AdminCollection[]; waitingProducts: number }> => {
  const { read } = deps.db
  const rowById = await readRows(read)
  const [waiting] = await read.values<[count: number]>(sql`select count(*) from product_reindex`)
  const items = inOrder(await readCollectionTree(read, deps)).flatMap(({ id }) => {
    const shown = rowById.get(id)
    return shown ? [toAdminCollection(shown)] : []
  })
  return { items, waitingProducts: waiting?.[0] ?? 0 }
}

/** Reads a collection for staff. Throws `collection.not_found`. */
export const adminGetCollection = ({ db: { read } }: Deps, { id }: { id: IdOf<'collection'> }) =>
  readAdminCollection(read, id)

/** Reads a collection for staff, also within a transaction. Throws `collection.not_found`. */
export const readAdminCollection = async (read: Reads, id: IdOf<'collection'>): Promise<AdminCollection> => {
  const shown = (await readRows(read, id)).get(id)
  if (!shown) throw fail('collection.not_found')
  return toAdminCollection(shown)
}

const inOrder = (tree: CollectionTree, parentId: string | null = null): CollectionNode[] =>
  tree.childrenOf(parentId).flatMap((node) => [node, ...inOrder(tree, node.id)])

const readRows = async (read: Reads, id?: IdOf<'collection'>): Promise<Map<string, ShownRow>> => {
  const rows = await read
    .select({ row: collections, media, productCount: facetValues.products })
    .from(collections)
    .leftJoin(media, eq(media.id, collections.mediaId))
    .leftJoin(
      facetValues,
      and(eq(facetValues.kind, 'collection'), eq(facetValues.name, ''), eq(facetValues.value, collections.id))
    )
    .where(id === undefined ? undefined : eq(collections.id, id))
  return new Map(
    rows.map((each) => [
      each.row.id,
      { row: each.row, image: each.media && toImage(each.media), productCount: each.productCount ?? 0 },
    ])
  )
}

// A collection shows a media file unchanged, so its image ID is derived from the file's ID.
const toImage = ({ id, src, alt, width, height, widths }: typeof media.$inferSelect): Image => ({
  id: asId('image', `img_${id.slice('med_'.length)}`),
  src,
  alt,
  width,
  height,
  widths,
})

const summaryOf = (rowById: ReadonlyMap<string, ShownRow>, { id }: CollectionNode): CollectionSummary[] => {
  const shown = rowById.get(id)
  return shown ? [toSummary(shown)] : []
}

const toSummary = ({ row, image, productCount }: ShownRow): CollectionSummary => {
  const { id, slug, title, parentId } = row
  return { id, slug, title, parentId, image, productCount }
}

const toAdminCollection = (shown: ShownRow): AdminCollection => {
  const { version, kind, rules, published, position, descriptionHtml, mediaId, seoTitle, seoDescription } = shown.row
  return {
    version,
    ...toSummary(shown),
    kind,
    rules,
    published,
    position,
    descriptionHtml,
    mediaId,
    seoTitle,
    seoDescription,
    createdAt: toInstant(shown.row.createdAt),
    updatedAt: toInstant(shown.row.updatedAt),
  }
}
