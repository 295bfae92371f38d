import { reindexProducts } from '@tradepost/commerce'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ApiCaller, TestShop } from './test-shop.ts'
import { failureOf, makeTestShop } from './test-shop.ts'

let shop: TestShop
let staff: ApiCaller
const idBySlug = new Map<string, `prd_${string}`>()

beforeAll(async () => {
  shop = await makeTestShop()
  staff = (await shop.signUp('mandy', 'manager')).api
  await shop.addProduct({ slug: 'red-lamp', title: 'Red lamp', tags: 'light, red', vendor: 'Lumen', price: '20.00' })
  await shop.addProduct({ slug: 'blue-lamp', title: 'Blue lamp', tags: 'light', vendor: 'Lumen', price: '40.00' })
  await shop.addProduct({ slug: 'chair', title: 'Chair', tags: 'wood', vendor: 'Sitz', price: '60.00' })
  for (const { slug, id } of shop.rows('SELECT slug, id FROM products'))
    idBySlug.set(String(slug), id as `prd_${string}`)
})

afterAll(() => shop.close())

const id = (slug: string) => idBySlug.get(slug) ?? (`prd_${'0'.repeat(26)}` as const)
const slugsIn = async (collection: string) =>
  (await shop.as().products.list({ collection })).items.map(({ slug }) => slug)
const settle = async () => {
  while ((await reindexProducts(shop.deps)) > 0) continue
}

test('by hand: products stand in their order, are moved, and are told to the shop', async () => {
  const made = await staff.admin.collections.create({ title: 'Chosen ones' })
  const add = { id: made.id, action: 'add' as const }
  await staff.admin.collections.arrange({ ...add, productIds: [id('chair'), id('red-lamp'), id('blue-lamp')] })
  expect(await slugsIn('chosen-ones')).toEqual(['chair', 'red-lamp', 'blue-lamp'])
  await staff.admin.collections.arrange({
    id: made.id,
    action: 'move',
    productIds: [id('blue-lamp')],
    before: id('chair'),
  })
  expect(await slugsIn('chosen-ones')).toEqual(['blue-lamp', 'chair', 'red-lamp'])
  await staff.admin.collections.arrange({ id: made.id, action: 'remove', productIds: [id('chair')] })
  expect(await slugsIn('chosen-ones')).toEqual(['blue-lamp', 'red-lamp'])
  const shown = await shop.as().collections.get({ slug: 'chosen-ones' })
  expect(shown).toMatchObject({ title: 'Chosen ones', productCount: 2, isFeatured: true, ancestors: [], children: [] })
  expect((await shop.as().products.get({ slug: 'red-lamp' })).collections).toEqual([
    { slug: 'chosen-ones', title: 'Chosen ones' },
  ])
})

test('by hand: staff see what they have put in, of any status, page by page; it is not what a rule has found', async () => {
  const made = await staff.admin.collections.create({ title: 'Paged' })
  const draft = await staff.admin.products.create({
    idempotencyKey: 'hidden-stool',
    title: 'Stool',
    variants: [{ optionValues: [], prices: [{ currency: 'EUR', amount: 2500 }] }],
  })
  const productIds = [id('chair'), draft.id, id('red-lamp')]
  await staff.admin.collections.arrange({ id: made.id, action: 'add', productIds })
  await staff.admin.collections.arrange({ id: made.id, action: 'move', productIds: [id('red-lamp')], before: draft.id })
  const first = await staff.admin.collections.products({ id: made.id, limit: 2 })
  expect(first.items.map(({ slug }) => slug)).toEqual(['chair', 'red-lamp'])
  const second = await staff.admin.collections.products({ id: made.id, limit: 2, cursor: first.nextCursor })
  expect(second).toMatchObject({ items: [{ slug: 'stool', status: 'draft' }], nextCursor: null })
  const rules = {
    match: 'all' as const,
    conditions: [{ field: 'vendor' as const, operator: 'is' as const, value: 'Lumen' }],
  }
  const byRule = await staff.admin.collections.create({ title: 'Of Lumen', rules })
  await settle()
  expect((await staff.admin.collections.products({ id: byRule.id })).items).toEqual([])
  await staff.admin.products.delete({ id: draft.id, version: draft.version })
  expect((await staff.admin.collections.products({ id: made.id })).items).toHaveLength(2)
})

