import { importProducts } from '@tradepost/commerce'
import type { ListProductsInput } from '@tradepost/contract'
import { productSorts } from '@tradepost/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TestProduct } from './product-csv.ts'
import { csvOf } from './product-csv.ts'
import type { TestShop } from './test-shop.ts'
import { failureOf, makeTestShop, only, testActor } from './test-shop.ts'

type ListInput = Partial<ListProductsInput>

let shop: TestShop

const catalogue: TestProduct[] = [
  {
    slug: 'oak-table',
    title: 'Oak table',
    vendor: 'Årstad',
    productType: 'Furniture',
    tags: 'wood, new',
    price: '399.00',
    onHand: 2,
    body: '<p>Solid <b>crème</b> oak</p>',
  },
  {
    slug: 'oak-chair',
    title: 'Oak chair',
    vendor: 'Årstad',
    productType: 'Furniture',
    tags: 'wood',
    price: '99.00',
    onHand: 0,
  },
  {
    slug: 'creme-brulee',
    title: 'Crème brûlée dish',
    vendor: 'Forno',
    productType: 'Kitchen',
    tags: 'new',
    price: '12.00',
    onHand: 9,
  },
  {
    slug: 'mug',
    title: 'Mug',
    vendor: 'Forno',
    productType: 'Kitchen',
    variants: [
      { option: 'Large', price: '15.00', onHand: 0, sku: 'MUG-L' },
      { option: 'Small', price: '9.00', onHand: 3, sku: 'MUG-S' },
    ],
  },
  { slug: 'gift-card', title: 'Gift card', productType: 'Cards', price: '12.00' },
  { slug: 'secret', title: 'Oak secret', status: 'draft', price: '1.00', onHand: 5, vendor: 'Forno' },
  { slug: 'ancient', title: 'Oak ancient', status: 'archived', price: '1.00', onHand: 5, vendor: 'Forno' },
  // Equal in price and title, so that paging must order them by row number.
  ...Array.from({ length: 7 }, (_, n) => ({
    slug: `twin-${n}`,
    title: '双子の湯呑み'.repeat(30),
    price: '20.00',
    onHand: 1,
  })),
]

beforeAll(async () => {
  shop = await makeTestShop()
  const bytes = new TextEncoder().encode(csvOf(catalogue))
  await importProducts(shop.deps, { bytes, dryRun: false, actor: testActor })
})

afterAll(() => shop.close())

const slugsOf = async (input: ListInput) => (await shop.as().products.list(input)).items.map(({ slug }) => slug)
const withoutTwins = (slugs: readonly string[]) => slugs.filter((slug) => !slug.startsWith('twin'))

test('list: active products alone, newest first unless told otherwise, counted', async () => {
  const page = await shop.as().products.list({})
  expect(page.total).toEqual({ value: 12, relation: 'exact' })
  expect(withoutTwins(page.items.map(({ slug }) => slug))).toEqual([
    'gift-card',
    'mug',
    'creme-brulee',
    'oak-chair',
    'oak-table',
  ])
  expect(page.nextCursor).toBeNull()
})

test('list: each sort sorts by what it says', async () => {
  const sorted = async (sort: ListInput['sort'] & string) => withoutTwins(await slugsOf({ sort }))
  expect(await sorted('price_asc')).toEqual(['mug', 'creme-brulee', 'gift-card', 'oak-chair', 'oak-table'])
  expect(await sorted('price_desc')).toEqual(['oak-table', 'oak-chair', 'gift-card', 'creme-brulee', 'mug'])
  expect(await sorted('title')).toEqual(['creme-brulee', 'gift-card', 'mug', 'oak-chair', 'oak-table'])
  expect(await sorted('newest')).toEqual(await sorted('relevance'))
})

test.each(productSorts)('list: pages by %s hold every product exactly once, also among equals', async (sort) => {
  const whole = await slugsOf({ sort })
  for (const limit of [1, 2, 5]) {
    const seen: string[] = []
    let cursor: string | null = null
    do {
      const page: Awaited<ReturnType<ReturnType<TestShop['as']>['products']['list']>> = await shop
        .as()
        .products.list({ sort, limit, cursor })
      seen.push(...page.items.map(({ slug }) => slug))
      expect(page.total).toEqual(cursor === null ? { value: 12, relation: 'exact' } : null)
      cursor = page.nextCursor
    } while (cursor !== null && seen.length <= whole.length)
    expect(seen).toEqual(whole)
  }
})

test('list: pages of a search by relevance hold every find once, the title weighing most', async () => {
  const whole = await slugsOf({ search: 'oak' })
  expect(whole.toSorted()).toEqual(['oak-chair', 'oak-table'])
  const first = await shop.as().products.list({ search: 'oak', limit: 1 })
  const second = await shop.as().products.list({ search: 'oak', limit: 1, cursor: first.nextCursor })
  expect([...first.items, ...second.items].map(({ slug }) => slug)).toEqual(whole)
  expect(await slugsOf({ search: 'creme' })).toEqual(['creme-brulee', 'oak-table'])
})

