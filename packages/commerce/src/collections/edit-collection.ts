import type {
  AdminCollection,
  CreateCollectionInput,
  DeleteCollectionInput,
  IdOf,
  UpdateCollectionInput,
} from '@tradepost/contract'
import { fail, MAX_COLLECTION_DEPTH, MAX_COLLECTIONS } from '@tradepost/contract'
import type { Tx } from '@tradepost/db'
import { schema } from '@tradepost/db'
import { and, eq } from 'drizzle-orm'
import type { Actor } from '../audit/record-audit.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { Deps } from '../deps.ts'
import { newId } from '../deps.ts'
import { differs, sameJson } from '../products/row-differs.ts'
import { cleanDescription } from '../products/sanitize-description.ts'
import { slugOf } from '../products/write-product.ts'
import { readCollectionTree, stampCollections } from './collection-tree.ts'
import { readAdminCollection } from './list-collections.ts'
import { sortInAgain } from './sort-in-again.ts'

const { collectionProducts, collections, media, slugRedirects } = schema

type CollectionRow = typeof collections.$inferSelect

interface By<T> {
  readonly input: T
  readonly actor: Actor
}

/**
 * Creates a collection. A collection with rules is filled in the background. Throws `collection.slug_taken`,
 * `collection.invalid_parent`, `collection.not_found` for its parent, `collection.too_many`, `media.not_found`.
 */
export const createCollection = (deps: Deps, { input, actor }: By<CreateCollectionInput>): Promise<AdminCollection> =>
  deps.db.write(async (tx) => {
    if ((await tx.$count(collections)) >= MAX_COLLECTIONS) throw fail('collection.too_many', { max: MAX_COLLECTIONS })
    const id = newId(deps, 'collection')
    const slug = input.slug ?? (await freeSlug(tx, slugOf(input.title)))
    const fields = fieldsOf(input, slug)
    await refuseTakenSlug(tx, slug)
    await refuseParent(tx, deps, { id, parentId: fields.parentId })
    await refuseMissingMedia(tx, fields.mediaId)
    await tx.insert(collections).values({ id, ...fields, createdAt: deps.now(), updatedAt: deps.now() })
    await stampCollections(tx, deps)
    if (fields.rules) await sortInAgain(tx, 'everything')
    const collection = await readAdminCollection(tx, id)
    await recordAudit(tx, deps, { actor, change: { target: id, before: null, after: fields } })
    return collection
  })

/**
 * Replaces all fields of a collection. Throws `collection.conflict` with the current collection if somebody else has
 * saved it since `version`, and what {@link createCollection} throws.
 */
export const updateCollection = (deps: Deps, { input, actor }: By<UpdateCollectionInput>): Promise<AdminCollection> =>
  deps.db.write(async (tx) => {
    const before = await readUnchanged(tx, input)
    const fields = fieldsOf(input, input.slug ?? before.slug)
    if (!differs(before, fields)) return readAdminCollection(tx, before.id)
    if (fields.slug !== before.slug) await moveSlug(tx, deps, { before, slug: fields.slug })
    if (fields.parentId !== before.parentId) await refuseParent(tx, deps, { id: before.id, parentId: fields.parentId })
    await refuseMissingMedia(tx, fields.mediaId)
    if (fields.rules) await tx.delete(collectionProducts).where(eq(collectionProducts.collectionId, before.id))
    await tx
      .update(collections)
      .set({ ...fields, version: before.version + 1, updatedAt: deps.now() })
      .where(eq(collections.id, before.id))
    await stampCollections(tx, deps)
    if (!sameJson(fields.rules, before.rules)) await sortInAgain(tx, 'everything')
    else if (fields.parentId !== before.parentId) await sortInAgain(tx, before.id)
    await recordAudit(tx, deps, { actor, change: { target: before.id, before, after: fields } })
    return readAdminCollection(tx, before.id)
  })

