import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { csvOf, type CsvRow, faultsOf, OWN_URL, plainRow, read, sizedRow } from '../../test/faulty-csv.ts'

const fixture = (name: string) => readFileSync(new URL(`../../test/data/${name}.csv`, import.meta.url))

const only = <T>(items: readonly T[]): T => {
  const [item] = items
  if (item === undefined || items.length > 1) throw new Error(`One item was expected, not ${items.length}.`)
  return item
}

const readOne = async (...rows: readonly CsvRow[]) => only((await read(csvOf(rows))).products)
const readVariant = async (cells: CsvRow) => only((await readOne({ ...plainRow, ...cells })).variants)

describe('the real files', () => {
  it.each([
    ['apparel', 22, 20],
    ['home-and-garden', 21, 20],
  ])('import: %s reads whole, each row a variant', async (name, rows, productCount) => {
    const result = await read(fixture(name))
    const variants = result.products.flatMap((product) => product.variants)
    expect(result.rows).toBe(rows)
    expect(result.products).toHaveLength(productCount)
    expect(variants).toHaveLength(rows)
    expect(new Set(variants.map((variant) => variant.sku)).size).toBe(rows)
    expect(variants.every((variant) => variant.tracked && !variant.backorder)).toBe(true)
  })

  it('import: variants of a real product have derived SKUs, prices in cents and the file’s order', async () => {
    const top = (await read(fixture('apparel'))).products[1]
    expect(top).toMatchObject({ slug: 'classic-varsity-top', productType: '', tags: ['women'], status: 'active' })
    expect(top?.options).toEqual([{ name: 'Size', values: ['Small', 'Medium', 'Large'] }])
    expect(top?.variants.map(({ sku, priceAmount, onHand }) => [sku, priceAmount, onHand])).toEqual([
      ['CLASSIC-VARSITY-TOP-SMALL', 6000, 1],
      ['CLASSIC-VARSITY-TOP-MEDIUM', 6000, 1],
      ['CLASSIC-VARSITY-TOP-LARGE', 6000, 1],
    ])
  })

  it('import: a real product keeps its quoted tags, its compare-at price and its HTML', async () => {
    const light = (await read(fixture('home-and-garden'))).products[1]
    expect(light).toMatchObject({ tags: ['Copper', 'Bedroom'], descriptionHtml: '<p>Stylish copper bedside light</p>' })
    expect(light?.options).toEqual([])
    expect(light?.variants).toMatchObject([{ sku: 'COPPER-LIGHT', priceAmount: 5999, compareAtAmount: 7500 }])
  })
})

