import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findBrokenInvariants } from './invariants.ts'
import type { Started } from './import-runs.ts'
import { importCsv } from './import-runs.ts'
import type { TestProduct } from './product-csv.ts'
import { csvOf } from './product-csv.ts'
import type { Account, TestShop } from './test-shop.ts'
import { makeTestShop, newVisitor, only, orderInput } from './test-shop.ts'

const realFile = (name: string) =>
  readFileSync(new URL(`../../commerce/test/data/${name}.csv`, import.meta.url), 'utf8')

let shop: TestShop
let manager: Account

beforeEach(async () => {
  shop = await makeTestShop()
  manager = await shop.signUp('manager', 'manager')
})

afterEach(async () => {
  const broken = findBrokenInvariants(shop.path)
  await shop.close()
  expect(broken).toEqual([])
})

const upload = (csv: string, options: Started = {}) => importCsv({ shop, api: manager.api }, csv, options)

/** Imports products and expects no faults. */
const save = async (...products: TestProduct[]) => {
  const run = await upload(csvOf(products))
  expect(run).toMatchObject({ state: 'done', faultCount: 0 })
  return run
}

/** Returns everything that an import may change, except the timestamps. */
const catalogue = () => [
  shop.rows('SELECT id, slug, title, status FROM products ORDER BY id'),
  shop.rows('SELECT * FROM variants ORDER BY id'),
  shop.rows('SELECT * FROM product_options ORDER BY product_id, position'),
  shop.rows('SELECT * FROM product_images ORDER BY id'),
  shop.rows('SELECT * FROM stock_levels ORDER BY variant_id'),
  shop.rows('SELECT * FROM stock_movements ORDER BY id'),
]

test.each([
  { name: 'apparel', rows: 22, created: 20 },
  { name: 'home-and-garden', rows: 21, created: 20 },
])('import: the real file $name whole; once more it changes nothing', async ({ name, rows, created }) => {
  const first = await upload(realFile(name))
  const products = { created, updated: 0, unchanged: 0, skipped: 0 }
  expect(first).toMatchObject({ state: 'done', dryRun: false, rows, products, variants: rows, faultCount: 0 })
  expect(shop.rows('SELECT count(*) AS n FROM variants')).toEqual([{ n: rows }])
  const before = catalogue()
  const again = await upload(realFile(name))
  expect(again.products).toEqual({ created: 0, updated: 0, unchanged: created, skipped: 0 })
  expect(catalogue()).toEqual(before)
})

test('import: what the real files hold is what the shop shows', async () => {
  await upload(realFile('apparel'))
  await upload(realFile('home-and-garden'))
  const pot = await shop.as().products.get({ slug: 'clay-plant-pot' })
  expect(pot).toMatchObject({ title: 'Clay Plant Pot', variantCount: 2, inStock: true })
  expect(pot.variants.map(({ price }) => price.amount)).toEqual([999, 1599])
  expect(pot.descriptionHtml).toContain('<p>Classic blown clay pot')
  expect((await shop.as().products.list({ limit: 100 })).total?.value).toBe(40)
})

test('dry run: tells what would be done and does nothing', async () => {
  await save({ slug: 'mug', price: '9.00', onHand: 3 })
  const before = catalogue()
  const answer = await upload(
    csvOf([
      { slug: 'mug', price: '10.00', onHand: 1 },
      { slug: 'bowl', price: '5.00' },
    ]),
    { dryRun: true }
  )
  expect(answer).toMatchObject({ state: 'done', dryRun: true, rows: 2 })
  expect(answer.products).toEqual({ created: 1, updated: 1, unchanged: 0, skipped: 0 })
  expect(catalogue()).toEqual(before)
})

test('faults: a file with one fault changes nothing, and each fault names its row and column', async () => {
  const before = catalogue()
  const csv = csvOf([
    { slug: 'mug', price: '9.00' },
    { slug: 'bowl', price: 'nine' },
    { slug: 'Bad Slug', price: '1.00' },
  ])
  const { state, failure, faults, faultCount } = await upload(csv)
  expect({ state, failure }).toEqual({ state: 'failed', failure: 'faults' })
  expect(faults.map(({ row, column, code }) => [row, column, code])).toEqual([
    [3, 'Variant Price', 'bad_price'],
    [4, 'Handle', 'bad_value'],
  ])
  expect(faultCount).toBe(2)
  expect(catalogue()).toEqual(before)
})

test('faults: an empty file and a file of another kind are told, never an error of ours', async () => {
  for (const csv of ['\u0089PNG\r\n\u001a\n\u0000\u0000', '']) {
    expect(await upload(csv)).toMatchObject({ state: 'failed', failure: 'faults', faultCount: 1 })
  }
})

test('SKU: one that another product of the shop has is a fault, and nothing changes', async () => {
  await save({ slug: 'mug', sku: 'CUP-1', price: '9.00' })
  const before = catalogue()
  const csv = csvOf([
    { slug: 'bowl', price: '5.00' },
    { slug: 'cup', sku: 'CUP-1', price: '9.00' },
  ])
  const { faults, faultCount } = await upload(csv)
  expect(faults).toMatchObject([{ row: 3, column: 'Variant SKU', code: 'duplicate_sku' }])
  expect(faultCount).toBe(1)
  expect(catalogue()).toEqual(before)
})

const sizes = (...variants: [option: string, sku: string, onHand: number][]): TestProduct => ({
  slug: 'shirt',
  variants: variants.map(([option, sku, onHand]) => ({ option, sku, onHand, price: '20.00' })),
})

