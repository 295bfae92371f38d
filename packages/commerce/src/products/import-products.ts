import { setImmediate as nextTurn } from 'node:timers/promises'
import type { ImportFault, ImportProductsOutput } from '@tradepost/contract'
import { fail } from '@tradepost/contract'
import type { Tx } from '@tradepost/db'
import { schema } from '@tradepost/db'
import { eq, inArray } from 'drizzle-orm'
import type { Actor } from '../audit/record-audit.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { Deps } from '../deps.ts'
import { readShop } from '../shop/read-shop.ts'
import type { ReadResult } from './read-shopify-csv.ts'
import { readShopifyCsv } from './read-shopify-csv.ts'
import type { SaveResult } from './save-product.ts'
import { saveProduct } from './save-product.ts'

const { products, variants } = schema

const MAX_IMPORT_MS = 120_000

class DryRunDone extends Error {
  readonly output: ImportProductsOutput

  constructor(output: ImportProductsOutput) {
    super('A dry run is rolled back.')
    this.output = output
  }
}

/**
 * Imports a Shopify product CSV, all of it in one transaction or, where it has a fault, none of it. The same file twice
 * changes nothing. A dry run does everything and then rolls back. Throws `import.invalid` and `import.too_large`.
 */
export const importProducts = async (
  deps: Deps,
  { bytes, dryRun, actor }: { bytes: Uint8Array; dryRun: boolean; actor: Actor }
): Promise<ImportProductsOutput> => {
  const { currency } = await readShop(deps.db.read)
  const file = readShopifyCsv(bytes, currency)
  const context = { currency, actor: actor.id ?? actor.kind, reason: 'product import' }
  try {
    return await deps.db.write(async (tx) => {
      await refuseForeignSkus(tx, file)
      const results: SaveResult[] = []
      for (const [index, product] of file.products.entries()) {
        results.push(await saveProduct(tx, deps, { product, context }))
        // Statements run synchronously: without a pause no reader would be answered until the end.
        if (index % 20 === 19) await nextTurn()
      }
      const output = summarise(file, results, dryRun)
      if (dryRun) throw new DryRunDone(output)
      await recordAudit(tx, deps, { actor, change: { target: 'products', before: null, after: output } })
      return output
    }, MAX_IMPORT_MS)
  } catch (error) {
    if (error instanceof DryRunDone) return error.output
    throw error
  }
}

/** A SKU of the file that belongs to another product of the shop is a fault, not a move. */
const refuseForeignSkus = async (tx: Tx, file: ReadResult): Promise<void> => {
  const slugBySku = new Map(file.products.flatMap((product) => product.variants.map((v) => [v.sku, product.slug])))
  const faults: ImportFault[] = []
  for (const skus of chunks([...slugBySku.keys()], 500)) {
    const taken = await tx
      .select({ sku: variants.sku, slug: products.slug })
      .from(variants)
      .innerJoin(products, eq(products.id, variants.productId))
      .where(inArray(variants.sku, skus))
    for (const { sku, slug } of taken) {
      if (slugBySku.get(sku) === slug) continue
      const message = `SKU ${sku} belongs to the product “${slug}”: give this variant another one.`
      faults.push({ row: null, column: 'Variant SKU', code: 'duplicate_sku', message })
    }
  }
  if (faults.length > 0) throw fail('import.invalid', { faults: faults.slice(0, 100), faultCount: faults.length })
}

const chunks = <T>(items: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, n) => items.slice(n * size, (n + 1) * size))

const summarise = (file: ReadResult, results: readonly SaveResult[], dryRun: boolean): ImportProductsOutput => ({
  dryRun,
  rows: file.rows,
  products: {
    created: results.filter((result) => result === 'created').length,
    updated: results.filter((result) => result === 'updated').length,
    unchanged: results.filter((result) => result === 'unchanged').length,
  },
  variants: file.products.reduce((sum, product) => sum + product.variants.length, 0),
  images: file.products.reduce((sum, product) => sum + product.images.length, 0),
})
