import type { UpdateProductInput } from '@tradepost/contract'
import type { z } from 'zod'
import type { CreateProductInput as CreateSchema } from '@tradepost/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ApiCaller, TestShop } from './test-shop.ts'
import { failureOf, makeTestShop, only } from './test-shop.ts'

type Written = z.input<typeof CreateSchema>

let shop: TestShop
let staff: ApiCaller
let made = 0

beforeAll(async () => {
  shop = await makeTestShop()
  staff = (await shop.signUp('mandy', 'manager')).api
})

afterAll(() => shop.close())

const euros = (amount: number, compareAtAmount: number | null = null) => ({
  currency: 'EUR' as const,
  amount,
  compareAtAmount,
})

const shirt = (more: Partial<Written> = {}): Written => ({
  idempotencyKey: `key-of-shirt-${++made}`,
  title: `Shirt ${made}`,
  status: 'active',
  options: ['Size', 'Colour'],
  variants: ['S', 'M', 'L'].flatMap((size) =>
    ['Red', 'Blue'].map((colour) => ({ optionValues: [size, colour], prices: [euros(2500)], onHand: 3 }))
  ),
  ...more,
})

type Saved = Awaited<ReturnType<ApiCaller['admin']['products']['get']>>

/** Returns the input that the editor sends for an unchanged product. */
const inputOf = (product: Saved): UpdateProductInput => ({
  id: product.id,
  version: product.version,
  title: product.title,
  slug: product.slug,
  descriptionHtml: product.descriptionHtml,
  vendor: product.vendor,
  productType: product.productType,
  tags: product.tags,
  status: product.status,
  collectionIds: product.collectionIds,
  seoTitle: product.seoTitle,
  seoDescription: product.seoDescription,
  options: product.options.map(({ name }) => name),
  images: product.images.map(({ id, alt }) => ({ id, alt })),
  variants: product.variants.map((variant) => ({
    id: variant.id,
    sku: variant.sku,
    optionValues: variant.optionValues,
    barcode: variant.barcode,
    weightGrams: variant.weightGrams,
    requiresShipping: variant.requiresShipping,
    taxable: variant.taxable,
    tracked: variant.tracked,
    backorder: variant.backorder,
    imageIndex: null,
    onHand: 0,
    prices: variant.prices.map(({ price, compareAtPrice }) => ({
      ...price,
      compareAtAmount: compareAtPrice?.amount ?? null,
    })),
  })),
})

test('create: six variants with stock and prices in two currencies are in the shop at once', async () => {
  const prices = [euros(2500, 3000), { currency: 'USD' as const, amount: 2700 }]
  const input = shirt({ title: 'Crème Shirt & Tie', tags: ['new', 'new'], descriptionHtml: 'Soft<script>x</script>' })
  const product = await staff.admin.products.create({
    ...input,
    variants: input.variants.map((variant) => ({ ...variant, prices })),
  })
  expect(product).toMatchObject({ slug: 'creme-shirt-tie', version: 1, tags: ['new'], descriptionHtml: '<p>Soft</p>' })
  expect(product.variants.map(({ sku, onHand }) => [sku, onHand])).toContainEqual(['CREME-SHIRT-TIE-S-RED', 3])
  const shown = await shop.as().products.get({ slug: 'creme-shirt-tie' })
  expect(shown.options).toEqual([
    { name: 'Size', values: ['S', 'M', 'L'] },
    { name: 'Colour', values: ['Red', 'Blue'] },
  ])
  expect(shown.priceFrom).toEqual({ amount: 2500, currency: 'EUR' })
  expect((await shop.as().products.get({ slug: 'creme-shirt-tie', currency: 'USD' })).priceFrom).toEqual({
    amount: 2700,
    currency: 'USD',
  })
  expect((await failureOf(shop.as().products.get({ slug: 'creme-shirt-tie', currency: 'JPY' }))).code).toBe(
    'product.not_found'
  )
  const found = await shop.as().products.list({ search: 'creme shirt', options: [{ name: 'Size', values: ['S'] }] })
  expect(found.items.map(({ slug }) => slug)).toEqual(['creme-shirt-tie'])
  const inDollars = await shop.as().products.list({ currency: 'USD', sort: 'price_asc' })
  expect(inDollars.items.map(({ slug, priceFrom }) => [slug, priceFrom.amount])).toEqual([['creme-shirt-tie', 2700]])
})

test('create: one key makes one product, also when it is sent twenty times at once', async () => {
  const input = shirt()
  const answers = await Promise.all(Array.from({ length: 20 }, () => staff.admin.products.create(input)))
  expect(new Set(answers.map((product) => JSON.stringify(product))).size).toBe(1)
  const other = { ...input, title: 'Another' }
  expect((await failureOf(staff.admin.products.create(other))).code).toBe('idempotency.conflict')
})

