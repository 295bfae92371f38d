import { readFileSync } from 'node:fs'
import { FIRST_LOCATION } from '@tradepost/contract'
import { schema } from '@tradepost/db'
import { parse } from 'csv-parse/sync'
import { eq } from 'drizzle-orm'
import * as fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { exportCsv, importCsv } from './import-runs.ts'
import { csvOf } from './product-csv.ts'
import type { Account, TestShop } from './test-shop.ts'
import { makeTestShop, only } from './test-shop.ts'

const realFile = (name: string) =>
  readFileSync(new URL(`../../commerce/test/data/${name}.csv`, import.meta.url), 'utf8')

let shop: TestShop
let manager: Account

beforeEach(async () => {
  shop = await makeTestShop()
  manager = await shop.signUp('manager', 'manager')
})

afterEach(() => shop.close())

const cellsOf = (csv: string): string[][] => parse(csv, { bom: true, relax_column_count: true })

const upload = (csv: string) => importCsv({ shop, api: manager.api }, csv)

/** Returns every row of the tables of the catalog, without timestamps. */
const catalogue = () =>
  ['products', 'variants', 'product_options', 'product_images', 'stock_levels', 'stock_movements'].map((table) =>
    shop.rows(`SELECT * FROM ${table} ORDER BY 1, 2`).map(({ updated_at: _, ...row }) => row)
  )

/** Imports an export of the shop, and expects that neither the catalog nor the next export changes. */
const expectNothingNew = async (csv: string) => {
  const before = catalogue()
  const again = await upload(csv)
  expect(again).toMatchObject({ state: 'done', faultCount: 0, products: { created: 0, updated: 0, skipped: 0 } })
  expect(catalogue()).toEqual(before)
  expect(await exportCsv(shop)).toBe(csv)
}

test.each(['apparel', 'home-and-garden'])(
  'export: of the real file %s the same columns and cells come back, one by one, and importing them changes nothing',
  async (name) => {
    await upload(realFile(name))
    const csv = await exportCsv(shop)
    expect(cellsOf(csv)).toEqual(cellsOf(realFile(name)))
    await expectNothingNew(csv)
  }
)

test('export: both real files in one shop keep all their columns and cells', async () => {
  await upload(realFile('apparel'))
  await upload(realFile('home-and-garden'))
  const csv = await exportCsv(shop)
  const [header = [], ...rows] = cellsOf(csv)
  const [first, second] = [cellsOf(realFile('apparel')), cellsOf(realFile('home-and-garden'))]
  expect(header).toEqual(second[0])
  const padded = first.slice(1).map((cells) => [...cells, ''])
  expect(rows).toEqual([...padded, ...second.slice(1)])
  await expectNothingNew(csv)
})

test('export: a cell is written anew where the shop holds something else, and all others stay as they were', async () => {
  await upload(realFile('apparel'))
  const { variants } = schema
  const sku = 'CLASSIC-VARSITY-TOP-MEDIUM'
  await shop.deps.db.write((tx) => tx.update(variants).set({ priceAmount: 6250 }).where(eq(variants.sku, sku)))
  const before = cellsOf(realFile('apparel'))
  const column = before[0]?.indexOf('Variant Price') ?? -1
  const changed = before.map((cells, row) => (row === 3 ? cells.with(column, '62.50') : cells))
  const csv = await exportCsv(shop)
  expect(cellsOf(csv)).toEqual(changed)
  await expectNothingNew(csv)
})

const header = [
  'Handle',
  'Title',
  'Option1 Name',
  'Option1 Value',
  'Variant SKU',
  'Variant Inventory Qty',
  'Variant Price',
]
const more = ['Variant Compare At Price', 'Image Src', 'Image Position', 'Cost per item', 'My Note']
const csvText = (...rows: string[][]) => rows.map((cells) => `${cells.join(',')}\r\n`).join('')

test('export: rows, blanks and columns of the shop’s own stand as the file had them, also where others would write them otherwise', async () => {
  const src = (n: number) => `https://x.test/${n}.jpg`
  const csv = csvText(
    ['My Note', ...header, ...more.slice(0, 4)],
    ['first', 'cup', ' Cup ', 'Size', 'S', '', '3.0', '10', '9.99', src(2), '2', '4.20'],
    ['', 'cup', '', '', '', '', '', '', '', src(1), '1', ''],
    ['third', 'cup', 'Cup', '', 'M', '', '', '10.0', '', '', '', '4.30'],
    ['', 'pot', 'Pot', '', '', 'POT', '', '5', '', src(3), '', '']
  )
  expect(await upload(csv)).toMatchObject({ state: 'done', products: { created: 2 } })
  expect(await exportCsv(shop)).toBe(csv)
  await expectNothingNew(await exportCsv(shop))
})