test('by rule: what fits is in, also what comes to fit later; case and accents do not count', async () => {
  const lamps = {
    match: 'all' as const,
    conditions: [{ field: 'title' as const, operator: 'contains' as const, value: 'LAMP' }],
  }
  const made = await staff.admin.collections.create({ title: 'Lamps', rules: lamps })
  await settle()
  expect(await slugsIn('lamps')).toEqual(['blue-lamp', 'red-lamp'])
  await shop.addProduct({ slug: 'floor-lamp', title: 'Floor lamp', price: '90.00' })
  expect(await slugsIn('lamps')).toEqual(['floor-lamp', 'blue-lamp', 'red-lamp'])
  const cheap = { field: 'price' as const, operator: 'less_than' as const, value: 4000 }
  const rules = { match: 'all' as const, conditions: [...lamps.conditions, cheap] }
  await staff.admin.collections.update({ id: made.id, version: 1, title: 'Lamps', rules })
  await settle()
  expect(await slugsIn('lamps')).toEqual(['red-lamp'])
  const arranged = staff.admin.collections.arrange({ id: made.id, action: 'add', productIds: [id('chair')] })
  expect((await failureOf(arranged)).code).toBe('collection.is_by_rule')
})

const lightOrWood = [
  { field: 'tag', operator: 'is', value: 'Wood' },
  { field: 'vendor', operator: 'is', value: 'lumen' },
] as const

test.each([
  { title: 'any of', match: 'any', conditions: lightOrWood, count: 3 },
  { title: 'tag is not', match: 'all', conditions: [{ field: 'tag', operator: 'is_not', value: 'light' }], count: 2 },
  {
    title: 'starts with',
    match: 'all',
    conditions: [{ field: 'title', operator: 'starts_with', value: 'blue' }],
    count: 1,
  },
  { title: 'at least', match: 'all', conditions: [{ field: 'price', operator: 'at_least', value: 4000 }], count: 3 },
] as const)('rules: $title', async ({ title, match, conditions, count }) => {
  const made = await staff.admin.collections.create({ title, rules: { match, conditions: [...conditions] } })
  await settle()
  expect((await staff.admin.collections.get({ id: made.id })).productCount).toBe(count)
})

test('tree: what is below is in it too; a hidden one hides what is below; parents are checked', async () => {
  const home = await staff.admin.collections.create({ title: 'Home' })
  const light = await staff.admin.collections.create({ title: 'Light', parentId: home.id })
  await staff.admin.collections.arrange({ id: light.id, action: 'add', productIds: [id('red-lamp')] })
  expect(await slugsIn('home')).toEqual(['red-lamp'])
  expect((await shop.as().collections.get({ slug: 'light' })).ancestors.map(({ slug }) => slug)).toEqual(['home'])
  const below = { id: home.id, version: 1, title: 'Home', parentId: light.id }
  expect((await failureOf(staff.admin.collections.update(below))).code).toBe('collection.invalid_parent')
  expect((await failureOf(staff.admin.collections.delete({ id: home.id, version: 1 }))).code).toBe(
    'collection.has_children'
  )
  await staff.admin.collections.update({ id: home.id, version: 1, title: 'Home', published: false })
  expect((await failureOf(shop.as().collections.get({ slug: 'light' }))).code).toBe('collection.not_found')
  expect(await slugsIn('light')).toEqual([])
  await staff.admin.collections.update({ id: light.id, version: 1, title: 'Light', parentId: null })
  await settle()
  expect((await staff.admin.collections.get({ id: home.id })).productCount).toBe(0)
  expect(await slugsIn('light')).toEqual(['red-lamp'])
})

test('edit: a conflict carries the collection as it is, an old address leads on, and a deleted one is out of every list', async () => {
  const made = await staff.admin.collections.create({ title: 'Before' })
  await staff.admin.collections.arrange({ id: made.id, action: 'add', productIds: [id('chair')] })
  const saved = await staff.admin.collections.update({ id: made.id, version: 1, title: 'After', slug: 'after' })
  const failure = await failureOf(staff.admin.collections.update({ id: made.id, version: 1, title: 'Else' }))
  expect([failure.code, failure.details]).toEqual(['collection.conflict', { current: saved }])
  expect((await shop.as().collections.get({ slug: 'before' })).slug).toBe('after')
  expect(await slugsIn('before')).toEqual(['chair'])
  await staff.admin.collections.delete({ id: made.id, version: saved.version })
  await settle()
  expect(await slugsIn('after')).toEqual([])
  expect((await shop.as().products.get({ slug: 'chair' })).collections.map(({ slug }) => slug)).not.toContain('after')
})

test('product editor: a product is put into collections with its other fields', async () => {
  const made = await staff.admin.collections.create({ title: 'From the editor' })
  const variants = [{ optionValues: [], prices: [{ currency: 'EUR' as const, amount: 100 }] }]
  const input = { idempotencyKey: 'collected-key', title: 'Collected', status: 'active' as const, variants }
  const product = await staff.admin.products.create({ ...input, collectionIds: [made.id] })
  expect(product.collectionIds).toEqual([made.id])
  expect(await slugsIn('from-the-editor')).toEqual(['collected'])
})
