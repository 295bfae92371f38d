import type { Currency, ImportFault } from '@tradepost/contract'
import { checkShopifyCsv, readShopifyProducts } from '../src/products/check-shopify-csv.ts'
import { type ImportedProduct, type Reading, ShopifyFile } from '../src/products/read-shopify-csv.ts'
import { Faults } from '../src/products/shopify-faults.ts'

/** The cells of one row by column name; columns that are left out are empty. */
export type CsvRow = Readonly<Record<string, string>>

/** A row that reads well: one product without options. */
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

/** Writes rows as CSV; the header names the required columns and all others that a row fills. */
export const csvOf = (rows: readonly CsvRow[], eol = '\n'): string => {
  const header = [...new Set([plainRow, ...rows].flatMap((row) => Object.keys(row)))]
  const lines = rows.map((row) => header.map((name) => quote((Object.hasOwn(row, name) && row[name]) || '')))
  return [header.map(quote), ...lines].map((cells) => cells.join(',') + eol).join('')
}

/** How a file comes: the lengths of its chunks, again and again. */
export type Chunking = readonly number[]

const whole: Chunking = [Infinity]

/** Gives a file chunk by chunk. */
export const chunksOf = (csv: string | Uint8Array, chunking: Chunking = whole) =>
  async function* (): AsyncGenerator<Uint8Array> {
    const bytes = typeof csv === 'string' ? new TextEncoder().encode(csv) : csv
    for (let at = 0, n = 0; at < bytes.length; n++) {
      const length = Math.max(1, chunking[n % chunking.length] ?? 1)
      yield bytes.slice(at, Math.min(bytes.length, at + length))
      at += length
    }
  }

/** What is in a file: its products, those with a fault left out, and its faults. */
export interface FileContent {
  readonly rows: number
  readonly products: readonly ImportedProduct[]
  readonly skipped: number
  readonly faults: readonly ImportFault[]
  readonly faultCount: number
  readonly isFatal: boolean
}

/** Where the pictures of the shop itself are. */
export const OWN_URL = 'https://shop.test'

/** Reads CSV text or bytes through both passes, in euros unless told otherwise, and takes what has no fault. */
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

/** Reads CSV text or bytes that must be without faults. */
export const read = async (csv: string | Uint8Array, currency: Currency = 'EUR', chunking: Chunking = whole) => {
  const { rows, products, faults } = await readContent(csv, { currency, chunking })
  if (faults.length > 0) throw new Error(`The file has faults: ${faults.map(nameFault).join('; ')}`)
  return { rows, products }
}

/** Gives the faults for which a file is refused. */
export const refusalOf = async (csv: string | Uint8Array, currency: Currency = 'EUR') => {
  const { faults, faultCount } = await readContent(csv, { currency })
  if (faultCount === 0) throw new Error('The file was read.')
  return { faults, faultCount }
}

/** Answers the faults of a file as `row column code`. */
export const faultsOf = async (csv: string | Uint8Array, currency: Currency = 'EUR'): Promise<string[]> =>
  (await refusalOf(csv, currency)).faults.map(nameFault)

export const nameFault = ({ row, column, code }: ImportFault): string => [row, column, code].map(String).join(' | ')