test('export: a cell that would come to mean something else is not written as it was', async () => {
  // 9.99 is not a compare-at price for 10.00, but would become one for 9.00.
  const row = ['cup', 'Cup', 'Title', 'Default Title', 'CUP', '1', '10.00', '9.99', '', '', '1.00', 'kept']
  await upload(csvText([...header, ...more], row))
  const { variants } = schema
  await shop.deps.db.write((tx) => tx.update(variants).set({ priceAmount: 900 }).where(eq(variants.sku, 'CUP')))
  const csv = await exportCsv(shop)
  expect(cellsOf(csv)[1]).toEqual(row.with(6, '9.00').with(7, ''))
  await expectNothingNew(csv)
})

test('export: cells that the shop does not know go with their variant, when others come and go', async () => {
  const rows = (...sizes: string[]) =>
    sizes.map((size, n) => [
      'cup',
      n ? '' : 'Cup',
      n ? '' : 'Size',
      size,
      `CUP-${size}`,
      '1',
      '10.00',
      '',
      '',
      '',
      `1.${size.length}0`,
      n ? '' : 'kept',
    ])
  await upload(csvText([...header, ...more], ...rows('S', 'XL', 'M')))
  const { variants } = schema
  await shop.deps.db.write((tx) => tx.delete(variants).where(eq(variants.sku, 'CUP-S')))
  const [, first, second] = cellsOf(await exportCsv(shop))
  expect(first).toEqual(['cup', 'Cup', 'Size', 'XL', 'CUP-XL', '1', '10.00', '', '', '', '1.20', 'kept'])
  expect(second).toEqual(['cup', '', '', 'M', 'CUP-M', '1', '10.00', '', '', '', '1.10', ''])
})

test('export: a shop that never imported is written with Shopify’s columns, pictures of its own by their address', async () => {
  await shop.deps.db.write(async (tx) => {
    const now = 1
    const id = 'prd_00000000000000000000000000' as const
    const about = { descriptionHtml: '<p>Blue</p>', descriptionText: 'blue', vendor: 'V', productType: 'T' }
    await tx.insert(schema.products).values({
      id,
      slug: 'mug',
      title: 'Mug',
      ...about,
      tagList: '\na\nb\n',
      status: 'archived',
      seoTitle: null,
      seoDescription: 'Seen',
      createdAt: now,
      updatedAt: now,
    })
    const image = 'img_00000000000000000000000000' as const
    await tx
      .insert(schema.productImages)
      .values({ id: image, productId: id, position: 0, src: '/media/demo/mug.svg', alt: 'A mug' })
    const stock = { tracked: true, backorder: true, requiresShipping: false, taxable: false, weightGrams: 300 }
    const variant = 'var_00000000000000000000000000' as const
    await tx.insert(schema.variants).values({
      id: variant,
      productId: id,
      position: 0,
      sku: 'MUG',
      title: 'Default',
      optionValues: [],
      priceAmount: 1250,
      compareAtAmount: 1500,
      currency: 'EUR',
      barcode: '0042',
      ...stock,
      imageId: image,
    })
    const level = { locationId: FIRST_LOCATION, onHand: 7, allocated: 0, backorder: true }
    await tx.insert(schema.stockLevels).values({ variantId: variant, ...level })
    await tx
      .insert(schema.variantPrices)
      .values({ variantId: variant, currency: 'JPY', amount: 2000, compareAtAmount: 2500 })
  })
  const csv = await exportCsv(shop)
  const [names = [], ...rows] = cellsOf(csv)
  const said = Object.fromEntries(names.map((name, at) => [name, only(rows)[at]]))
  expect(said).toMatchObject({
    Handle: 'mug',
    Title: 'Mug',
    'Body (HTML)': '<p>Blue</p>',
    Tags: 'a, b',
    Published: 'false',
    Status: 'archived',
    'Option1 Name': 'Title',
    'Option1 Value': 'Default Title',
    'Variant SKU': 'MUG',
    'Variant Grams': '300',
    'Variant Inventory Qty': '7',
    'Variant Inventory Policy': 'continue',
    'Variant Price': '12.50',
    'Variant Compare At Price': '15.00',
    'Variant Requires Shipping': 'false',
    'Variant Taxable': 'false',
    'Variant Barcode': '0042',
    'Image Src': 'https://shop.test/media/demo/mug.svg',
    'Image Alt Text': 'A mug',
    'Variant Image': 'https://shop.test/media/demo/mug.svg',
    'SEO Description': 'Seen',
    'Variant Price / JPY': '2000',
    'Variant Compare At Price / JPY': '2500',
  })
  expect(await upload(csv)).toMatchObject({ state: 'done', products: { unchanged: 1 } })
})

