import type { CollectionSummary } from '@tradepost/contract'
import { expect, test } from 'vitest'
import { collectionTree, longestPath, pathTo } from './collection-tree.ts'

const collection = (slug: string, parent: string | null = null): CollectionSummary => ({
  id: `col_${slug}`,
  slug,
  title: slug,
  parentId: parent === null ? null : `col_${parent}`,
  image: null,
  productCount: 1,
})

const items = [
  collection('kitchen'),
  collection('wear'),
  collection('cups', 'kitchen'),
  collection('mugs', 'cups'),
  collection('lost', 'hidden'),
]

const slugs = (path: readonly CollectionSummary[]) => path.map(({ slug }) => slug)

test('collections: the tree keeps the order, and what has lost its parent stands at the top', () => {
  const tree = collectionTree(items)
  expect(slugs(tree)).toEqual(['kitchen', 'wear', 'lost'])
  expect(slugs(tree[0]?.children ?? [])).toEqual(['cups'])
  expect(slugs(tree[0]?.children[0]?.children ?? [])).toEqual(['mugs'])
})

test('collections: the way down begins at the top, also where the tree bites its tail', () => {
  expect(slugs(pathTo(items, 'mugs'))).toEqual(['kitchen', 'cups', 'mugs'])
  expect(pathTo(items, 'gone')).toEqual([])
  expect(slugs(pathTo([collection('a', 'b'), collection('b', 'a')], 'a'))).toEqual(['b', 'a'])
})

test('collections: of several ways to a product the longest is shown', () => {
  expect(slugs(longestPath(items, ['wear', 'mugs', 'kitchen']))).toEqual(['kitchen', 'cups', 'mugs'])
  expect(longestPath(items, [])).toEqual([])
})
