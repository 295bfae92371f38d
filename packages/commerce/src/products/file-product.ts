import type { ImportFault } from '@tradepost/contract'
import type { ImportedProduct, ProductBefore } from './shopify-catalogue.ts'
import { Cells, type CellSense } from './shopify-cells.ts'
import type { Columns } from './shopify-columns.ts'
import { Faults } from './shopify-faults.ts'
import type { ProductRows } from './shopify-groups.ts'
import { readProduct } from './shopify-product.ts'
import type { Row } from './shopify-rows.ts'
import { assignSkus, deriveSku, type TakenSkus } from './shopify-sku.ts'

/** A product as it will be after an import. */
export interface CompleteProduct {
  readonly product: ImportedProduct
  readonly rows: ProductRows
  readonly cells: Cells
  /** The index of the variant that each row belongs to. Rows without a variant are missing. */
  readonly variantByRow: ReadonlyMap<Row, number>
  /** Empty unless the shop has changed since the file was checked. */
  readonly faults: readonly ImportFault[]
}

/** The rows of one product of a checked file. The SKUs derived for it stay the same however often it is completed. */
export class FileProduct {
  readonly rows: ProductRows
  readonly #columns: Columns
  readonly #sense: CellSense
  readonly #taken: TakenSkus
  readonly #derived = new Map<string, string>()

  constructor(rows: ProductRows, columns: Columns, { sense, taken }: { sense: CellSense; taken: TakenSkus }) {
    this.rows = rows
    this.#columns = columns
    this.#sense = sense
    this.#taken = taken
  }

  /** Returns the product that the shop will have. Anything that the file does not say is taken from `before`. */
  complete(before: ProductBefore | null): CompleteProduct {
    const faults = new Faults()
    const cells = new Cells(this.#columns, this.#sense, faults)
    const draft = readProduct(cells, this.rows, before)
    const rows = draft.variants.map(({ row }) => row)
    const own = new Set(draft.variants.map(({ sku }) => sku))
    const product = assignSkus(draft, (optionValues) => this.#skuOf(optionValues, own))
    const variantByRow = new Map(rows.flatMap((row, index) => (row ? [[row, index] as const] : [])))
    return { product, rows: this.rows, cells, variantByRow, faults: faults.list() }
  }

  /**
   * Drops a derived SKU that another product has, so that the next completion derives another one. Returns false if the
   * SKU was not derived but written in the file.
   */
  replaceSku(sku: string): boolean {
    const found = [...this.#derived].find(([, derived]) => derived === sku)
    if (!found) return false
    this.#derived.delete(found[0])
    return true
  }

  #skuOf(optionValues: readonly string[], own: ReadonlySet<string>): string {
    const key = JSON.stringify(optionValues)
    const known = this.#derived.get(key)
    if (known !== undefined && !own.has(known)) return known
    const written = { has: (sku: string) => own.has(sku) || this.#taken.written.has(sku) }
    const sku = deriveSku(this.rows.slug, optionValues, { ...this.#taken, written })
    this.#derived.set(key, sku)
    return sku
  }
}
