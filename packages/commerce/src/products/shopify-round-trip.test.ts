import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  type Chunking,
  csvOf,
  type CsvRow,
  type FileContent,
  plainRow,
  read,
  readContent,
} from '../../test/faulty-csv.ts'
import { neutralCell } from './neutral-cells.ts'
import type { ImportedProduct } from './read-shopify-csv.ts'

const invisible = /\p{Cc}|[\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu
const toLine = (text: string): string => text.replaceAll(invisible, '').normalize('NFC').trim()

const line = (max: number) =>
  fc.string({ unit: 'grapheme', maxLength: max / 8 }).map((text) => toLine(text).slice(0, max))
const filled = (max: number) => line(max).map((text) => text || 'x')
const lineOrNull = (max: number) => line(max).map((text) => text || null)
const tag = filled(100).map((text) => toLine(text.replaceAll(',', '')) || 'tag')
const src = fc.webUrl({ withQueryParameters: true })

const handle = fc.stringMatching(/^[a-z0-9]{1,9}(?:-[a-z0-9]{1,9}){0,3}$/)

const details = fc.record({
  title: filled(200),
  descriptionHtml: line(400).map((text) => (text ? `<p>${text.replaceAll(/[<>&]/g, '')}</p>` : '')),
  vendor: line(100),
  productType: line(100),
  tags: fc.uniqueArray(tag, { maxLength: 5 }),
  status: fc.constantFrom('draft', 'active', 'archived'),
  seoTitle: lineOrNull(200),
  seoDescription: lineOrNull(500),
  images: fc.uniqueArray(fc.record({ src, alt: line(300) }), { maxLength: 4, selector: (image) => image.src }),
})

const stock = fc.record({
  priceAmount: fc.nat({ max: 10_000_000 }),
  markup: fc.option(fc.integer({ min: 1, max: 1000 })),
  weightGrams: fc.nat({ max: 1_000_000_000 }),
  onHand: fc.nat({ max: 1_000_000_000 }),
  backorder: fc.boolean(),
  requiresShipping: fc.boolean(),
  taxable: fc.boolean(),
  barcode: lineOrNull(100),
})

const options = fc.uniqueArray(filled(100), { minLength: 0, maxLength: 3 }).chain((names) =>
  fc.record({
    names: fc.constant(names),
    combinations: fc.uniqueArray(fc.tuple(...names.map(() => filled(100))), {
      minLength: 1,
      maxLength: names.length === 0 ? 1 : 6,
      selector: (values) => JSON.stringify(values),
    }),
    stocks: fc.array(stock, { minLength: 6, maxLength: 6 }),
  })
)

type Parts = readonly [
  string,
  typeof details extends fc.Arbitrary<infer D> ? D : never,
  ReturnType<typeof options.generate>['value'],
]

const toProduct = ([slug, about, { names, combinations, stocks }]: Parts): ImportedProduct => ({
  ...about,
  slug,
  options: names.map((name, index) => ({
    name,
    values: [...new Set(combinations.map((values) => values[index] ?? ''))],
  })),
  variants: combinations.flatMap((optionValues, index) =>
    stocks.slice(index, index + 1).map(({ markup, ...rest }) => ({
      ...rest,
      sku: `${slug}/${index}`,
      optionValues,
      compareAtAmount: markup === null ? null : rest.priceAmount + markup,
      tracked: true,
      imageSrc: about.images[index]?.src ?? null,
    }))
  ),
})

const catalogue = fc
  .uniqueArray(fc.tuple(handle, details, options), { minLength: 1, maxLength: 5, selector: ([slug]) => slug })
  .map((parts) => parts.map(toProduct))

const cents = (amount: number | null): string => (amount === null ? '' : (amount / 100).toFixed(2))

/** Writes cells as the shop does: with an apostrophe before anything that a spreadsheet would treat as a formula. */
const neutral = (row: CsvRow): CsvRow =>
  Object.fromEntries(Object.entries(row).map(([column, cell]) => [column, neutralCell(cell)]))

const toRows = (product: ImportedProduct): CsvRow[] => {
  const variantRows = product.variants.map((variant, index) => ({
    Handle: product.slug,
    ...Object.fromEntries(product.options.map(({ name }, at) => [`Option${at + 1} Name`, index === 0 ? name : ''])),
    ...Object.fromEntries(variant.optionValues.map((value, at) => [`Option${at + 1} Value`, value])),
    'Variant SKU': variant.sku,
    'Variant Grams': String(variant.weightGrams),
    'Variant Inventory Qty': String(variant.onHand),
    'Variant Inventory Policy': variant.backorder ? 'continue' : 'deny',
    'Variant Price': cents(variant.priceAmount),
    'Variant Compare At Price': cents(variant.compareAtAmount),
    'Variant Requires Shipping': String(variant.requiresShipping),
    'Variant Taxable': String(variant.taxable).toUpperCase(),
    'Variant Barcode': variant.barcode ?? '',
    'Variant Image': variant.imageSrc ?? '',
  }))
  const imageRows = product.images.map(({ src, alt }, index) => ({
    Handle: product.slug,
    'Image Src': src,
    'Image Position': String(index + 1),
    'Image Alt Text': alt,
  }))
  const [first, ...rest] = variantRows
  const about = {
    Title: product.title,
    'Body (HTML)': product.descriptionHtml,
    Vendor: product.vendor,
    Type: product.productType,
    Tags: product.tags.join(', '),
    Status: product.status,
    'SEO Title': product.seoTitle ?? '',
    'SEO Description': product.seoDescription ?? '',
  }
  return [{ ...first, ...about }, ...rest, ...imageRows]
}

it('import: a catalogue written as CSV reads back equal, with any line end and with or without a BOM', async () => {
  await fc.assert(
    fc.asyncProperty(
      catalogue,
      fc.constantFrom('\n', '\r\n', '\r'),
      fc.constantFrom('', '\ufeff'),
      async (products, eol, bom) => {
        const rows = products.flatMap(toRows).map(neutral)
        expect(await read(bom + csvOf(rows, eol))).toEqual({ rows: rows.length, products })
      }
    ),
    { numRuns: 300 }
  )
})

/** Reads a file. Returns its faults and does not throw them. */
const content = (csv: string | Uint8Array, chunking: Chunking = [Infinity]) => readContent(csv, { chunking })

/**
 * Omits the number of rows of an unreadable file, because where reading stops depends on the chunks. The reported
 * faults do not.
 */
const told = ({ rows, ...rest }: FileContent) => (rest.isFatal ? rest : { rows, ...rest })

const isReadable = async (csv: string | Uint8Array) => (await content(csv)).rows >= 0

const cell = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('cup', 'Title', 'Default Title', '1', 'true', '', '=1', "'=1", 'é😀', 'two\r\nlines', '"')
)
const columns = [...Object.keys(plainRow), 'Body (HTML)', 'Tags', 'Option2 Name', 'Variant SKU', 'Image Src']
const row = fc.tuple(...columns.map(() => cell)).map((cells) => cells.map((text, at) => [columns[at] ?? '', text]))
const rowsOfAnything = fc.array(
  row.map((entries): CsvRow => Object.fromEntries(entries)),
  { maxLength: 8 }
)
const scraps = fc
  .array(fc.constantFrom(',', '"', '\n', '\r', '1', 'a', 'cup', '""', ' ', '\ufeff', 'é', '😀', ',,,,'), {
    maxLength: 40,
  })
  .map((parts) => csvOf([plainRow]) + parts.join(''))

