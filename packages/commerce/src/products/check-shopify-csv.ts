import type { FoundProduct, OpenFile, Reading } from './read-shopify-csv.ts'
import { ShopifyFile } from './read-shopify-csv.ts'
import { FileProduct } from './file-product.ts'
import type { ProductBefore } from './shopify-catalogue.ts'
import type { Cells } from './shopify-cells.ts'
import type { Columns } from './shopify-columns.ts'
import type { ProductRows } from './shopify-groups.ts'
import type { ProductDraft } from './shopify-product.ts'
import { readProduct } from './shopify-product.ts'
import { refuseRepeatedSkus, type TakenSkus } from './shopify-sku.ts'
import { NumberSet, TextHashes } from './text-hashes.ts'

/** The result for a file as a whole. Its faults are in the `Reading` it was checked with. */
export interface CheckedCsv {
  readonly rows: number
  /** Null if the file has no readable header. */
  readonly columns: Columns | null
  /** The products that have a fault, by their position in the file, counted from 0. */
  readonly faulty: NumberSet
  /** All SKUs that the file contains. */
  readonly skus: TextHashes
}

/** The callbacks of a check: lookups in the shop, and progress. */
export interface CheckOptions {
  /** Finds the handles of the shop's products that have these SKUs. */
  readonly findOwners: (skus: readonly string[]) => Promise<ReadonlyMap<string, string>>
  /** Reads the shop's products with these handles. */
  readonly findBefore: (slugs: readonly string[]) => Promise<ReadonlyMap<string, ProductBefore>>
  readonly onProduct: (file: ShopifyFile) => Promise<void>
}

/** Reads a whole file and adds each of its faults with row and column. */
export const checkShopifyCsv = async (
  open: OpenFile,
  reading: Reading,
  { findOwners, findBefore, onProduct }: CheckOptions
): Promise<CheckedCsv> => {
  const file = new ShopifyFile(reading)
  const faulty = new NumberSet()
  const skus = new TextHashes()
  const owners = new OwnerCheck(findOwners, faulty)
  let place = 0
  for await (const { cells, rows, before } of withBefore(file.products(open), findBefore)) {
    const faultsBefore = reading.faults.count
    if (!rows.isRepeated) {
      const draft = readProduct(cells, rows, before)
      refuseRepeatedSkus(cells, draft, skus)
      refuseBulk(cells, rows)
      owners.add(cells, draft, place)
    }
    if (rows.isFaulty || reading.faults.count > faultsBefore) faulty.add(place)
    place += 1
    if (owners.isFull) await owners.ask()
    await onProduct(file)
  }
  await owners.ask()
  await onProduct(file)
  return { rows: file.rows, columns: file.columns, faulty, skus }
}

// Also the number of products that are in memory at once.
const LOOK_UP_AT_ONCE = 32

async function* withBefore(
  products: AsyncIterable<FoundProduct>,
  findBefore: CheckOptions['findBefore']
): AsyncGenerator<FoundProduct & { readonly before: ProductBefore | null }> {
  let batch: FoundProduct[] = []
  const take = async () => {
    const found = await findBefore(batch.map(({ rows }) => rows.slug))
    const known = batch.map((each) => ({ ...each, before: found.get(each.rows.slug) ?? null }))
    batch = []
    return known
  }
  for await (const product of products) {
    batch.push(product)
    if (batch.length >= LOOK_UP_AT_ONCE) yield* await take()
  }
  if (batch.length > 0) yield* await take()
}

/** Yields the products of a checked file that have no fault. Calls `onSkipped` for each of the others. */
export async function* readShopifyProducts(
  open: OpenFile,
  reading: Reading,
  { checked, file, onSkipped }: { checked: CheckedCsv; file: ShopifyFile; onSkipped: () => void }
): AsyncGenerator<FileProduct> {
  const taken: TakenSkus = { written: checked.skus, derived: new TextHashes() }
  let place = 0
  for await (const { cells, rows } of file.products(open)) {
    if (checked.faulty.has(place)) onSkipped()
    else yield new FileProduct(rows, cells.columns, { sense: reading, taken })
    place += 1
    await reading.pause()
  }
}

const MAX_UNKNOWN = 262_144

/**
 * Limits the total length of a product's cells in unknown columns, which are only kept for the export. Nothing else
 * limits them.
 */
const refuseBulk = (cells: Cells, { first, rows }: ProductRows): void => {
  let length = 0
  for (const row of rows) for (const index of cells.columns.unknown) length += row.cells[index]?.length ?? 0
  if (length <= MAX_UNKNOWN) return
  const message = `The columns that this shop does not know hold more than ${MAX_UNKNOWN} characters in this product.`
  cells.refuse(first, 'Handle', { code: 'too_long', message })
}

interface WrittenSku {
  readonly refuse: (owner: string) => void
  readonly sku: string
  readonly slug: string
  readonly place: number
}

const ASK_AT_ONCE = 500

/** Adds a fault if an SKU of the file belongs to another product of the shop. The variant is not moved. */
class OwnerCheck {
  readonly #findOwners: CheckOptions['findOwners']
  readonly #faulty: NumberSet
  #waiting: WrittenSku[] = []

  constructor(findOwners: CheckOptions['findOwners'], faulty: NumberSet) {
    this.#findOwners = findOwners
    this.#faulty = faulty
  }

  get isFull(): boolean {
    return this.#waiting.length >= ASK_AT_ONCE
  }

  add(cells: Cells, { slug, variants }: ProductDraft, place: number): void {
    for (const { sku, row } of variants) {
      if (sku === '' || row === null) continue
      const { line } = row
      const refuse = (owner: string) =>
        cells.refuse({ line }, 'Variant SKU', { code: 'duplicate_sku', message: belongsTo(sku, owner) })
      this.#waiting.push({ refuse, sku, slug, place })
    }
  }

  async ask(): Promise<void> {
    const asked = this.#waiting
    this.#waiting = []
    if (asked.length === 0) return
    const owners = await this.#findOwners(asked.map(({ sku }) => sku))
    for (const { refuse, sku, slug, place } of asked) {
      const owner = owners.get(sku)
      if (owner === undefined || owner === slug) continue
      refuse(owner)
      this.#faulty.add(place)
    }
  }
}

/** Returns the message that an SKU belongs to another product. */
export const belongsTo = (sku: string, slug: string): string =>
  `SKU ${sku} belongs to the product “${slug}”: give this variant another one.`