describe('rows', () => {
  it('import: rows of one handle belong together, however it is written', async () => {
    const large = { Handle: 'CUP ', 'Option1 Value': 'Large', 'Variant Price': '2' }
    const { rows, products } = await read(csvOf([sizedRow, large, { ...plainRow, Handle: 'pot' }]))
    expect(rows).toBe(3)
    expect(products.map(({ slug, variants }) => [slug, variants.length])).toEqual([
      ['cup', 2],
      ['pot', 1],
    ])
  })

  it('import: a row without option values and price carries only its image', async () => {
    const product = await readOne(
      { ...plainRow, 'Image Src': 'https://x.test/1.jpg', 'Image Alt Text': 'One' },
      { Handle: 'cup', 'Image Src': 'https://x.test/2.jpg', 'Variant Inventory Qty': '' },
      { Handle: 'cup', 'Image Src': 'https://x.test/1.jpg' }
    )
    expect(product.variants).toHaveLength(1)
    expect(product.images).toEqual([
      { src: 'https://x.test/1.jpg', alt: 'One' },
      { src: 'https://x.test/2.jpg', alt: '' },
    ])
  })

  it('import: images stand by their position, and a variant’s own image is always among them', async () => {
    const product = await readOne(
      {
        ...plainRow,
        'Image Src': 'https://x.test/b.jpg',
        'Image Position': '2',
        'Variant Image': 'https://x.test/v.jpg',
      },
      { Handle: 'cup', 'Image Src': 'https://x.test/a.jpg', 'Image Position': '1' }
    )
    expect(product.images.map(({ src }) => src)).toEqual(['a', 'b', 'v'].map((name) => `https://x.test/${name}.jpg`))
    expect(product.variants[0]?.imageSrc).toBe('https://x.test/v.jpg')
  })

  it('import: columns stand in any order, unknown and nameless last ones are ignored', async () => {
    const csv =
      'Color Swatch,Variant Price,Option1 Value,Option1 Name,Title,Handle,,\nx,1,Default Title,Title,Cup,cup,,\nx,1,,,Pot,pot\n'
    expect((await read(csv)).products.map(({ slug, title }) => [slug, title])).toEqual([
      ['cup', 'Cup'],
      ['pot', 'Pot'],
    ])
  })

  it('import: empty lines, rows of empty cells, mixed line ends and a missing last one are no fault', async () => {
    const header = 'Handle,Title,Option1 Name,Option1 Value,Variant Price'
    expect(await read(`\n${header}\r\n\r\na,A,,,1\n,,,,\n   \nb,B,,,2\rc,C,,,3`)).toMatchObject({
      rows: 3,
      products: [{ slug: 'a' }, { slug: 'b' }, { slug: 'c' }],
    })
  })

  it.each(['\n', '\r\n', '\r'])('import: rows are counted as lines of the file, with line end %j', async (eol) => {
    const body = `<p>Two,${eol}“three”${eol}${eol}and "four"</p>`
    const csv = csvOf(
      [
        { ...plainRow, 'Body (HTML)': body },
        { ...plainRow, Handle: 'pot', 'Variant Price': 'x' },
      ],
      eol
    )
    expect(await faultsOf(`\ufeff${csv}`)).toEqual(['6 | Variant Price | bad_price'])
    expect(await faultsOf(csv.replace(eol, eol + eol))).toEqual(['7 | Variant Price | bad_price'])
    expect((await read(`\ufeff${csv.replace(',x,', ',1,')}`)).products).toMatchObject([
      { slug: 'cup' },
      { slug: 'pot' },
    ])
  })
})

describe('cells', () => {
  it('import: a product is public where it is active and published', async () => {
    const statusOf = async (cells: CsvRow) => (await readOne({ ...plainRow, ...cells })).status
    expect(await statusOf({})).toBe('active')
    expect(await statusOf({ Published: 'TRUE' })).toBe('active')
    expect(await statusOf({ Published: 'false' })).toBe('draft')
    expect(await statusOf({ Published: 'false', Status: 'Active' })).toBe('draft')
    expect(await statusOf({ Published: 'true', Status: 'archived' })).toBe('archived')
  })

  it('import: stock is tracked where a tracker or a quantity is given', async () => {
    expect(await readVariant({})).toMatchObject({ tracked: false, onHand: 0, backorder: false })
    expect(await readVariant({ 'Variant Inventory Tracker': 'shopify' })).toMatchObject({ tracked: true, onHand: 0 })
    expect(await readVariant({ 'Variant Inventory Qty': '0' })).toMatchObject({ tracked: true, onHand: 0 })
    expect(await readVariant({ 'Variant Inventory Policy': 'continue' })).toMatchObject({ backorder: true })
  })

  it('import: a compare-at price that is no higher than the price is none', async () => {
    const compareAt = async (text: string) => (await readVariant({ 'Variant Compare At Price': text })).compareAtAmount
    expect(await Promise.all(['', '0', '19.99', '19.98', '20'].map(compareAt))).toEqual([null, null, null, null, 2000])
  })

  it('import: weight, shipping, tax and barcode are read, and their empty cells mean what Shopify means', async () => {
    const cells = { 'Variant Grams': '200.0', 'Variant Requires Shipping': 'FALSE', 'Variant Barcode': "'0042" }
    expect(await readVariant(cells)).toMatchObject({ weightGrams: 200, requiresShipping: false, barcode: "'0042" })
    expect(await readVariant({})).toMatchObject({
      weightGrams: 0,
      requiresShipping: true,
      taxable: true,
      barcode: null,
    })
  })

  it('import: formulas, prototype names and NFD text are kept as text', async () => {
    const product = await readOne({
      ...sizedRow,
      Title: '=HYPERLINK("http://evil.test","x")',
      Vendor: '__proto__',
      Tags: '+1, @x, -2, constructor',
      'Option1 Name': '__proto__',
      'Option1 Value': 'constructor',
      ['__proto__']: 'polluted',
    })
    expect(product.title).toBe('=HYPERLINK("http://evil.test","x")')
    expect(product.tags).toEqual(['+1', '@x', '-2', 'constructor'])
    expect(product.options).toEqual([{ name: '__proto__', values: ['constructor'] }])
    expect((await readOne({ ...plainRow, Title: 'Cafe\u0301 😀' })).title).toBe('Café 😀')
    expect('polluted' in {}).toBe(false)
  })

  it('import: prices follow the digits of the currency', async () => {
    const amount = async (text: string, currency: 'JPY' | 'KWD') =>
      (await read(csvOf([{ ...plainRow, 'Variant Price': text }]), currency)).products[0]?.variants[0]?.priceAmount
    const amounts = [amount('1999', 'JPY'), amount('1999.00', 'JPY'), amount('1.234', 'KWD')]
    expect(await Promise.all(amounts)).toEqual([1999, 1999, 1234])
  })
})