test('SKU: two variants may swap theirs and keep their ids', async () => {
  await save(sizes(['S', 'SHIRT-1', 1], ['M', 'SHIRT-2', 2]))
  const before = shop.rows('SELECT id, title, sku FROM variants ORDER BY position')
  await save(sizes(['S', 'SHIRT-2', 1], ['M', 'SHIRT-1', 2]))
  expect(shop.rows('SELECT id, title, sku FROM variants ORDER BY position')).toEqual([
    { ...before[0], sku: 'SHIRT-2' },
    { ...before[1], sku: 'SHIRT-1' },
  ])
})

test('variants: one that the file does not mention stays, a new one comes, and all keep ids and places in carts', async () => {
  await save(sizes(['S', 'S', 5], ['M', 'M', 5]))
  const [small, medium] = shop.rows('SELECT id FROM variants ORDER BY position').map(({ id }) => String(id))
  const visitor = newVisitor()
  for (const id of [small, medium]) await shop.as(visitor).cart.addItem({ variantId: `var_${String(id).slice(4)}` })
  const { order } = await shop.as(visitor).orders.place(orderInput('before-import'))
  await shop.as(visitor).cart.addItem({ variantId: `var_${String(small).slice(4)}` })

  await save(sizes(['M', 'M', 5], ['L', 'L', 1]))

  const titles = shop.rows('SELECT title FROM variants ORDER BY position').map(({ title }) => title)
  expect(titles).toEqual(['S', 'M', 'L'])
  expect(shop.rows("SELECT id FROM variants WHERE title IN ('S', 'M') ORDER BY position")).toEqual([
    { id: small },
    { id: medium },
  ])
  expect((await shop.as(visitor).cart.get()).lines.map(({ variantId }) => variantId)).toEqual([small])
  const { lines } = await shop.as(visitor).orders.get({ id: order.id })
  expect(lines.map(({ sku, variantId }) => [sku, variantId])).toEqual([
    ['S', small],
    ['M', medium],
  ])
})

test('variants: an option value that is written otherwise is the same variant where the SKU is the same', async () => {
  await save(sizes(['S', 'SHIRT-1', 5], ['M', 'SHIRT-2', 5]))
  const ids = shop.rows('SELECT id FROM variants ORDER BY position')
  await save(sizes(['Small', 'SHIRT-1', 5], ['M', 'SHIRT-2', 5]))
  expect(shop.rows('SELECT id, title FROM variants ORDER BY position')).toEqual([
    { ...ids[0], title: 'Small' },
    { ...ids[1], title: 'M' },
  ])
})

test('variants: a file that gives a product another number of options replaces those it does not mention', async () => {
  await save({ slug: 'shirt', sku: 'SHIRT', price: '20.00', onHand: 5 })
  await save(sizes(['S', 'SHIRT-1', 1], ['M', 'SHIRT-2', 2]))
  expect(shop.rows('SELECT title FROM variants ORDER BY position')).toEqual([{ title: 'S' }, { title: 'M' }])
})

test('variants: a row that takes the SKU or the values of one that the file does not mention is a fault', async () => {
  await save(sizes(['S', 'SHIRT-1', 1], ['M', 'SHIRT-2', 2]))
  const before = catalogue()
  const { faults } = await upload(csvOf([sizes(['M', 'SHIRT-1', 1])]))
  expect(faults).toMatchObject([{ row: 2, column: 'Variant SKU', code: 'duplicate_sku' }])
  expect(catalogue()).toEqual(before)
})

test('stock: every count is a movement by whom and why, and what is promised to buyers stays on hand', async () => {
  const [variantId = '' as never] = await shop.addProduct({ slug: 'mug', price: '9.00', onHand: 10 })
  await save({ slug: 'mug', price: '9.00', onHand: 7 })
  const visitor = newVisitor()
  await shop.as(visitor).cart.addItem({ variantId, quantity: 4 })
  await shop.as(visitor).orders.place(orderInput('four-mugs'))
  await save({ slug: 'mug', price: '9.00', onHand: 1 })

  expect(shop.rows('SELECT on_hand, allocated FROM stock_levels')).toEqual([{ on_hand: 4, allocated: 4 }])
  expect(shop.rows('SELECT kind, on_hand_delta, actor, reason FROM stock_movements ORDER BY id')).toEqual([
    { kind: 'received', on_hand_delta: 10, actor: 'test', reason: 'product import' },
    { kind: 'adjusted', on_hand_delta: -3, actor: manager.user.id, reason: 'product import' },
    { kind: 'allocated', on_hand_delta: 0, actor: 'guest', reason: 'order placed' },
    { kind: 'adjusted', on_hand_delta: -3, actor: manager.user.id, reason: 'product import' },
  ])
  expect(only((await shop.as().products.get({ slug: 'mug' })).variants).availability.quantity).toBe(0)
})

test('import: prices in further currencies are the product’s, and leave it when their cells are emptied', async () => {
  const csv = (usd: string) =>
    `Handle,Title,Option1 Name,Option1 Value,Variant Price,Variant Price / USD\ncup,Cup,Title,Default Title,10,${usd}\n`
  await upload(csv('12.50'))
  const dollars = { slug: 'cup', currency: 'USD' as const }
  expect((await shop.as().products.get(dollars)).priceFrom).toEqual({ amount: 1250, currency: 'USD' })
  expect(await upload(csv('12.5'))).toMatchObject({ products: { unchanged: 1 } })
  await upload(csv(''))
  await expect(shop.as().products.get(dollars)).rejects.toThrow('There is no such product.')
})