/**
 * Deletes a collection but not its products. Throws `collection.not_found`, `collection.conflict`,
 * `collection.has_children`.
 */
export const deleteCollection = (deps: Deps, { input, actor }: By<DeleteCollectionInput>): Promise<null> =>
  deps.db.write(async (tx) => {
    const before = await readUnchanged(tx, input)
    if ((await tx.$count(collections, eq(collections.parentId, before.id))) > 0) throw fail('collection.has_children')
    await sortInAgain(tx, before.id)
    await tx.delete(slugRedirects).where(eq(slugRedirects.targetId, before.id))
    await tx.delete(collections).where(eq(collections.id, before.id))
    await stampCollections(tx, deps)
    await recordAudit(tx, deps, { actor, change: { target: before.id, before, after: null } })
    return null
  })

const fieldsOf = (input: CreateCollectionInput | UpdateCollectionInput, slug: string) => ({
  slug,
  title: input.title,
  descriptionHtml: cleanDescription(input.descriptionHtml),
  parentId: input.parentId,
  position: input.position,
  kind: input.rules ? ('rule' as const) : ('manual' as const),
  rules: input.rules,
  published: input.published,
  mediaId: input.mediaId,
  seoTitle: input.seoTitle,
  seoDescription: input.seoDescription,
})

const readUnchanged = async (
  tx: Tx,
  { id, version }: { id: IdOf<'collection'>; version: number }
): Promise<CollectionRow> => {
  const [row] = await tx.select().from(collections).where(eq(collections.id, id))
  if (!row) throw fail('collection.not_found')
  if (row.version !== version) throw fail('collection.conflict', { current: await readAdminCollection(tx, id) })
  return row
}

const isSlugHeld = async (tx: Tx, slug: string): Promise<boolean> =>
  (await tx.$count(collections, eq(collections.slug, slug))) > 0

const freeSlug = async (tx: Tx, wish: string): Promise<string> => {
  for (let n = 1; ; n++) {
    const slug = n === 1 ? wish : `${wish}-${n}`
    if (!(await isSlugHeld(tx, slug))) return slug
  }
}

const refuseTakenSlug = async (tx: Tx, slug: string): Promise<void> => {
  if (await isSlugHeld(tx, slug)) throw fail('collection.slug_taken')
  await tx.delete(slugRedirects).where(and(eq(slugRedirects.kind, 'collection'), eq(slugRedirects.slug, slug)))
}

const moveSlug = async (tx: Tx, deps: Deps, { before, slug }: { before: CollectionRow; slug: string }) => {
  await refuseTakenSlug(tx, slug)
  const row = { kind: 'collection' as const, slug: before.slug, targetId: before.id, createdAt: deps.now() }
  await tx
    .insert(slugRedirects)
    .values(row)
    .onConflictDoUpdate({ target: [slugRedirects.kind, slugRedirects.slug], set: row })
}

const refuseMissingMedia = async (tx: Tx, mediaId: IdOf<'media'> | null): Promise<void> => {
  if (mediaId !== null && (await tx.$count(media, eq(media.id, mediaId))) === 0) throw fail('media.not_found')
}

const refuseParent = async (
  tx: Tx,
  deps: Deps,
  { id, parentId }: { id: IdOf<'collection'>; parentId: IdOf<'collection'> | null }
): Promise<void> => {
  if (parentId === null) return
  const tree = await readCollectionTree(tx, deps)
  if (!tree.byId.has(parentId)) throw fail('collection.not_found')
  const above = [...tree.ancestorsOf(parentId).map((node) => node.id), parentId]
  const heightOf = (own: string): number => 1 + Math.max(0, ...tree.childrenOf(own).map((child) => heightOf(child.id)))
  if (above.includes(id) || above.length + heightOf(id) > MAX_COLLECTION_DEPTH) {
    throw fail('collection.invalid_parent', { maxDepth: MAX_COLLECTION_DEPTH })
  }
}