describe('prices in further currencies', () => {
  it('import: columns named for a currency are prices in it, with its own digits, and empty cells are none', async () => {
    const variant = await readVariant({
      'Variant Price / JPY': '2000',
      'Variant Compare At Price / JPY': '2500',
      'Variant Price / USD': '',
      'Variant Price / KWD': '1.234',
      'Variant Compare At Price / KWD': '1.0',
    })
    expect(variant.furtherPrices).toEqual([
      { currency: 'JPY', amount: 2000, compareAtAmount: 2500 },
      { currency: 'KWD', amount: 1234, compareAtAmount: null },
    ])
    expect(await readVariant({})).not.toHaveProperty('furtherPrices')
    expect((await readVariant({ 'Variant Price / Moon': '1' })).furtherPrices).toBeUndefined()
  })

  it('import: a compare-at price without its price is a fault', async () => {
    const csv = csvOf([{ ...plainRow, 'Variant Price / USD': '', 'Variant Compare At Price / USD': '5' }])
    expect(await faultsOf(csv)).toEqual(['2 | Variant Price / USD | missing_value'])
  })
})

describe('pictures of the shop itself', () => {
  it('import: an address of the shop’s own names its file, any other stays as it is', async () => {
    const srcOf = async (src: string) => (await readOne({ ...plainRow, 'Image Src': src })).images[0]?.src
    expect(await srcOf(`${OWN_URL}/media/a/b-1200.webp`)).toBe('/media/a/b-1200.webp')
    for (const src of [
      `${OWN_URL}/media/../x.webp`,
      `${OWN_URL}/else.webp`,
      'https://shop.test.evil.test/media/a.webp',
    ])
      expect(await srcOf(src)).toBe(src)
  })
})

describe('derived SKUs', () => {
  const skusOf = async (...rows: readonly CsvRow[]) =>
    (await read(csvOf(rows))).products.flatMap(({ variants }) => variants.map(({ sku }) => sku))

  it('import: a long SKU is cut, carries a hash, and is the same each time', async () => {
    const long = { ...sizedRow, Handle: 'a'.repeat(120) }
    const [first, second] = await skusOf(long, { ...long, 'Option1 Value': 'Large' })
    expect(first).toMatch(/^A{55}-[0-9A-F]{8}$/)
    expect(second).toMatch(/^A{55}-[0-9A-F]{8}$/)
    expect(first).not.toBe(second)
    expect(await skusOf(long)).toEqual([first])
  })

  it('import: SKUs stay unique where values read alike or another row has written the same SKU', async () => {
    const rows = ['S/M', 'S-M', 's m', '+'].map((value) => ({ ...sizedRow, 'Option1 Value': value }))
    const written = { ...plainRow, Handle: 'pot', 'Variant SKU': 'CUP-S-M' }
    const skus = await skusOf(...rows, written, { ...plainRow, Handle: 'cup-s-m' })
    expect(new Set(skus).size).toBe(6)
    expect(skus[4]).toBe('CUP-S-M')
    expect(skus.every((sku) => /^CUP(-S-M)?(-[0-9A-F]{8})?$/.test(sku))).toBe(true)
  })

  it('import: a cut never halves a character', async () => {
    const values = ['𝟘'.repeat(40), `x${'𝟘'.repeat(40)}`]
    const rows = values.map((value) => ({ ...sizedRow, 'Option1 Value': value }))
    expect((await skusOf(...rows)).every((sku) => sku.length <= 64 && !/\p{Cs}/u.test(sku))).toBe(true)
  })
})
