import type { Currency, ImportFault } from '@tradepost/contract'
import { checkShopifyCsv, readShopifyProducts } from '../src/products/check-shopify-csv.ts'
import { type ImportedProduct, type Reading, ShopifyFile } from '../src/products/read-shopify-csv.ts'
import { Faults } from '../src/products/shopify-faults.ts'

/** The cells of one row by column name; omitted columns are empty. */
export type CsvRow = Readonly<Record<string, string>>

/** A valid row: one product without options. */
export const plainRow: CsvRow = {
  Handle: 'cup',
  Title: 'Cup',
  'Option1 Name': 'Title',
  'Option1 Value': 'Default Title',
  'Variant Price': '19.99',
}

/** The first row of a product that has the option Size. */
export const sizedRow: CsvRow = { ...plainRow, 'Option1 Name': 'Size', 'Option1 Value': 'Small' }

const quote = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

/** Writes rows as CSV. The header contains the required columns and all others that a row fills. */
export const csvOf = (rows: readonly CsvRow[], eol = '\n'): string => {
  const header = [...new Set([plainRow, ...rows].flatMap((row) => Object.keys(row)))]
  const lines = rows.map((row) => header.map((name) => quote((Object.hasOwn(row, name) && row[name]) || '')))
  return [header.map(quote), ...lines].map((cells) => cells.join(',') + eol).join('')
}

/** The lengths of a file's chunks, repeated until the file ends. */
export type Chunking = readonly number[]

const whole: Chunking = [Infinity]

/** Returns a function that reads a file chunk by chunk. */
export const chunksOf = (csv: string | Uint8Array, chunking: Chunking = whole) =>
  async function* (): AsyncGenerator<Uint8Array> {
    const bytes = typeof csv === 'string' ? new TextEncoder().encode(csv) : csv
    for (let at = 0, n = 0; at < bytes.length; n++) {
      const length = Math.max(1, chunking[n % chunking.length] ?? 1)
      yield bytes.slice(at, Math.min(bytes.length, at + length))
      at += length
    }
  }

/** The content of a file: its products without faults, the number of skipped products, and its faults. */
export interface FileContent {
  readonly rows: number
  readonly products: readonly ImportedProduct[]
  readonly skipped: number
  readonly faults: readonly ImportFault[]
  readonly faultCount: number
  readonly isFatal: boolean
}

/** The shop's own URL, which its pictures are under. */
export const OWN_URL = 'https://shop.test'

/** Reads CSV text or bytes in both passes, by default in euros. Skips the products with faults. */
export const readContent = async (
  csv: string | Uint8Array,
  { currency = 'EUR', chunking = whole }: { currency?: Currency; chunking?: Chunking } = {}
): Promise<FileContent> => {
  const open = chunksOf(csv, chunking)
  const readingWith = (faults: Faults): Reading => ({ currency, ownUrl: OWN_URL, faults, pause: async () => {} })
  const faults = new Faults()
  const findOwners = async () => new Map<string, string>()
  const checked = await checkShopifyCsv(open, readingWith(faults), {
    findOwners,
    findBefore: async () => new Map(),
    onProduct: async () => {},
  })
  const products: ImportedProduct[] = []
  let skipped = 0
  const again = readingWith(new Faults())
  if (!faults.isFatal) {
    const about = { checked, file: new ShopifyFile(again), onSkipped: () => void skipped++ }
    for await (const product of readShopifyProducts(open, again, about)) products.push(product.complete(null).product)
  }
  const { count: faultCount, isFatal } = faults
  return { rows: checked.rows, products, skipped, faults: faults.list(), faultCount, isFatal }
}

/** Reads CSV text or bytes. Throws if there is a fault. */
export const read = async (csv: string | Uint8Array, currency: Currency = 'EUR', chunking: Chunking = whole) => {
  const { rows, products, faults } = await readContent(csv, { currency, chunking })
  if (faults.length > 0) throw new Error(`The file has faults: ${faults.map(nameFault).join('; ')}`)
  return { rows, products }
}

/** Returns the faults of a file. Throws if there is none. */
export const refusalOf = async (csv: string | Uint8Array, currency: Currency = 'EUR') => {
  const { faults, faultCount } = await readContent(csv, { currency })
  if (faultCount === 0) throw new Error('The file was read.')
  return { faults, faultCount }
}

/** Returns the faults of a file as `row | column | code`. */
export const faultsOf = async (csv: string | Uint8Array, currency: Currency = 'EUR'): Promise<string[]> =>
  (await refusalOf(csv, currency)).faults.map(nameFault)

export const nameFault = ({ row, column, code }: ImportFault): string => [row, column, code].map(String).join(' | ')
