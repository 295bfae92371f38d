import type { CollectionSummary } from '@tradepost/contract'

/** A collection with its subcollections. */
export interface CollectionNode extends CollectionSummary {
  readonly children: readonly CollectionNode[]
}

/** Builds a tree from the list. A collection whose parent is not in the list becomes a root. */
export const collectionTree = (items: readonly CollectionSummary[]): CollectionNode[] => {
  const shown = new Set(items.map(({ id }) => id))
  const parentOf = ({ parentId }: CollectionSummary) => (parentId !== null && shown.has(parentId) ? parentId : null)
  const nodesBelow = (id: CollectionSummary['id'] | null): CollectionNode[] =>
    items.filter((item) => parentOf(item) === id).map((item) => ({ ...item, children: nodesBelow(item.id) }))
  return nodesBelow(null)
}

/** Returns the path to a collection, starting with its root; empty if there is no such collection. */
export const pathTo = (items: readonly CollectionSummary[], slug: string): CollectionSummary[] => {
  const byId = new Map(items.map((item) => [item.id, item]))
  const path: CollectionSummary[] = []
  let step = items.find((item) => item.slug === slug)
  while (step !== undefined && !path.includes(step)) {
    path.unshift(step)
    step = step.parentId === null ? undefined : byId.get(step.parentId)
  }
  return path
}

/** Returns the longest path to one of several collections, because the deepest collection describes a product best. */
export const longestPath = (items: readonly CollectionSummary[], slugs: readonly string[]): CollectionSummary[] =>
  slugs
    .map((slug) => pathTo(items, slug))
    .reduce((longest, path) => (path.length > longest.length ? path : longest), [])
