// The same jobs as an engineer would write them by hand: plain SQL on better-sqlite3 behind node:http, same file.
import { createServer } from 'node:http'
import type { Ask, ListAsk } from './asks.ts'
import type { HandDatabase, HandStatement } from './better-sqlite3.ts'
import { openByHand } from './better-sqlite3.ts'

const [path = '', binding = ''] = process.argv.slice(2)
const db: HandDatabase = openByHand(path, binding)
db.pragma('cache_size = -65536')
db.pragma('temp_store = memory')

const statements = new Map<string, HandStatement>()
const all = (sql: string, args: readonly unknown[]): Record<string, unknown>[] => {
  const known = statements.get(sql) ?? db.prepare(sql)
  statements.set(sql, known)
  return known.all(...args)
}

interface Part {
  readonly sql: string
  readonly args: readonly unknown[]
}

const marks = (values: readonly unknown[]): string => values.map(() => '?').join(', ')

const matchOf = (search: string): string | null => {
  const words = search.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  return words.length === 0
    ? null
    : `{title keywords description} : (${words.map((word) => `"${word}"`).join(' AND ')} *)`
}

/** Returns the conditions of the rows. */
const filtersOf = (input: ListAsk): Part[] => {
  const where: Part[] = [{ sql: "l.status = 'active'", args: [] }]
  const add = (sql: string, args: readonly unknown[]) => where.push({ sql, args })
  const match = input.search ? matchOf(input.search) : null
  if (match) add('product_search MATCH ?', [match])
  if (input.productTypes) add(`p.product_type IN (${marks(input.productTypes)})`, input.productTypes)
  if (input.vendors) add(`p.vendor IN (${marks(input.vendors)})`, input.vendors)
  if (input.tags)
    add(`(${input.tags.map(() => 'instr(p.tag_list, char(10) || ? || char(10)) > 0').join(' OR ')})`, input.tags)
  for (const { name, values } of input.options ?? []) {
    add(
      `EXISTS (SELECT 1 FROM variants v JOIN product_options o ON o.product_id = v.product_id AND o.name = ?
        WHERE v.product_id = p.id AND json_extract(v.option_values, '$[' || o.position || ']') IN (${marks(values)}))`,
      [name, ...values]
    )
  }
  if (input.inStock) add('l.in_stock = 1', [])
  if (input.priceMin !== undefined) add('price.from_amount >= ?', [input.priceMin])
  if (input.priceMax !== undefined) add('price.from_amount <= ?', [input.priceMax])
  return where
}

const price = "product_prices price ON price.seq = l.seq AND price.currency = 'EUR'"

/**
 * Returns the tables in the best order for reading. The planner has no statistics and would often begin with prices.
 */
const tablesOf = (input: ListAsk, needsPrice: boolean): string => {
  const needsProduct = input.productTypes ?? input.vendors ?? input.tags ?? input.options
  const further = needsPrice ? `CROSS JOIN ${price}` : ''
  const product = needsProduct ? 'CROSS JOIN products p ON p.seq = l.seq' : ''
  if (input.search && matchOf(input.search)) {
    return `product_search CROSS JOIN product_listings l ON l.seq = product_search.rowid ${further} ${product}`
  }
  if (input.productTypes ?? input.vendors) return `products p CROSS JOIN product_listings l ON l.seq = p.seq ${further}`
  if (needsPrice && input.sort?.startsWith('price')) {
    return `product_prices price CROSS JOIN product_listings l ON l.seq = price.seq AND price.currency = 'EUR' ${product}`
  }
  return `product_listings l ${further} ${product}`
}

const orders = {
  newest: { key: 'l.seq', tie: 'l.seq', way: 'DESC' },
  price_asc: { key: 'price.from_amount', tie: 'price.seq', way: 'ASC' },
  price_desc: { key: 'price.from_amount', tie: 'price.seq', way: 'DESC' },
  title: { key: 'l.title_key', tie: 'l.seq', way: 'ASC' },
  best_selling: { key: 'l.sold', tie: 'l.seq', way: 'DESC' },
} as const

const orderOf = (input: ListAsk): string => {
  const { sort } = input
  if (sort === undefined || sort === 'relevance' || sort === 'featured') {
    return input.search ? 'bm25(product_search, 10, 4, 1), l.seq DESC' : 'l.seq DESC'
  }
  const { key, tie, way } = orders[sort]
  return `${key} ${way}, ${tie} ${way}`
}

const joined = (where: readonly Part[]): Part => ({
  sql: where.map(({ sql }) => sql).join(' AND '),
  args: where.flatMap(({ args }) => args),
})

