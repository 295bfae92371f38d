import { createHash } from 'node:crypto'
import type { ErrorCode } from '@tradepost/contract'
import { productSorts } from '@tradepost/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hostileWords } from './hostile-words.ts'
import { findBrokenInvariants } from './invariants.ts'
import { callByPath } from './procedure-list.ts'
import type { TestProduct } from './product-csv.ts'
import type { Account, TestShop } from './test-shop.ts'
import { makeTestShop, wireErrorOf } from './test-shop.ts'

const products: TestProduct[] = Array.from({ length: 24 }, (_, n) => ({
  slug: `oak-${n}`,
  title: `${n % 2 ? 'Oak chair' : 'Birch table'} ${n}`,
  vendor: n % 3 ? 'Årstad' : 'Forno',
  productType: n % 2 ? 'Chairs' : 'Tables',
  tags: 'wood, new',
  body: '<p>Solid crème oak, id title rank</p>',
  variants: [
    { option: 'Small', price: '10.00', onHand: n },
    { option: 'Large', price: '12.00', onHand: 0 },
  ],
}))

let shop: TestShop
let owner: Account
beforeAll(async () => {
  shop = await makeTestShop()
  owner = await shop.signUp('owner', 'owner')
  for (const product of products) await shop.addProduct(product)
  await shop.addProduct({ slug: 'kept-back', title: 'Kept back oak', status: 'draft', productType: 'Chairs' })
})
afterAll(() => shop.close())

const encoded = (...at: unknown[]) => Buffer.from(JSON.stringify(at)).toString('base64url')

/** Returns calls with a text in every place that a search accepts: each is a path and its input. */
const callsWith = (text: string): (readonly [path: string, input: object])[] => {
  const cursors = [text, encoded(text, 1), encoded(1, text), encoded(text, text), encoded(text), encoded([text], {})]
  const filters = [
    { collection: text },
    { productTypes: [text] },
    { vendors: [text] },
    { tags: [text] },
    { options: [{ name: text, values: ['Small'] }] },
    { options: [{ name: 'Size', values: [text] }] },
    { currency: text },
    { sort: text },
    { limit: text },
    { priceMin: text },
    { priceMax: text },
    { inStock: text },
    { [text]: text },
  ]
  return [
    ...productSorts.map((sort) => ['products.list', { search: text, sort }] as const),
    ...productSorts.flatMap((sort) =>
      cursors.map((cursor) => ['products.list', { search: 'oak', sort, cursor }] as const)
    ),
    ...filters.flatMap((filter) => [
      ['products.list', filter] as const,
      ['products.list', { ...filter, search: text }] as const,
    ]),
    ['products.suggest', { search: text }],
    ['products.get', { slug: text }],
    ['products.related', { id: text }],
    ['collections.get', { slug: text }],
    ...['newest', 'updated', text].map((sort) => ['admin.products.list', { search: text, sort }] as const),
    ...cursors.map((cursor) => ['admin.products.list', { cursor, search: 'oak' }] as const),
    ['admin.products.list', { status: text }],
  ]
}

const allowed: readonly (ErrorCode | 'ok')[] = ['ok', 'input.invalid', 'product.not_found', 'collection.not_found']

const outcomeOf = async (path: string, input: object): Promise<{ code: ErrorCode | 'ok'; answer: string }> => {
  try {
    return { code: 'ok', answer: JSON.stringify(await callByPath(owner.api, path, input)) }
  } catch (error) {
    const { code, details } = wireErrorOf(error)
    return { code, answer: JSON.stringify(details) ?? '' }
  }
}

/** Returns a hash of all rows in the database. */
const fingerprint = (): string => {
  const hash = createHash('sha256')
  const tables = shop.rows(
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name"
  )
  for (const { name } of tables) hash.update(JSON.stringify(shop.rows(`SELECT * FROM "${String(name)}"`)))
  return hash.digest('hex')
}

test('hostile search: whatever is put in whichever field gets a normal answer or input.invalid, and changes nothing', async () => {
  const before = fingerprint()
  const faults: string[] = []
  for (const text of hostileWords) {
    for (const [path, input] of callsWith(text)) {
      const { code, answer } = await outcomeOf(path, input)
      if (!allowed.includes(code)) faults.push(`${code}: ${path} ${JSON.stringify(input).slice(0, 120)}`)
      if (/SQLITE|sqlite|fts5|select .* from/.test(answer)) faults.push(`tells of SQL: ${path} ${answer.slice(0, 120)}`)
      if (!path.startsWith('admin') && answer.includes('kept-back')) faults.push(`shows a draft: ${path}`)
    }
  }
  expect(faults).toEqual([])
  expect(fingerprint()).toBe(before)
  expect(findBrokenInvariants(shop.path)).toEqual([])
  expect(Reflect.get({}, 'polluted')).toBeUndefined()
})

