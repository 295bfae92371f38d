import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { reindexProducts, tidySearchIndex } from '@tradepost/commerce'
import { FIRST_LOCATION, makeId } from '@tradepost/contract'
import { openDatabase } from '@tradepost/db'
import Sqlite from 'libsql'
import { cacheFolder } from './cache-folder.ts'
import type { MadeProduct } from './products.ts'
import { makeLexicon, productMaker } from './products.ts'
import { diceOf, zipfOf } from './random.ts'

const root = new URL('../../', import.meta.url)
// Files that determine the content of a built shop. If any of them changes, the shop is built again.
const makers = [
  'packages/db/migrations',
  'packages/commerce/src/products',
  'packages/commerce/src/collections',
  'bench/catalogue',
]
const isMaker = (file: string): boolean =>
  /\.sql$|^(?:index-|tidy-|fold-text|facet-values|reindex-|collection-rules|build-shop|products|random|words)/.test(
    file
  )

const BATCH = 20_000
const TOGETHER = 64
const START_MS = Date.UTC(2026, 0, 1)

/**
 * Returns the folder of a shop with `size` products, and builds it unless it is cached. Products are inserted with
 * plain SQL, their listings by the shop's own indexing. Its database is `shop.db`.
 */
export const builtShop = async (size: number): Promise<string> => {
  const folder = join(cacheFolder(), `shop-${size}-${fingerprint()}`)
  const path = join(folder, 'shop.db')
  if (existsSync(path)) return folder
  mkdirSync(folder, { recursive: true })
  const making = join(folder, 'making.db')
  removeFile(making)
  const begunAt = performance.now()
  await (await openDatabase({ url: `file:${making}` })).close()
  fill(making, size)
  const filledAt = performance.now()
  await index(making, size)
  finish(making, size)
  const seconds = [filledAt - begunAt, performance.now() - filledAt].map((ms) => `${(ms / 1000).toFixed(0)} s`)
  process.stderr.write(`\rmade ${size} products: ${seconds.join(' for the rows, ')} for the listings\n`)
  renameSync(making, path)
  removeFile(making)
  return folder
}

const removeFile = (path: string): void => {
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true })
}

const fingerprint = (): string => {
  const hash = createHash('sha256')
  for (const folder of makers) {
    for (const file of readdirSync(new URL(folder, root)).toSorted()) {
      if (isMaker(file)) hash.update(file).update(readFileSync(new URL(`${folder}/${file}`, root)))
    }
  }
  return hash.digest('hex').slice(0, 12)
}

const tables = {
  products: 14,
  product_options: 3,
  product_images: 5,
  variants: 15,
  stock_levels: 5,
} as const

const fill = (path: string, size: number): void => {
  const file = new Sqlite(path)
  for (const pragma of ['synchronous = off', 'cache_size = -200000']) file.exec(`PRAGMA ${pragma}`)
  const insert = insertersOf(file)
  const make = productMaker(makeLexicon(size))
  for (let start = 0; start < size; start += BATCH) {
    file.exec('BEGIN')
    for (let number = start; number < Math.min(size, start + BATCH); number++) insert(make(number), number)
    file.exec('COMMIT')
    process.stderr.write(`\r${Math.min(size, start + BATCH)} of ${size} products `)
  }
  file.exec('INSERT INTO product_reindex SELECT seq FROM products WHERE true ON CONFLICT DO NOTHING')
  file.close()
}

const idOf = <K extends 'product' | 'variant' | 'image'>(kind: K, number: number, part = 0) =>
  makeId(kind, START_MS + number * 1000, () => {
    const bytes = new Uint8Array(10)
    new DataView(bytes.buffer).setUint32(0, number * 8 + part)
    return bytes
  })

