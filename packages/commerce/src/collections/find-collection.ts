import { schema } from '@tradepost/db'
import { and, eq } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import type { CollectionNode } from './collection-tree.ts'
import { readCollectionTree } from './collection-tree.ts'

const { slugRedirects } = schema

/** Finds a published collection by its current slug or a former one. */
export const findCollection = async (deps: Deps, slug: string): Promise<CollectionNode | undefined> => {
  const { read } = deps.db
  const { byId } = await readCollectionTree(read, deps)
  const published = [...byId.values()].filter((node) => node.published)
  const found = published.find((node) => node.slug === slug)
  if (found) return found
  const [moved] = await read
    .select({ id: slugRedirects.targetId })
    .from(slugRedirects)
    .where(and(eq(slugRedirects.kind, 'collection'), eq(slugRedirects.slug, slug)))
  return published.find((node) => node.id === moved?.id)
}
