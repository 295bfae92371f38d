import { join } from 'node:path'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { reindexProducts } from '@tradepost/commerce'
import { openDatabase } from '@tradepost/db'
import Sqlite from 'libsql'
import type { TestShop } from './test-shop.ts'

/** All data behind lists and searches. To be comparable, facets are named by their values instead of their IDs. */
export interface Listings {
  readonly listings: readonly unknown[]
  readonly prices: readonly unknown[]
  readonly facets: readonly unknown[]
  readonly words: readonly unknown[]
  /** Each word of the search index, with its product and column. */
  readonly index: readonly string[]
}

/** Finishes pending indexing and reads the listings that a shop's changes produced. */
export const keptListings = async (shop: TestShop): Promise<Listings> => {
  while ((await reindexProducts(shop.deps)) > 0) continue
  return withCopy(shop, async (path) => readListings(path))
}

/** Indexes a copy of the shop from scratch and reads its listings. */
export const freshListings = (shop: TestShop): Promise<Listings> =>
  withCopy(shop, async (path) => {
    const file = new Sqlite(path)
    for (const table of [
      'product_listings',
      'product_prices',
      'facet_values',
      'search_terms',
      'search_spellings',
      'product_reindex',
    ]) {
      file.exec(`DELETE FROM ${table}`)
    }
    file.exec('INSERT INTO product_reindex SELECT seq FROM products')
    file.close()
    const db = await openDatabase({ url: `file:${path}` })
    while ((await reindexProducts({ ...shop.deps, db })) > 0) continue
    await db.close()
    return readListings(path)
  })

const withCopy = async <T>(shop: TestShop, work: (path: string) => Promise<T>): Promise<T> => {
  const folder = mkdtempSync(join(tmpdir(), 'tradepost-copy-'))
  const path = join(folder, 'shop.db')
  const file = new Sqlite(shop.path)
  file.exec(`VACUUM INTO '${path}'`)
  file.close()
  try {
    return await work(path)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const aFacet = /\ue000(h?)(\d+)/g

const readListings = (path: string): Listings => {
  const file = new Sqlite(path)
  try {
    const rows = (sql: string) => file.prepare(sql).all([]) as Record<string, unknown>[]
    file.exec("INSERT INTO product_search (product_search) VALUES ('integrity-check')")
    file.exec("CREATE VIRTUAL TABLE temp.indexed USING fts5vocab (main, product_search, 'instance')")
    const names = new Map(
      rows('SELECT id, kind, name, value FROM facet_values').map(({ id, ...facet }) => [
        String(id),
        JSON.stringify(facet),
      ])
    )
    const named = (term: unknown) =>
      String(term).replaceAll(aFacet, (facet, mark: string, id: string) => mark + (names.get(id) ?? facet))
    const terms = rows('SELECT term, doc, col FROM indexed').map(({ term, doc, col }) =>
      JSON.stringify([doc, col, named(term)])
    )
    return {
      listings: rows(`
        SELECT seq, status, in_stock, title_key, search_title, search_keywords, words, card,
          (SELECT json_group_array(facet) FROM (
            SELECT kind || '|' || name || '|' || facet_values.value AS facet
            FROM json_each('[' || trim(facet_ids, ',') || ']') AS own JOIN facet_values ON facet_values.id = own.value ORDER BY facet
          )) AS facets
        FROM product_listings ORDER BY seq`),
      prices: rows('SELECT * FROM product_prices ORDER BY seq, currency'),
      facets: rows(
        'SELECT kind, name, value, products FROM facet_values WHERE products > 0 ORDER BY kind, name, value'
      ),
      words: rows('SELECT term, products FROM search_terms WHERE products > 0 ORDER BY term'),
      index: [...new Set(terms)].toSorted(),
    }
  } finally {
    file.close()
  }
}