test('hostile search: operators and wildcards are words like any other and widen nothing', async () => {
  const api = shop.as()
  const slugs = async (search: string) =>
    (await api.products.list({ search, limit: 100 })).items.map(({ slug }) => slug)
  const oak = await slugs('oak')
  expect(oak.length).toBe(products.length)
  for (const same of ['oak*', '"oak"', '^oak', '(oak)', 'oak:', '-oak', '+oak', '\toak\n']) {
    expect(await slugs(same), same).toEqual(oak)
  }
  for (const nothing of ['%', '_', '*', '""', '()', '^', '- -', '😀']) {
    const page = await api.products.list({ search: nothing, limit: 100 })
    expect([0, products.length], nothing).toContain(page.items.length)
  }
  // A column's name is not a filter: the search looks for the word itself.
  expect(await slugs('keywords:zzz')).toEqual([])
  expect(await slugs('facets:1')).toEqual(await slugs('facets 1'))
})

test('hostile search: control characters, halves of characters and the marks of the index itself are refused', async () => {
  for (const text of hostileWords.filter((text) => /[^\P{C}\p{Cf}\p{Cn}\s]/u.test(text))) {
    for (const path of ['products.list', 'products.suggest', 'admin.products.list']) {
      const { code } = await outcomeOf(path, { search: text })
      expect(code, `${path} ${JSON.stringify(text).slice(0, 80)}`).toBe('input.invalid')
    }
  }
  expect(hostileWords.filter((text) => /[\p{Cc}\p{Co}\p{Cs}]/u.test(text.trim())).length).toBeGreaterThan(8)
})

test('hostile search: no more than 100 products come at once, and no less than one is asked for', async () => {
  for (const limit of [0, -1, 101, 1e9, 1.5, Number.NaN]) {
    expect((await outcomeOf('products.list', { limit })).code, String(limit)).toBe('input.invalid')
    expect((await outcomeOf('products.suggest', { search: 'oak', limit })).code, String(limit)).toBe('input.invalid')
  }
  expect((await outcomeOf('products.suggest', { search: 'oak', limit: 11 })).code).toBe('input.invalid')
  expect((await outcomeOf('products.list', { limit: 100 })).code).toBe('ok')
})

test('hostile search: twenty values in every filter at once, with a search of eight broad words, is answered', async () => {
  const values = Array.from({ length: 20 }, (_, n) => (n === 0 ? 'Chairs' : `value ${n}`))
  const options = Array.from({ length: 5 }, (_, n) => ({
    name: n === 0 ? 'Size' : `Option ${n}`,
    values: ['Small', ...values.slice(1)],
  }))
  const all = { productTypes: values, vendors: ['Årstad', ...values.slice(1)], tags: ['wood', ...values.slice(1)] }
  const prices = { priceMin: 0, priceMax: 10_000_000 }
  const search = 'oak a id title rank solid creme chair'
  for (const sort of productSorts.filter((sort) => sort !== 'featured')) {
    const found = await shop
      .as()
      .products.list({ search, ...all, ...prices, options: options.slice(0, 1), sort, limit: 100 })
    const wanted = products.filter(({ productType, vendor }) => productType === 'Chairs' && vendor === 'Årstad')
    expect(found.items.length, sort).toBe(wanted.length)
    expect(found.total, sort).toEqual({ value: wanted.length, relation: 'exact' })
    expect((await shop.as().products.list({ search, ...all, ...prices, options, sort })).items, sort).toEqual([])
  }
})

test('hostile search: in the order of a collection a search still finds nothing but what was typed', async () => {
  const collection = await owner.api.admin.collections.create({
    title: 'Chosen',
    descriptionHtml: '',
    parentId: null,
    position: 0,
    rules: null,
    published: true,
    mediaId: null,
    seoTitle: null,
    seoDescription: null,
  })
  const { items } = await shop.as().products.list({ limit: 6 })
  await owner.api.admin.collections.arrange({
    id: collection.id,
    action: 'add',
    productIds: items.map(({ id }) => id),
    before: null,
  })
  const chosen = { collection: collection.slug, sort: 'featured' as const }
  const slugs = async (search?: string) =>
    (await shop.as().products.list({ ...chosen, search })).items.map(({ slug }) => slug)
  expect(await slugs()).toEqual(items.map(({ slug }) => slug))
  expect(await slugs('birch')).toEqual(items.filter(({ title }) => title.startsWith('Birch')).map(({ slug }) => slug))
  expect(await slugs('zzz')).toEqual([])
})