test('list: filters by type, vendor, tag, stock and price, alone and together', async () => {
  expect((await slugsOf({ productTypes: ['Furniture'] })).toSorted()).toEqual(['oak-chair', 'oak-table'])
  expect((await slugsOf({ vendors: ['Årstad'] })).toSorted()).toEqual(['oak-chair', 'oak-table'])
  expect((await slugsOf({ tags: ['new'] })).toSorted()).toEqual(['creme-brulee', 'oak-table'])
  expect(await slugsOf({ tags: ['ne'] })).toEqual([])
  expect(withoutTwins(await slugsOf({ inStock: true })).toSorted()).toEqual([
    'creme-brulee',
    'gift-card',
    'mug',
    'oak-table',
  ])
  expect((await slugsOf({ priceMin: 1200, priceMax: 1200 })).toSorted()).toEqual(['creme-brulee', 'gift-card'])
  expect(await slugsOf({ priceMax: 900 })).toEqual(['mug'])
  expect(await slugsOf({ tags: ['wood'], inStock: true, priceMin: 10_000 })).toEqual(['oak-table'])
})

test('list: a type and another filter find what has both, of few values and of many, also once the type has changed', async () => {
  const own = await makeTestShop()
  try {
    const products = Array.from({ length: 24 }, (_, n) => ({
      slug: `piece-${n}`,
      productType: n % 2 ? 'Odd' : 'Even',
      tags: `tag-${n}, all`,
      price: '5.00',
    }))
    const bytes = new TextEncoder().encode(csvOf(products))
    await importProducts(own.deps, { bytes, dryRun: false, actor: testActor })
    const found = async (productTypes: string[], tags: string[]) => {
      const { items } = await own.as().products.list({ productTypes, tags, sort: 'title', limit: 100 })
      return items.map(({ slug }) => slug).toSorted()
    }
    const twenty = Array.from({ length: 20 }, (_, n) => `tag-${n}`)
    const fewest = ['tag-2', 'tag-3', 'tag-4']
    expect(await found(['Even'], fewest)).toEqual(['piece-2', 'piece-4'])
    expect(await found(['Even', 'Odd'], fewest)).toEqual(['piece-2', 'piece-3', 'piece-4'])
    expect(await found(['Even', 'Odd'], twenty)).toHaveLength(20)
    expect(await found(['Odd'], ['all'])).toHaveLength(12)
    const { api } = await own.signUp('owner', 'owner')
    const two = only((await own.as().products.list({ tags: ['tag-2'] })).items)
    const change = { kind: 'set_product_type', productType: 'Odd' } as const
    await api.admin.products.bulkUpdate({ ids: [two.id], change, idempotencyKey: 'two-is-odd-now' })
    expect(await found(['Even'], fewest)).toEqual(['piece-4'])
    expect(await found(['Odd'], fewest)).toEqual(['piece-2', 'piece-3'])
  } finally {
    await own.close()
  }
})

test('list: pages of a search within a price range hold every find once, however unevenly the finds lie', async () => {
  const own = await makeTestShop()
  try {
    // Within the range: a quarter of the newest 250, nearly half of the 250 before them, a few of the oldest 200.
    const isWithin = (n: number) => (n >= 450 ? n % 25 < 6 : n >= 200 ? n % 100 < 45 : n % 15 === 0)
    const products = Array.from({ length: 700 }, (_, n) => ({
      slug: `cup-${n}`,
      title: `Cup ${n}`,
      price: isWithin(n) ? '5.00' : '50.00',
    }))
    const bytes = new TextEncoder().encode(csvOf(products))
    await importProducts(own.deps, { bytes, dryRun: false, actor: testActor })
    const seen: string[] = []
    let cursor: string | null = null
    do {
      const page: Awaited<ReturnType<ReturnType<TestShop['as']>['products']['list']>> = await own
        .as()
        .products.list({ search: 'cup', priceMax: 1000, limit: 24, cursor })
      seen.push(...page.items.map(({ slug }) => slug))
      cursor = page.nextCursor
    } while (cursor !== null && seen.length < products.length)
    expect(seen.toSorted()).toEqual(products.flatMap(({ slug }, n) => (isWithin(n) ? [slug] : [])).toSorted())
  } finally {
    await own.close()
  }
})