const list = (input: ListAsk, cursor: readonly [key: string | number, seq: number] | undefined) => {
  const where = filtersOf(input)
  const { sort } = input
  const after: Part[] = []
  if (cursor && sort && sort !== 'relevance' && sort !== 'featured') {
    const { key, tie, way } = orders[sort]
    after.push({ sql: `(${key}, ${tie}) ${way === 'ASC' ? '>' : '<'} (?, ?)`, args: cursor })
  }
  const { sql, args } = joined([...where, ...after])
  const items = all(
    `SELECT l.card, l.in_stock, price.from_amount, price.to_amount, price.compare_at_amount FROM ${tablesOf(input, true)}
      WHERE ${sql} ORDER BY ${orderOf(input)} LIMIT ?`,
    [...args, input.limit + 1]
  ).map(toItem)
  if (cursor) return { items }
  return { items, ...countsOf(input, joined(where)) }
}

const countsOf = (input: ListAsk, { sql, args }: Part) => {
  const { sort: _, limit: __, ...asked } = input
  if (Object.keys(asked).length === 0) {
    const [row] = all("SELECT count(*) AS n FROM product_listings WHERE status = 'active'", [])
    const facets = ['type', 'vendor', 'tag', 'option'].flatMap((kind) =>
      all('SELECT kind, name, value, products AS n FROM facet_values WHERE kind = ? ORDER BY products DESC LIMIT 40', [
        kind,
      ])
    )
    return { total: row?.['n'], facets }
  }
  const from = tablesOf(input, input.priceMin !== undefined || input.priceMax !== undefined)
  const [row] = all(`SELECT count(*) AS n FROM ${from} WHERE ${sql}`, args)
  const facets = all(
    `SELECT f.kind, f.name, f.value, found.n FROM (
        SELECT own.value AS id, count(*) AS n FROM ${from}, json_each('[' || trim(l.facet_ids, ',') || ']') own
        WHERE ${sql} GROUP BY own.value ORDER BY n DESC LIMIT 200
      ) found JOIN facet_values f ON f.id = found.id`,
    args
  )
  return { total: row?.['n'], facets }
}

const toItem = (row: Record<string, unknown>) => ({
  ...JSON.parse(String(row['card'])),
  inStock: row['in_stock'] === 1,
  priceFrom: row['from_amount'],
  priceTo: row['to_amount'],
  compareAt: row['compare_at_amount'],
})

const itemsOf = (from: string, where: string, args: readonly unknown[]) =>
  all(
    `SELECT l.card, l.in_stock, price.from_amount, price.to_amount, price.compare_at_amount
      FROM ${from} CROSS JOIN ${price} WHERE l.status = 'active' AND ${where}`,
    args
  ).map(toItem)

const suggest = ({ search, limit }: { search: string; limit: number }) => {
  const last = search.toLowerCase().split(' ').at(-1) ?? ''
  const match = matchOf(search)?.replace(' description', '')
  return {
    searches: all('SELECT term FROM search_terms WHERE term >= ? AND term < ? ORDER BY products DESC LIMIT 4', [
      last,
      `${last}\u{10ffff}`,
    ]),
    products: match
      ? itemsOf(
          'product_search CROSS JOIN product_listings l ON l.seq = product_search.rowid',
          'product_search MATCH ? ORDER BY bm25(product_search, 10, 4, 1) LIMIT ?',
          [match, limit]
        )
      : [],
  }
}

const related = ({ id, limit }: { id: string; limit: number }) => {
  const learned = itemsOf(
    'related_products r CROSS JOIN product_listings l ON l.seq = r.other_seq',
    'r.seq = (SELECT seq FROM products WHERE id = ?) ORDER BY r.rank LIMIT ?',
    [id, limit]
  )
  if (learned.length === limit) return { items: learned }
  const alike = itemsOf(
    'products p CROSS JOIN product_listings l ON l.seq = p.seq',
    'p.product_type = (SELECT product_type FROM products WHERE id = ?) AND p.id <> ? ORDER BY p.seq DESC LIMIT ?',
    [id, id, limit - learned.length]
  )
  return { items: [...learned, ...alike] }
}

const answer = (ask: Ask): unknown => {
  switch (ask.path) {
    case 'list':
      return list(ask.input, ask.handCursor)
    case 'suggest':
      return suggest(ask.input)
    case 'related':
      return related(ask.input)
  }
}

const server = createServer((request, response) => {
  const ask: Ask = JSON.parse(new URL(request.url ?? '/', 'http://hand').searchParams.get('ask') ?? '')
  response.setHeader('content-type', 'application/json')
  response.end(JSON.stringify(answer(ask)))
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  process.stdout.write(`${typeof address === 'object' && address ? address.port : 0}\n`)
})
