import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Reads } from '@tradepost/db'
import { schema } from '@tradepost/db'
import type { CellSense } from '../products/shopify-cells.ts'
import { makeRowWriter, toLine } from '../products/write-shopify-rows.ts'
import type { Deps } from '../deps.ts'
import { readShop } from '../shop/read-shop.ts'
import { readExportHeader } from './export-header.ts'
import { readExportPage } from './export-page.ts'

const PAGE = 50

/** A catalog export: its product count, and the file, page by page. */
export interface CatalogueExport {
  readonly productCount: number
  readonly text: AsyncGenerator<string, void>
}

/**
 * Writes the catalog as a Shopify product CSV, in the order in which products were created. The columns and cells of
 * imported files are written as they were, if they still match the shop. Importing the export changes nothing. A
 * product that changes during the export is written as it is when its page is read.
 */
export const exportProducts = async (deps: Pick<Deps, 'db' | 'publicUrl'>): Promise<CatalogueExport> => {
  const { read } = deps.db
  const { currency } = await readShop(read)
  const productCount = await read.$count(schema.products)
  return { productCount, text: linesOf(read, { currency, ownUrl: deps.publicUrl }) }
}

async function* linesOf(read: Reads, sense: CellSense): AsyncGenerator<string, void> {
  const { header, write } = makeRowWriter(await readExportHeader(read, sense), sense)
  let text = toLine(header)
  let after = 0
  for (;;) {
    const page = await readExportPage(read, { after, limit: PAGE })
    for (const product of page) for (const cells of write(product)) text += toLine(cells)
    const last = page.at(-1)
    if (text !== '') yield text
    if (!last) return
    after = last.seq
    text = ''
    // Reading and writing a page takes some milliseconds. Other work gets its turn between two pages.
    await nextTurn()
  }
}