const insertersOf = (file: Sqlite.Database) => {
  const columns: Record<keyof typeof tables, string> = {
    products: `id, slug, title, description_html, description_text, vendor, product_type, tag_list, status, seo_title,
      seo_description, created_at, updated_at, version`,
    product_options: 'product_id, position, name',
    product_images: 'id, product_id, position, src, alt',
    variants: `id, product_id, position, sku, title, option_values, price_amount, compare_at_amount, currency, barcode,
      weight_grams, requires_shipping, taxable, tracked, backorder`,
    stock_levels: 'variant_id, location_id, on_hand, allocated, backorder',
  }
  const into = (table: keyof typeof tables) =>
    file.prepare(
      `INSERT INTO ${table} (${columns[table]}) VALUES (${Array.from({ length: tables[table] }, () => '?').join(', ')})`
    )
  const [product, option, image, variant, stock] = [
    into('products'),
    into('product_options'),
    into('product_images'),
    into('variants'),
    into('stock_levels'),
  ]
  const whole = (number: number) => BigInt(number)
  return (made: MadeProduct, number: number): void => {
    const id = idOf('product', number)
    const text = made.description
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, ' ')
      .trim()
    const tags = `\n${made.tags.join('\n')}\n`
    const at = whole(START_MS + number * 1000)
    const html = `<p>${made.description}</p>`
    product.run([
      id,
      made.slug,
      made.title,
      html,
      text,
      made.vendor,
      made.productType,
      tags,
      made.status,
      null,
      null,
      at,
      at,
      1n,
    ])
    made.options.forEach((name, position) => option.run([id, whole(position), name]))
    image.run([idOf('image', number), id, 0n, `/media/${number % 5000}.webp`, made.title])
    made.variants.forEach((own, position) => {
      const variantId = idOf('variant', number, position)
      const title = own.optionValues.join(' / ') || 'Default'
      const compareAt = own.compareAtAmount === null ? null : whole(own.compareAtAmount)
      const values = JSON.stringify(own.optionValues)
      variant.run([
        variantId,
        id,
        whole(position),
        own.sku,
        title,
        values,
        whole(own.priceAmount),
        compareAt,
        'EUR',
        null,
        250n,
        1n,
        1n,
        1n,
        0n,
      ])
      stock.run([variantId, FIRST_LOCATION, whole(own.onHand), 0n, 0n])
    })
  }
}

const index = async (path: string, size: number): Promise<void> => {
  const db = await openDatabase({ url: `file:${path}` })
  let done = 0
  for (let last = 1; last > 0;) {
    // Concurrent calls share a commit.
    const written = await Promise.all(Array.from({ length: TOGETHER }, () => reindexProducts({ db })))
    last = written.reduce((sum, count) => sum + count, 0)
    done += last
    process.stderr.write(`\r${done} of ${size} listings `)
  }
  // As the shop itself does every night.
  while (await tidySearchIndex({ db, now: Date.now })) continue
  await db.close()
}

const pairsOf = (seqs: readonly bigint[]): [bigint, bigint][] =>
  seqs.flatMap((seq) => seqs.filter((other) => other !== seq).map((other): [bigint, bigint] => [seq, other]))

/** Writes what the shop would have learned from orders: how many units were sold, and what is bought together. */
const finish = (path: string, size: number): void => {
  const file = new Sqlite(path)
  const dice = diceOf(size)
  const popular = zipfOf(
    Array.from({ length: size }, (_, n) => 1 + ((n * 7919) % size)),
    0.9
  )
  const sale = file.prepare(
    'INSERT INTO product_sales VALUES (?, 1, ?) ON CONFLICT DO UPDATE SET orders = orders + 1, units = units + excluded.units'
  )
  const pair = file.prepare('INSERT INTO product_pairs VALUES (?, ?, 1) ON CONFLICT DO UPDATE SET orders = orders + 1')
  file.exec('PRAGMA synchronous = off; PRAGMA cache_size = -400000; BEGIN')
  for (let order = 0; order < size; order++) {
    const seqs = [...new Set(Array.from({ length: 1 + dice.below(4) }, () => popular(dice)))].map(BigInt)
    for (const seq of seqs) sale.run([seq, BigInt(1 + dice.below(2))])
    for (const [seq, other] of pairsOf(seqs)) pair.run([seq, other])
  }
  file.exec(
    `UPDATE product_listings SET sold = sale.units FROM product_sales AS sale WHERE sale.seq = product_listings.seq`
  )
  file.exec(`INSERT INTO related_products (seq, rank, other_seq, score)
    SELECT seq, rank, other_seq, orders FROM (
      SELECT seq, other_seq, orders, row_number() OVER (PARTITION BY seq ORDER BY orders DESC, other_seq) - 1 AS rank FROM product_pairs
    ) WHERE rank < 20`)
  file.exec('COMMIT')
  const [folded] = file.prepare('PRAGMA wal_checkpoint(truncate)').all([])
  if (Reflect.get(Object(folded), 'busy') !== 0) throw new Error('The log could not be folded into the file.')
  file.close()
}
