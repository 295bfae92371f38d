// Writes a Shopify product CSV with the given number of variants. The same number always creates the same file:
// node … 100000 > big.csv
import { once } from 'node:events'
import { pathToFileURL } from 'node:url'

const columns =
  'Handle,Title,Body (HTML),Vendor,Type,Tags,Published,Option1 Name,Option1 Value,Option2 Name,Option2 Value,' +
  'Option3 Name,Option3 Value,Variant SKU,Variant Grams,Variant Inventory Tracker,Variant Inventory Qty,' +
  'Variant Inventory Policy,Variant Fulfillment Service,Variant Price,Variant Compare At Price,' +
  'Variant Requires Shipping,Variant Taxable,Variant Barcode,Image Src,Image Position,Image Alt Text,Gift Card,' +
  'SEO Title,SEO Description,Google Shopping / Gender,Google Shopping / Condition,Variant Image,' +
  'Variant Weight Unit,Variant Tax Code,Cost per item'
const names = columns.split(',')

const words =
  'oak linen copper quiet north harbour meadow slate amber willow cedar drift ember fern gable hollow'.split(' ')
const things = 'cup bowl shirt lamp chair basket blanket notebook kettle board stool vase apron rug tray clock'.split(
  ' '
)
const sizes = ['XS', 'S', 'M', 'L', 'XL']
const colours = ['Ash', 'Clay', 'Ink', 'Moss']

type Random = () => number

/** Returns a generator of numbers from 0 to 1 that are the same each time (mulberry32). */
const seeded = (seed: number): Random => {
  let state = seed
  return () => {
    state = (state + 0x6d_2b_79_f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const pick = (random: Random, from: readonly string[]): string => from[Math.floor(random() * from.length)] ?? ''

const quote = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

const lineOf = (row: Readonly<Record<string, string>>): string =>
  `${names.map((name) => quote(row[name] ?? '')).join(',')}\r\n`

const sentence = (random: Random): string =>
  Array.from({ length: 8 + Math.floor(random() * 10) }, () => pick(random, words)).join(' ')

const aboutProduct = (random: Random, handle: string): Record<string, string> => {
  const title = `${pick(random, words)} ${pick(random, things)} ${handle.slice(1)}`
  const body = `<p>${sentence(random)}, “${sentence(random)}”.</p>\n<ul><li>${pick(random, words)}</li><li>${sentence(random)}</li></ul>`
  return {
    Title: title,
    'Body (HTML)': body,
    Vendor: `${pick(random, words)} & ${pick(random, words)}`,
    Type: pick(random, things),
    Tags: `${pick(random, words)}, ${pick(random, words)}, new`,
    Published: random() < 0.95 ? 'true' : 'false',
    'Gift Card': 'false',
    'SEO Title': title,
    'Google Shopping / Condition': 'new',
  }
}

const variantRow = (random: Random): Record<string, string> => {
  const price = 5 + Math.floor(random() * 200)
  return {
    'Variant Grams': String(Math.floor(random() * 3000)),
    'Variant Inventory Tracker': 'shopify',
    'Variant Inventory Qty': String(Math.floor(random() * 50)),
    'Variant Inventory Policy': 'deny',
    'Variant Fulfillment Service': 'manual',
    'Variant Price': `${price}.${random() < 0.5 ? '00' : '95'}`,
    'Variant Compare At Price': random() < 0.2 ? `${price + 20}.00` : '',
    'Variant Requires Shipping': 'true',
    'Variant Taxable': 'true',
    'Variant Weight Unit': 'kg',
  }
}

/**
 * Yields products of 1 to 10 variants until the number of variants is reached. A third has SKUs, most have pictures.
 */
export function* productsCsv(variants: number, seed = 7): Generator<string> {
  const random = seeded(seed)
  yield `${columns}\r\n`
  for (let made = 0, product = 1; made < variants; product++) {
    const handle = `p${product}`
    const count = Math.min(variants - made, 1 + Math.floor(random() * 10))
    const hasSkus = random() < 0.33
    for (let n = 0; n < count; n++) {
      const first = n === 0 ? aboutProduct(random, handle) : {}
      const options =
        count === 1
          ? { 'Option1 Name': 'Title', 'Option1 Value': 'Default Title' }
          : {
              ...(n === 0 ? { 'Option1 Name': 'Size', 'Option2 Name': 'Colour' } : {}),
              'Option1 Value': sizes[n % sizes.length] ?? '',
              'Option2 Value': colours[Math.floor(n / sizes.length)] ?? '',
            }
      const image =
        n < 3 ? { 'Image Src': `https://img.example.com/${handle}/${n}.jpg`, 'Image Position': String(n + 1) } : {}
      const sku = hasSkus ? { 'Variant SKU': `SKU-${product}-${n}` } : {}
      yield lineOf({ Handle: handle, ...first, ...options, ...sku, ...variantRow(random), ...image })
    }
    made += count
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  let text = ''
  for (const line of productsCsv(Number(process.argv[2] ?? 100_000))) {
    text += line
    if (text.length < 65_536) continue
    if (!process.stdout.write(text)) await once(process.stdout, 'drain')
    text = ''
  }
  process.stdout.write(text)
}
