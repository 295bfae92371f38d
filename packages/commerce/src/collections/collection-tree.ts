import type { CollectionRules, IdOf } from '@tradepost/contract'
import type { Database, Reads, Tx } from '@tradepost/db'
import { schema } from '@tradepost/db'
import { asc, sql } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { newId } from '../deps.ts'

const { collections, jobMarks } = schema

const STAMP = 'collections'

/** A collection, with what is needed to sort products into it. */
export interface CollectionNode {
  readonly id: IdOf<'collection'>
  readonly slug: string
  readonly title: string
  readonly parentId: IdOf<'collection'> | null
  /** Whether shoppers can see it: it and all its ancestors are published. */
  readonly published: boolean
  readonly rules: CollectionRules | null
}

/** All collections, by ID and in display order. */
export interface CollectionTree {
  readonly byId: ReadonlyMap<string, CollectionNode>
  /** Returns the ancestors of a collection, the root first. */
  readonly ancestorsOf: (id: string) => CollectionNode[]
  /** Returns the children of a collection in order; for null, the root collections. */
  readonly childrenOf: (id: string | null) => CollectionNode[]
  /** Returns whether a collection's products have their own order: chosen by hand, without child collections. */
  readonly isFeatured: (id: string) => boolean
}

interface Kept {
  readonly stamp: string
  readonly tree: CollectionTree
}

const kept = new WeakMap<Database, Kept>()

/** Reads all collections. They are cached in memory until one changes. */
export const readCollectionTree = async (read: Reads, { db }: Pick<Deps, 'db'>): Promise<CollectionTree> => {
  const [row] = await read.values<[mark: string]>(sql`select mark from job_marks where job = ${STAMP}`)
  const stamp = row?.[0] ?? ''
  const known = kept.get(db)
  if (known?.stamp === stamp) return known.tree
  const tree = toTree(await readNodes(read))
  kept.set(db, { stamp, tree })
  return tree
}

/** Records that collections have changed. The stamp is random, so that one that was rolled back never occurs again. */
export const stampCollections = async (tx: Tx, deps: Deps): Promise<void> => {
  const mark = newId(deps, 'event')
  await tx.insert(jobMarks).values({ job: STAMP, mark }).onConflictDoUpdate({ target: jobMarks.job, set: { mark } })
}

const readNodes = (read: Reads): Promise<CollectionNode[]> =>
  read
    .select({
      id: collections.id,
      slug: collections.slug,
      title: collections.title,
      parentId: collections.parentId,
      published: collections.published,
      rules: collections.rules,
    })
    .from(collections)
    .orderBy(asc(collections.position), asc(collections.title))

const toTree = (nodes: readonly CollectionNode[]): CollectionTree => {
  const byId = new Map<string, CollectionNode>(nodes.map((node) => [node.id, node]))
  const ancestorsOf = (id: string): CollectionNode[] => {
    const parent = byId.get(byId.get(id)?.parentId ?? '')
    return parent ? [...ancestorsOf(parent.id), parent] : []
  }
  for (const node of nodes) {
    const published = node.published && ancestorsOf(node.id).every((above) => above.published)
    byId.set(node.id, { ...node, published })
  }
  const childrenOf = (id: string | null) => [...byId.values()].filter(({ parentId }) => parentId === id)
  const isFeatured = (id: string) => byId.get(id)?.rules === null && childrenOf(id).length === 0
  return { byId, ancestorsOf, childrenOf, isFeatured }
}
