import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fullColumns, fullCsv, fullRows } from './full-catalogue.ts'
import { exportCsv, importCsv } from './import-runs.ts'
import { findBrokenInvariants } from './invariants.ts'
import type { Account, TestShop } from './test-shop.ts'
import { makeTestShop, only } from './test-shop.ts'

const fixture = (name: string) => readFileSync(new URL(`../../commerce/test/data/${name}.csv`, import.meta.url), 'utf8')

let shop: TestShop
let manager: Account

const openShop = async () => {
  shop = await makeTestShop()
  manager = await shop.signUp('manager', 'manager')
}

const closeShop = async () => {
  const broken = findBrokenInvariants(shop.path)
  await shop.close()
  expect(broken).toEqual([])
}

const upload = (csv: string, dryRun = false) => importCsv({ shop, api: manager.api }, csv, { dryRun })

const tables = [
  'products',
  'product_options',
  'product_images',
  'product_listings',
  'product_prices',
  'variants',
  'variant_prices',
  'stock_levels',
  'stock_totals',
  'stock_movements',
  'slug_redirects',
]

/** Returns every row that an import could change, timestamps included, and the product list and the export. */
const everything = async () => ({
  rows: tables.map((table) => shop.rows(`SELECT * FROM ${table} ORDER BY 1, 2`)),
  listed: await shop.as().products.list({ limit: 100 }),
  exported: await exportCsv(shop),
})

/** Imports a file as a dry run and for real, and expects both to find every product unchanged. */
const expectUnchanged = async (csv: string, unchanged: number) => {
  const before = await everything()
  for (const dryRun of [true, false]) {
    const run = await upload(csv, dryRun)
    expect({ ...run.products, faults: run.faults }).toEqual({
      created: 0,
      updated: 0,
      unchanged,
      skipped: 0,
      faults: [],
    })
    expect(await everything()).toEqual(before)
  }
}

const productCount = new Set(fullRows.map(({ Handle }) => Handle)).size

describe('a column that is missing changes nothing', () => {
  let knownColumns: string[] = []

  beforeAll(async () => {
    await openShop()
    // A shop that has never imported exports every column that it knows.
    knownColumns = (await exportCsv(shop)).trim().split(',')
    const run = await upload(fullCsv())
    expect(run).toMatchObject({ state: 'done', faultCount: 0, products: { created: productCount } })
  })
  afterAll(closeShop)

  test('the file of these tests fills every column that an import knows', () => {
    expect(fullColumns).toEqual(expect.arrayContaining(knownColumns))
  })

  test('the same file again changes nothing', () => expectUnchanged(fullCsv(), productCount))

  test.each(fullColumns.filter((column) => column !== 'Handle'))('import: a file without %s', (column) =>
    expectUnchanged(fullCsv([column]), productCount)
  )

  test(
    'import: a file without any choice of columns, where handle and SKU say what each row is of',
    { timeout: 60_000 },
    async () => {
      const rows = fullRows.filter((row) => row['Variant SKU'] || row['Image Src'])
      const optional = fullColumns.filter((column) => !['Handle', 'Variant SKU'].includes(column))
      const before = await everything()
      await fc.assert(
        fc.asyncProperty(fc.subarray(optional), async (without) => {
          const pictured = without.includes('Image Src') ? rows.filter((row) => row['Variant SKU']) : rows
          const run = await upload(fullCsv(without, pictured))
          expect({ ...run.products, faults: run.faults }).toMatchObject({ created: 0, updated: 0, faults: [] })
          expect(await everything()).toEqual(before)
        }),
        { numRuns: 15 }
      )
    }
  )

  test('import: a file of some variants of a product leaves the others and their order', async () => {
    const some = fullRows.filter((row) => row['Variant SKU'] === 'SHIRT-3')
    for (const columns of [['Variant SKU'], ['Option1 Value', 'Option2 Value', 'Option3 Value']]) {
      const without = fullColumns.filter((column) => !['Handle', ...columns].includes(column))
      await expectUnchanged(fullCsv(without, some), 1)
    }
  })

  test('import: a row that fits several variants of its product is a fault, and nothing changes', async () => {
    const before = await everything()
    const { faults } = await upload('Handle,Variant Price\nshirt,9.00\nstool,49.00\n')
    expect(faults).toMatchObject([{ row: 2, column: 'Variant SKU', code: 'missing_value' }])
    expect(await everything()).toEqual(before)
  })
})