test('create: addresses of one title are told apart; one that is taken is refused', async () => {
  const first = await staff.admin.products.create(shirt({ title: 'Same' }))
  const second = await staff.admin.products.create(shirt({ title: 'Same' }))
  expect([first.slug, second.slug]).toEqual(['same', 'same-2'])
  expect((await failureOf(staff.admin.products.create(shirt({ slug: 'same' })))).code).toBe('product.slug_taken')
  const sku = only(first.variants.slice(0, 1)).sku
  const variants = [{ sku, optionValues: [], prices: [euros(1)] }]
  const failure = await failureOf(staff.admin.products.create(shirt({ options: [], variants })))
  expect([failure.code, failure.details]).toEqual(['product.sku_taken', { sku, slug: 'same' }])
})

test('update: two staff edit one product, the second is told of the conflict with the product as it is', async () => {
  const product = await staff.admin.products.create(shirt())
  const other = (await shop.signUp('mark', 'manager')).api
  const mine = await staff.admin.products.update({ ...inputOf(product), title: 'Mine' })
  const failure = await failureOf(other.admin.products.update({ ...inputOf(product), vendor: 'Theirs' }))
  expect([failure.code, failure.details]).toEqual(['product.conflict', { current: mine }])
  const merged = await other.admin.products.update({ ...inputOf(mine), vendor: 'Theirs' })
  expect(merged).toMatchObject({ title: 'Mine', vendor: 'Theirs', version: 3 })
})

test('update: of twenty saves of one version exactly one is taken', async () => {
  const product = await staff.admin.products.create(shirt())
  const outcomes = await Promise.allSettled(
    Array.from({ length: 20 }, (_, n) => staff.admin.products.update({ ...inputOf(product), title: `Save ${n}` }))
  )
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect((await staff.admin.products.get({ id: product.id })).version).toBe(2)
})

test('update: what was not changed changes nothing, not even the version', async () => {
  const product = await staff.admin.products.create(shirt())
  expect(await staff.admin.products.update(inputOf(product))).toEqual(product)
})

test('update: variants keep their ids while values, SKUs and order move between them; stock stays', async () => {
  const product = await staff.admin.products.create(shirt())
  const { variants, ...rest } = inputOf(product)
  const [first, second, ...others] = variants
  if (!first || !second) throw new Error('A shirt has six variants.')
  const swapped = [
    { ...second, sku: first.sku, optionValues: first.optionValues },
    { ...first, sku: second.sku, optionValues: second.optionValues },
    ...others.slice(1),
    { optionValues: ['XL', 'Red'], prices: [euros(2600)], onHand: 7 },
  ]
  const saved = await staff.admin.products.update({ ...rest, variants: swapped })
  expect(saved.variants.map(({ id }) => id).slice(0, 2)).toEqual([second.id, first.id])
  expect(saved.variants.map(({ onHand }) => onHand)).toEqual([3, 3, 3, 3, 3, 7])
  expect(saved.variants.at(-1)).toMatchObject({ sku: `${saved.slug.toUpperCase()}-XL-RED` })
  const ledger = shop.rows('SELECT sum(on_hand_delta) n FROM stock_movements WHERE variant_id = ?', second.id)
  expect(ledger).toEqual([{ n: 3 }])
})

test('update: an address that was changed leads to the product, until another product takes it', async () => {
  const product = await staff.admin.products.create(shirt({ slug: 'old-address' }))
  await staff.admin.products.update({ ...inputOf(product), slug: 'new-address' })
  expect((await shop.as().products.get({ slug: 'old-address' })).slug).toBe('new-address')
  const other = await staff.admin.products.create(shirt({ slug: 'old-address' }))
  expect((await shop.as().products.get({ slug: 'old-address' })).id).toBe(other.id)
})

const faulty: [string, (input: Written) => Partial<Written>, string][] = [
  [
    'a value for each option',
    ({ variants }) => ({ variants: [{ ...only(variants.slice(0, 1)), optionValues: ['S'] }] }),
    'variants.0.optionValues',
  ],
  [
    'the same values twice',
    ({ variants }) => ({ variants: [...variants, ...variants.slice(0, 1)] }),
    'variants.6.optionValues',
  ],
  ['one SKU twice', ({ variants }) => ({ variants: variants.map((v) => ({ ...v, sku: 'X' })) }), 'variants.5.sku'],
  [
    'no price in the shop’s currency',
    ({ variants }) => ({
      variants: variants.map((v) => ({ ...v, prices: [{ currency: 'USD' as const, amount: 1 }] })),
    }),
    'variants.0.prices',
  ],
  [
    'a reduction to a higher price',
    ({ variants }) => ({ variants: variants.map((v) => ({ ...v, prices: [euros(5, 5)] })) }),
    'variants.0.prices.0.compareAtAmount',
  ],
  ['one option twice', () => ({ options: ['Size', 'Size'] }), 'options.1'],
  [
    'a picture that is not there',
    ({ variants }) => ({ variants: variants.map((v) => ({ ...v, imageIndex: 0 })) }),
    'variants.0.imageIndex',
  ],
  [
    'another product’s variant',
    ({ variants }) => ({ variants: variants.map((v) => ({ ...v, id: `var_${'0'.repeat(26)}` as const })) }),
    'variants.0.id',
  ],
]

