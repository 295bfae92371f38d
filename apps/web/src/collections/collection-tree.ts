import type { CollectionSummary } from '@tradepost/contract'

/** A collection with what lies below it. */
export interface CollectionNode extends CollectionSummary {
  readonly children: readonly CollectionNode[]
}

/** Makes a tree of the list; a collection whose parent is not shown stands at the top. */
export const collectionTree = (items: readonly CollectionSummary[]): CollectionNode[] => {
  const shown = new Set(items.map(({ id }) => id))
  const parentOf = ({ parentId }: CollectionSummary) => (parentId !== null && shown.has(parentId) ? parentId : null)
  const nodesBelow = (id: CollectionSummary['id'] | null): CollectionNode[] =>
    items.filter((item) => parentOf(item) === id).map((item) => ({ ...item, children: nodesBelow(item.id) }))
  return nodesBelow(null)
}

/** Gives the way down to a collection, the top one first; empty where there is no such collection. */
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

/** Gives the longest way down to one of several collections: the one that says most about what lies in it. */
export const longestPath = (items: readonly CollectionSummary[], slugs: readonly string[]): CollectionSummary[] =>
  slugs
    .map((slug) => pathTo(items, slug))
    .reduce((longest, path) => (path.length > longest.length ? path : longest), [])