describe('the files of the case list', () => {
  beforeAll(openShop)
  afterAll(closeShop)

  const stockOf = (sku: string) =>
    shop.rows('SELECT on_hand FROM stock_levels JOIN variants ON variants.id = variant_id WHERE sku = ?', sku)
  const statusOf = (slug: string) => only(shop.rows('SELECT status FROM products WHERE slug = ?', slug))['status']

  test('import: handle, title and price leave all else of a product as it is', async () => {
    const full = fixture('no-qty-column').replaceAll('no-qty', 'minimal').replaceAll('NO-QTY', 'MINIMAL')
    await upload(full.replace('kg,,active', 'kg,,draft'))
    await expectUnchanged(fixture('minimal-columns'), 1)
    await upload(fixture('minimal-columns').replace('49.00', '59.00'))
    expect(shop.rows('SELECT price_amount, sku, weight_grams FROM variants')).toEqual([
      { price_amount: 5900, sku: 'MINIMAL', weight_grams: 900 },
    ])
    expect(statusOf('minimal')).toBe('draft')
  })

  test('import: a file without quantities leaves a stock of 10', async () => {
    const counted = fixture('unpublished-active')
      .replaceAll('unpublished-active', 'no-qty')
      .replace('shopify,5', 'shopify,10')
    await upload(counted.replaceAll('UNPUBLISHED-ACTIVE', 'NO-QTY').replace('oak,false', 'oak,true'))
    expect(stockOf('NO-QTY')).toEqual([{ on_hand: 10 }])
    await expectUnchanged(fixture('no-qty-column'), 1)
    expect(stockOf('NO-QTY')).toEqual([{ on_hand: 10 }])
  })

  test('import: a file of SKUs and quantities sets the stock and nothing else', async () => {
    await upload(fixture('no-qty-column').replaceAll('no-qty', 'untracked-zero').replaceAll('NO-QTY', 'UNTRACKED-ZERO'))
    const rows = () => shop.rows("SELECT * FROM variants WHERE sku = 'UNTRACKED-ZERO'")
    const before = rows()
    expect((await upload(fixture('stock-only-update'))).products.updated).toBe(1)
    expect(stockOf('UNTRACKED-ZERO')).toEqual([{ on_hand: 8 }])
    expect(rows()).toEqual(before)
  })

  test('import: Published=false beside Status=active is hidden, also when a later file has no such column', async () => {
    await upload(fixture('unpublished-active'))
    expect(statusOf('unpublished-active')).toBe('draft')
    await expect(shop.as().products.get({ slug: 'unpublished-active' })).rejects.toThrow('There is no such product.')
    const unpublished = fixture('unpublished-active').replace('Published', 'Other').replace('oak,false', 'oak,')
    await upload(unpublished)
    expect(statusOf('unpublished-active')).toBe('draft')
    await upload(fixture('unpublished-active').replace('oak,false', 'oak,true'))
    expect(statusOf('unpublished-active')).toBe('active')
  })

  test('import: without Status a draft stays a draft, and Published=false hides what was public', async () => {
    const csv = (published: string) => `Handle,Title,Published,Variant Price\nno-status,Stool,${published},1.00\n`
    await upload(csv('true'))
    expect(statusOf('no-status')).toBe('active')
    await upload(csv('false'))
    expect(statusOf('no-status')).toBe('draft')
    await upload(csv('true'))
    expect(statusOf('no-status')).toBe('draft')
  })

  test('import: an empty cell still clears', async () => {
    const full = fullRows.filter(({ Handle }) => Handle === 'stool')
    await upload(fullCsv([], full))
    const emptied = { Handle: 'stool', Title: 'Oak stool', 'Variant SKU': 'STOOL', 'Variant Price': '49.00' }
    await upload(fullCsv([], [emptied]))
    expect(
      shop.rows(`
        SELECT description_html, vendor, product_type, tag_list, seo_title, barcode, weight_grams, compare_at_amount, tracked
        FROM products JOIN variants ON product_id = products.id WHERE slug = 'stool'`)
    ).toEqual([
      {
        description_html: '',
        vendor: '',
        product_type: '',
        tag_list: '',
        seo_title: null,
        barcode: null,
        weight_grams: 0,
        compare_at_amount: null,
        tracked: 0,
      },
    ])
  })

  test('import: a new variant, and a new product, need the columns that a sale cannot do without', async () => {
    const { faults } = await upload('Handle,Variant SKU\nbrand-new,NEW-1\nstool,STOOL\n')
    expect(faults.map(({ row, column, code }) => [row, column, code])).toEqual([
      [2, 'Title', 'missing_value'],
      [2, 'Variant Price', 'missing_value'],
    ])
  })
})
