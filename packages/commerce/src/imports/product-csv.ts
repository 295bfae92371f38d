import type { Reads, Tx } from '@tradepost/db'
import { schema } from '@tradepost/db'
import { asc, eq, sql } from 'drizzle-orm'

const { products, productCsvCells, productCsvColumns } = schema

/** A column of an imported file. */
export interface KnownCsvColumn {
  readonly id: number
  readonly name: string
}

/** Reads the columns of all imported files, in export order. */
export const readCsvColumns = (read: Reads): Promise<KnownCsvColumn[]> =>
  read
    .select({ id: productCsvColumns.id, name: productCsvColumns.name })
    .from(productCsvColumns)
    .orderBy(asc(productCsvColumns.position))

/** Merges the columns of a file into the known ones. Each new column follows the one before it in the file. */
export const mergeColumns = (known: readonly KnownCsvColumn[], names: readonly string[]): KnownCsvColumn[] => {
  const merged = [...known]
  let nextId = Math.max(0, ...known.map(({ id }) => id)) + 1
  let at = 0
  for (const name of names) {
    const found = merged.findIndex((column) => column.name === name)
    if (found === -1) merged.splice(at, 0, { id: nextId++, name })
    at = (found === -1 ? at : found) + 1
  }
  return merged
}

/** Stores the columns in this order. */
export const writeCsvColumns = async (tx: Tx, columns: readonly KnownCsvColumn[]): Promise<void> => {
  for (const [position, { id, name }] of columns.entries()) {
    await tx
      .insert(productCsvColumns)
      .values({ id, name, position })
      .onConflictDoUpdate({ target: productCsvColumns.id, set: { position } })
  }
}

/** Stores the cells of the product with this slug; null deletes them. */
export const writeCsvCells = async (tx: Tx, slug: string, cells: schema.ProductCells | null): Promise<void> => {
  const productId = idOf(slug)
  if (cells === null) await tx.delete(productCsvCells).where(eq(productCsvCells.productId, productId))
  else {
    await tx.run(sql`
      insert into ${productCsvCells} (product_id, cells) values (${productId}, ${JSON.stringify(cells)})
      on conflict (product_id) do update set cells = excluded.cells where cells <> excluded.cells`)
  }
}

const idOf = (slug: string) => sql`(select ${products.id} from ${products} where ${products.slug} = ${slug})`