test('export: columns that a file had not are added only where the shop holds something that they say', async () => {
  await upload(csvText(header.slice(0, 4).concat('Variant Price'), ['cup', 'Cup', '', '', '5.00']))
  expect(cellsOf(await exportCsv(shop))[0]).toEqual([...header.slice(0, 4), 'Variant Price', 'Variant SKU'])
  await upload(csvOf([{ slug: 'pot', body: 'Blue', status: 'draft', onHand: 3, price: '4.00', tags: 'a' }]))
  const csv = await exportCsv(shop)
  expect(cellsOf(csv)[0]).toEqual([
    'Handle',
    'Title',
    'Body (HTML)',
    'Vendor',
    'Type',
    'Tags',
    'Status',
    'Option1 Name',
    'Option1 Value',
    'Variant SKU',
    'Variant Inventory Qty',
    'Variant Inventory Policy',
    'Variant Price',
  ])
  await expectNothingNew(csv)
})

const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/

test('neutral: no cell of an export begins a formula, and an import takes it back as it was (H18)', async () => {
  const evil = ['=HYPERLINK("http://evil.test","x")', '+1+cmd|x', '-2', '@SUM(A1)', "'=1", "''@x", "'quoted", '＝1']
  const rows = evil.map((text, n) => [
    `p${n}`,
    text,
    'Title',
    'Default Title',
    `S${n}`,
    '1',
    '1.00',
    '',
    '',
    '',
    text,
    text,
  ])
  await upload(
    csvText([...header, ...more], ...rows.map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`)))
  )
  const titles = evil.map((text) => (/^'+[=@]/.test(text) ? text.slice(1) : text))
  expect(shop.rows('SELECT title FROM products ORDER BY seq').map(({ title }) => title)).toEqual(titles)
  const csv = await exportCsv(shop)
  const exported = cellsOf(csv)
  expect(exported.flat().filter((cell) => FORMULA.test(cell))).toEqual([])
  expect(exported.slice(1).map((cells) => cells[11])).toEqual(
    evil.map((text) => (FORMULA.test(text) ? `'${text}` : text))
  )
  await expectNothingNew(csv)
})

const text = fc
  .tuple(
    fc.constantFrom('', '=', '+', '-', '@', "'", "'=", "''-", 'é', '"', ',', ' '),
    fc.string({ unit: 'grapheme', maxLength: 12 })
  )
  .map((parts) =>
    parts.join('').replaceAll(/[\p{Cc}\p{Cs}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/gu, '')
  )
  .filter((cell) => cell.trim() !== '' && cell.length <= 60)

test('export: whatever a file says, its export says the same to the shop, and exports the same again', async () => {
  const amount = fc.constantFrom('1', '1.0', '1.00', '0', '12.5')
  const row = fc.record({
    title: text,
    note: text,
    price: amount,
    compareAt: fc.constantFrom('', '0', '1', '99.9'),
    quantity: fc.constantFrom('', '0', '7.0'),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 4 }), async (rows) => {
      const lines = rows.map(({ title, note, price, compareAt, quantity }, n) =>
        [`p${n}`, title, 'Title', 'Default Title', '', quantity, price, compareAt, '', '', '', note].map(
          (cell) => `"${cell.replaceAll('"', '""')}"`
        )
      )
      expect(await upload(csvText([...header, ...more], ...lines))).toMatchObject({ state: 'done', faultCount: 0 })
      const csv = await exportCsv(shop)
      await expectNothingNew(csv)
    }),
    { numRuns: 25 }
  )
})