it('import: any bytes, cells and scraps of CSV are read or have faults, and throw nothing', async () => {
  const bytes = fc.uint8Array({ maxLength: 500 })
  await fc.assert(fc.asyncProperty(bytes, isReadable), { numRuns: 1000 })
  await fc.assert(fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 500 }), isReadable), { numRuns: 1000 })
  await fc.assert(
    fc.asyncProperty(rowsOfAnything, (cells) => isReadable(csvOf(cells))),
    { numRuns: 500 }
  )
  await fc.assert(fc.asyncProperty(scraps, isReadable), { numRuns: 1000 })
})

it('import: a file says the same however it is cut into chunks, in the middle of a letter, a quote or a line end', async () => {
  // Spaces after the header fill the part of the file that is examined first, so that the cuts fall within the rows.
  const padded = (csv: string) => csv.replace('\n', `${' '.repeat(4096)}\n`)
  const good = catalogue.map((products) => csvOf(products.flatMap(toRows), '\r\n'))
  const file = fc
    .oneof(
      good,
      rowsOfAnything.map((cells) => csvOf(cells)),
      scraps
    )
    .map(padded)
  const chunking = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 6 })
  await fc.assert(
    fc.asyncProperty(file, chunking, async (csv, lengths) => {
      const { byteLength: size } = new TextEncoder().encode(csv)
      const cuts = [
        4096 + (lengths[0] ?? 0),
        ...Array.from({ length: size }, (_, n) => lengths[n % lengths.length] ?? 1),
      ]
      expect(told(await content(csv, cuts))).toEqual(told(await content(csv)))
    }),
    { numRuns: 200 }
  )
})

it.each(['apparel', 'home-and-garden'])('import: the real file %s says the same byte by byte', async (name) => {
  const bytes = readFileSync(new URL(`../../test/data/${name}.csv`, import.meta.url))
  expect(await content(bytes, [4096, 1])).toEqual(await content(bytes))
})
