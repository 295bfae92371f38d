import type { OpenFile, Reading } from './read-shopify-csv.ts'
import { ShopifyFile } from './read-shopify-csv.ts'
import type { ImportedProduct } from './shopify-catalogue.ts'
import type { Cells } from './shopify-cells.ts'
import type { Columns } from './shopify-columns.ts'
import type { ProductRows } from './shopify-groups.ts'
import type { ProductDraft } from './shopify-product.ts'
import { readProduct } from './shopify-product.ts'
import { assignSkus, deriveSku, refuseRepeatedSkus, type TakenSkus } from './shopify-sku.ts'
import { NumberSet, TextHashes } from './text-hashes.ts'

/** What a file says as a whole; its faults are in the `Reading` it was checked with. */
export interface CheckedCsv {
  readonly rows: number
  /** Null where the file has no header that could be read. */
  readonly columns: Columns | null
  /** The products that have a fault, by their place in the file from 0. */
  readonly faulty: NumberSet
  /** The SKUs that the file writes, anywhere. */
  readonly skus: TextHashes
}

/** How a check asks the shop and tells how far it has come. */
export interface CheckOptions {
  /** Finds the handles of the shop's products that have these SKUs. */
  readonly findOwners: (skus: readonly string[]) => Promise<ReadonlyMap<string, string>>
  readonly onProduct: (file: ShopifyFile) => Promise<void>
}

/** Reads a file whole and adds every fault that it has, each with row and column. */
export const checkShopifyCsv = async (
  open: OpenFile,
  reading: Reading,
  { findOwners, onProduct }: CheckOptions
): Promise<CheckedCsv> => {
  const file = new ShopifyFile(reading)
  const faulty = new NumberSet()
  const skus = new TextHashes()
  const owners = new OwnerCheck(findOwners, faulty)
  let place = 0
  for await (const { cells, rows } of file.products(open)) {
    const before = reading.faults.count
    if (!rows.isRepeated) {
      const draft = readProduct(cells, rows)
      refuseRepeatedSkus(cells, draft, skus)
      refuseBulk(cells, rows)
      owners.add(cells, draft, place)
    }
    if (rows.isFaulty || reading.faults.count > before) faulty.add(place)
    place += 1
    if (owners.isFull) await owners.ask()
    await onProduct(file)
  }
  await owners.ask()
  await onProduct(file)
  return { rows: file.rows, columns: file.columns, faulty, skus }
}

/** A product of the file, ready to be saved, with the rows it stands in. */
export interface ReadProduct {
  readonly product: ImportedProduct
  readonly cells: Cells
  readonly rows: ProductRows
  /** Gives the product with another SKU in the place of one that was derived; null where the file has written it. */
  readonly withOtherSku: (sku: string) => ReadProduct | null
}

/** Reads the products of a checked file that have no fault. `onSkipped` is told of those that have one. */
export async function* readShopifyProducts(
  open: OpenFile,
  reading: Reading,
  { checked, file, onSkipped }: { checked: CheckedCsv; file: ShopifyFile; onSkipped: () => void }
): AsyncGenerator<ReadProduct> {
  const taken: TakenSkus = { written: checked.skus, derived: new TextHashes() }
  let place = 0
  for await (const { cells, rows } of file.products(open)) {
    if (checked.faulty.has(place)) onSkipped()
    else {
      const draft = readProduct(cells, rows)
      yield toReadProduct({ draft, cells, rows, taken }, assignSkus(draft, taken))
    }
    place += 1
    await reading.pause()
  }
}

interface Found {
  readonly draft: ProductDraft
  readonly cells: Cells
  readonly rows: ProductRows
  readonly taken: TakenSkus
}

const toReadProduct = (found: Found, product: ImportedProduct): ReadProduct => ({
  product,
  cells: found.cells,
  rows: found.rows,
  withOtherSku: (sku) => {
    const at = product.variants.findIndex((variant) => variant.sku === sku)
    const variant = product.variants[at]
    if (!variant || found.draft.variants[at]?.sku !== '') return null
    const other = deriveSku(product.slug, variant.optionValues, found.taken)
    return toReadProduct(found, { ...product, variants: product.variants.with(at, { ...variant, sku: other }) })
  },
})

const MAX_UNKNOWN = 262_144

/** Cells that the shop only keeps for the export are bounded all together, for nothing else bounds them. */
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

/** An SKU of the file that belongs to another product of the shop is a fault, not a move. */
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
      if (sku === '') continue
      const refuse = (owner: string) =>
        cells.refuse({ line: row.line }, 'Variant SKU', { code: 'duplicate_sku', message: belongsTo(sku, owner) })
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

/** Says that an SKU is another product's. */
export const belongsTo = (sku: string, slug: string): string =>
  `SKU ${sku} belongs to the product “${slug}”: give this variant another one.`