test.each(faulty)('create: %s is refused with its path, and nothing is made', async (_, change, path) => {
  const input = shirt()
  const failure = await failureOf(staff.admin.products.create({ ...input, ...change(input) }))
  expect(failure.code).toBe('product.invalid')
  const { issues } = failure.details as { issues: { path: string }[] }
  expect(issues.map((issue) => issue.path)).toContain(path)
  expect(shop.rows('SELECT 1 FROM products WHERE title = ?', input.title)).toEqual([])
})

test('delete: the product is gone from shop and search, with all that was its own', async () => {
  const product = await staff.admin.products.create(shirt({ title: 'Vanishing shirt' }))
  expect((await failureOf(staff.admin.products.delete({ id: product.id, version: 9 }))).code).toBe('product.conflict')
  await staff.admin.products.delete({ id: product.id, version: 1 })
  expect((await shop.as().products.list({ search: 'vanishing' })).total?.value).toBe(0)
  expect(shop.rows('SELECT 1 FROM variants WHERE product_id = ?', product.id)).toEqual([])
  expect((await failureOf(staff.admin.products.get({ id: product.id }))).code).toBe('product.not_found')
})

test('write: a tag with a comma is refused and told to be two, since no CSV could say it; it can be taken off', async () => {
  const told = {
    code: 'input.invalid',
    details: { issues: [{ message: 'A tag holds no comma: write two tags instead.' }] },
  }
  expect(await failureOf(staff.admin.products.create(shirt({ tags: ['red, blue'] })))).toMatchObject(told)
  const { id } = await staff.admin.products.create(shirt({ tags: ['red'] }))
  const change = (kind: 'add_tags' | 'remove_tags') =>
    staff.admin.products.bulkUpdate({ ids: [id], change: { kind, tags: ['a,b'] }, idempotencyKey: `comma-${kind}` })
  expect(await failureOf(change('add_tags'))).toMatchObject({ code: 'input.invalid' })
  expect(await change('remove_tags')).toEqual({ changed: 0, unchanged: 1 })
})

test('bulk: tags, vendor, status and prices change alike, once for one key; one unknown id changes nothing', async () => {
  const products = [await staff.admin.products.create(shirt()), await staff.admin.products.create(shirt())]
  const ids = products.map(({ id }) => id)
  const change = (
    own: Parameters<ApiCaller['admin']['products']['bulkUpdate']>[0]['change'],
    key = `bulk-${++made}-key`
  ) => staff.admin.products.bulkUpdate({ ids, change: own, idempotencyKey: key })
  expect(await change({ kind: 'add_tags', tags: ['bulk'] })).toEqual({ changed: 2, unchanged: 0 })
  expect(await change({ kind: 'add_tags', tags: ['bulk'] })).toEqual({ changed: 0, unchanged: 2 })
  await change({ kind: 'set_vendor', vendor: 'Bulk & Co' })
  expect((await shop.as().products.list({ tags: ['bulk'], vendors: ['Bulk & Co'] })).total?.value).toBe(2)
  for (let again = 0; again < 3; again++) await change({ kind: 'change_prices', basisPoints: -3333 }, 'one-price-key')
  const cheaper = await staff.admin.products.get({ id: only(ids.slice(0, 1)) })
  expect(cheaper.variants[0]?.prices[0]?.price.amount).toBe(1667)
  const unknown = { ids: [...ids, `prd_${'0'.repeat(26)}` as const], idempotencyKey: 'unknown-bulk-key' }
  const failure = await failureOf(
    staff.admin.products.bulkUpdate({ ...unknown, change: { kind: 'set_status', status: 'draft' } })
  )
  expect(failure.code).toBe('product.not_found')
  await change({ kind: 'set_status', status: 'archived' })
  expect((await shop.as().products.list({ tags: ['bulk'] })).total?.value).toBe(0)
  const listed = await staff.admin.products.list({ search: 'bulk', status: 'archived' })
  expect(listed.items.map(({ id }) => id).toSorted()).toEqual(ids.toSorted())
})

test('list of staff: every status with counts, stock and a search by SKU, each once over pages', async () => {
  const all: string[] = []
  let cursor: string | null = null
  do {
    const page: Awaited<ReturnType<ApiCaller['admin']['products']['list']>> = await staff.admin.products.list({
      limit: 3,
      cursor,
    })
    all.push(...page.items.map(({ id }) => id))
    cursor = page.nextCursor
  } while (cursor)
  const rows = shop.rows('SELECT id FROM products ORDER BY seq DESC').map(({ id }) => id)
  expect(all).toEqual(rows)
  const { counts } = await staff.admin.products.list({})
  expect(Object.values(counts ?? {}).reduce((a, b) => a + b)).toBe(rows.length)
  const product = await staff.admin.products.create(shirt({ title: 'Findable', status: 'draft' }))
  const found = await staff.admin.products.list({ search: 'findable-m-blue' })
  expect(found.items[0]).toMatchObject({ id: product.id, status: 'draft', available: 18, variantCount: 6 })
})