test('list: facets count what was found, each without its own filter, and come with the first page alone', async () => {
  const found = await shop.as().products.list({ tags: ['new'], productTypes: ['Kitchen'] })
  expect(found.total?.value).toBe(1)
  expect(found.facets).toEqual({
    relation: 'exact',
    productTypes: [
      { value: 'Furniture', count: 1 },
      { value: 'Kitchen', count: 1 },
    ],
    vendors: [{ value: 'Forno', count: 1 }],
    tags: [{ value: 'new', count: 1 }],
    options: [],
  })
  const first = await shop.as().products.list({ productTypes: ['Kitchen'], limit: 1 })
  expect(first.facets?.vendors).toEqual([{ value: 'Forno', count: 2 }])
  const next = await shop.as().products.list({ productTypes: ['Kitchen'], limit: 1, cursor: first.nextCursor })
  expect([next.facets, next.items.length, next.nextCursor]).toEqual([null, 1, null])
})

test('suggest: of a word and its plural one is offered', async () => {
  await shop.addProduct({ slug: 'lantern', title: 'Lantern' })
  await shop.addProduct({ slug: 'lanterns', title: 'Set of lanterns' })
  expect((await shop.as().products.suggest({ search: 'lante' })).searches).toEqual(['lantern'])
})

test('search: unfinished words, diacritics either way, and every word must be found where one product has them all', async () => {
  expect(await slugsOf({ search: 'CREME bru' })).toEqual(['creme-brulee'])
  expect(await slugsOf({ search: 'crème brûlée' })).toEqual(['creme-brulee'])
  expect(await slugsOf({ search: 'arstad table' })).toEqual(['oak-table'])
  expect(await slugsOf({ search: 'oak dish' })).toEqual(expect.arrayContaining(['oak-table', 'creme-brulee']))
  expect((await shop.as().products.list({ search: 'oak dish' })).matched).toBe('any')
  expect((await shop.as().products.list({ search: 'oak table' })).matched).toBe('all')
})

const hostile = [
  '"',
  '""',
  "'",
  '*',
  'oak*',
  '^oak',
  'NEAR(oak table)',
  'oak AND',
  'OR',
  'NOT oak',
  'title:oak',
  '{title}:oak',
  '-oak',
  '(oak',
  'oak)',
  'a"b',
  "'; DROP TABLE products; --",
  '%',
  '_',
  '\\',
  '\u202eoak',
  '🪑',
  '𝕠𝕒𝕜'.repeat(30),
  'x'.repeat(200),
  Array.from({ length: 100 }, () => 'a').join(' '),
]

test.each(['oak\u0000table', '\ud800', 'oak\ue000'])(
  'search: %j is refused, for no person types it',
  async (search) => {
    expect((await failureOf(shop.as().products.list({ search }))).code).toBe('input.invalid')
  }
)

test.each(hostile)('search: %j is words or nothing, never an error', async (search) => {
  const page = await shop.as().products.list({ search })
  expect(page.items.length).toBe(page.total?.value)
})

test('cursor: anything but a cursor of an earlier page is invalid input, never an error of ours', async () => {
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const nasty = [
    'x',
    '!!!',
    encode({}),
    encode([1]),
    encode([null, 1]),
    encode([1.5, 1]),
    encode(['\u0000', 1]),
    encode([1, '\u0000']),
    encode([1, 'x']),
  ]
  const answers = []
  for (const cursor of nasty) answers.push((await failureOf(shop.as().products.list({ cursor, sort: 'title' }))).code)
  expect(answers).toEqual(nasty.map(() => 'input.invalid'))
  for (const cursor of [encode(['x', 1]), encode([-0, 9007199254740991])]) {
    expect((await shop.as().products.list({ cursor, sort: 'price_asc' })).total).toBeNull()
  }
})

test('get: by slug or by id, whole, with its variants in their order', async () => {
  const product = await shop.as().products.get({ slug: 'mug' })
  expect(product).toMatchObject({
    title: 'Mug',
    priceFrom: { amount: 900, currency: 'EUR' },
    priceTo: { amount: 1500, currency: 'EUR' },
    options: [{ name: 'Size', values: ['Large', 'Small'] }],
    variants: [
      { sku: 'MUG-L', title: 'Large', optionValues: ['Large'], availability: { level: 'out_of_stock', quantity: 0 } },
      { sku: 'MUG-S', title: 'Small', optionValues: ['Small'], availability: { level: 'low_stock', quantity: 3 } },
    ],
  })
  expect(await shop.as().products.get({ id: product.id })).toEqual(product)
  const card = await shop.as().products.get({ slug: 'gift-card' })
  expect(only(card.variants).availability).toEqual({ level: 'in_stock', quantity: null })
})

test('get: drafts, archived and unknown products are not found', async () => {
  const missing = { code: 'product.not_found', details: null }
  for (const slug of ['secret', 'ancient', 'no-such-thing']) {
    expect(await failureOf(shop.as().products.get({ slug }))).toEqual(missing)
  }
  const [draft] = shop.rows("SELECT id FROM products WHERE slug = 'secret'")
  expect(await failureOf(shop.as().products.get({ id: `prd_${String(draft?.['id']).slice(4)}` }))).toEqual(missing)
})
