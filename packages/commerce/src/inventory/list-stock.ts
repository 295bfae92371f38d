import type { ListStockInput, Page, StockItem } from '@tradepost/contract'
import type { Reads } from '@tradepost/db'
import type { SQL } from 'drizzle-orm'
import { sql } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { decodeCursor, encodeCursor, invalidCursor } from '../page-cursor.ts'
import { matching, toExpression } from '../products/search-expression.ts'
import { findTerms, typedWords } from '../products/search-words.ts'
import { readLocation } from './locations.ts'
import { readStockItems } from './stock-items.ts'

/** The most variants that one page looks at. If it finds too few among them, the next page continues from there. */
const MAX_SCANNED = 5000
/** With more variants than this at a location, the query scans in order instead of collecting and sorting them. */
const MAX_GATHERED = 2000
/** The most products with matching titles that one page looks at. */
const MAX_TITLED = 200
const LAST_CHARACTER = '\u{10ffff}'

/**
 * Lists the stock of all variants by SKU or, with `isLow`, the lowest first. A search lists the SKUs that begin with
 * it, then the variants of products whose titles contain its words, newest first. Throws `location.not_found`.
 */
export const listStock = async ({ db: { read } }: Deps, input: ListStockInput): Promise<Page<StockItem>> => {
  if (input.locationId !== undefined) await readLocation(read, input.locationId)
  const at = { after: input.cursor ? readCursor(input.cursor) : null, limit: input.limit }
  const found = input.search === undefined ? await listAll(read, input, at) : await listFound(read, input, at)
  const ids = found.rows.map(([id]) => id)
  return { items: await readStockItems(read, ids), nextCursor: found.next && encodeCursor(found.next) }
}

type Cursor = readonly [key: string | number, id: string]

interface PageAt {
  readonly after: Cursor | null
  readonly limit: number
}

type KeyedRow = [id: string, key: string | number]

/** A page of variants in order, and the cursor of the next page. */
interface Found {
  readonly rows: readonly KeyedRow[]
  readonly next: Cursor | null
}

const readCursor = (cursor: string): Cursor => {
  const [key, id] = decodeCursor(cursor)
  if (typeof id !== 'string') throw invalidCursor()
  return [key, id]
}

/** An ascending order of variants: its key, and the rows of its index as `id` and `key`. */
interface Order {
  readonly isNumber: boolean
  readonly key: SQL
  readonly from: (after: Cursor | null) => SQL
}

const bySku = (beginning: string | null): Order => ({
  isNumber: false,
  key: sql`variant.sku collate nocase`,
  from: (after) => sql`(
    select id, sku as key from variants
    where ${beginning === null ? sql`true` : beginsWith(sql`sku`, beginning)}
      ${after ? sql`and (sku collate nocase, id) > (${after[0]}, ${after[1]})` : sql``}
    order by sku collate nocase, id limit ${MAX_SCANNED})`,
})

const lowestFirst: Order = {
  isNumber: true,
  key: sql`total.available`,
  from: (after) => sql`(
    select variant_id as id, available as key from stock_totals
    where available <= (select low_stock_threshold from shop_settings)
      ${after ? sql`and (available, variant_id) > (${after[0]}, ${after[1]})` : sql``}
    order by available, variant_id limit ${MAX_SCANNED})`,
}

const beginsWith = (sku: SQL, beginning: string): SQL =>
  sql`(${sku} collate nocase >= ${beginning} and ${sku} collate nocase < ${beginning + LAST_CHARACTER})`

const joinVariant = sql`
  cross join variants as variant on variant.id = found.id
  left join stock_totals as total on total.variant_id = variant.id`

/** Builds the filter of the listed variants, which is the same for every order. */
const conditions = ({ isLow, locationId }: ListStockInput): SQL => {
  const low = sql`variant.tracked = 1 and total.available <= (select low_stock_threshold from shop_settings)`
  const there = sql`exists (
    select 1 from stock_levels as level where level.variant_id = variant.id and level.location_id = ${locationId})`
  return sql`${isLow ? low : sql`true`} and ${locationId === undefined ? sql`true` : there}`
}

const listAll = async (read: Reads, input: ListStockInput, at: PageAt): Promise<Found> => {
  const order = input.isLow ? lowestFirst : bySku(null)
  // A cursor of the other order has a key of another type, which cannot be compared.
  if (at.after && (typeof at.after[0] === 'number') !== order.isNumber) throw invalidCursor()
  if (input.locationId !== undefined && (await isSmall(read, input.locationId))) {
    return gather(read, input, { order, ...at })
  }
  return walk(read, input, { order, ...at })
}

const isSmall = async (read: Reads, locationId: string): Promise<boolean> => {
  const [row] = await read.values<[count: number]>(sql`
    select count(*) from (select 1 from stock_levels where location_id = ${locationId} limit ${MAX_GATHERED + 1})`)
  return (row?.[0] ?? 0) <= MAX_GATHERED
}

type OrderedAt = PageAt & { readonly order: Order }

/** Sorts the few variants at a location. */
const gather = async (read: Reads, input: ListStockInput, { after, limit, order }: OrderedAt): Promise<Found> => {
  const rows = await read.values<KeyedRow>(sql`
    select variant.id, ${order.key} from (
      select variant_id as id from stock_levels where location_id = ${input.locationId}) as found ${joinVariant}
    where ${conditions(input)} ${after ? sql`and (${order.key}, variant.id) > (${after[0]}, ${after[1]})` : sql``}
    order by ${order.key}, variant.id limit ${limit + 1}`)
  return toPage(rows, limit)
}

/** Scans in order until the page is full. */
const walk = async (read: Reads, input: ListStockInput, { after, limit, order }: OrderedAt): Promise<Found> => {
  const window = order.from(after)
  const rows = await read.values<KeyedRow>(sql`
    select found.id, found.key from ${window} as found ${joinVariant} where ${conditions(input)} limit ${limit + 1}`)
  if (rows.length > limit) return toPage(rows, limit)
  const [last] = await read.values<KeyedRow>(
    sql`select id, key from ${window} as found limit 1 offset ${MAX_SCANNED - 1}`
  )
  return { rows, next: last ? [last[1], last[0]] : null }
}

const toPage = (rows: readonly KeyedRow[], limit: number): Found => {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return { rows: shown, next: last && rows.length > limit ? [last[1], last[0]] : null }
}

// The cursor before all products. A number key is a product, a text key is a SKU.
const BEFORE_TITLES: Cursor = [Number.MAX_SAFE_INTEGER, '']

const listFound = async (read: Reads, input: ListStockInput, at: PageAt): Promise<Found> => {
  if (typeof at.after?.[0] === 'number') return listTitled(read, input, at)
  const beginning = input.search ?? ''
  const found = await walk(read, input, { order: bySku(beginning), ...at })
  if (found.next) return found
  const more = await listTitled(read, input, { after: BEFORE_TITLES, limit: at.limit - found.rows.length })
  return { rows: [...found.rows, ...more.rows], next: more.next }
}

/**
 * Lists the variants of products whose titles contain the words, without those whose SKU begins with the search: they
 * were listed before.
 */
const listTitled = async (read: Reads, input: ListStockInput, { after, limit }: PageAt): Promise<Found> => {
  const [seq, id] = after ?? BEFORE_TITLES
  const beginning = input.search ?? ''
  const terms = await findTerms(read, typedWords(beginning))
  const expression = toExpression({ terms, match: 'all', groups: [], withHidden: true }, 'title')
  if (expression === null) return { rows: [], next: null }
  const window = matching(expression, MAX_TITLED, { before: seq === BEFORE_TITLES[0] ? null : Number(seq) + 1 })
  const rows = await read.values<KeyedRow>(sql`
    select variant.id, product.seq from ${window} as titled
      cross join products as product on product.seq = titled.seq
      cross join variants as variant on variant.product_id = product.id
      left join stock_totals as total on total.variant_id = variant.id
    where ${conditions(input)} and not ${beginsWith(sql`variant.sku`, beginning)}
      and (product.seq < ${seq} or variant.id > ${id})
    order by product.seq desc, variant.id limit ${limit + 1}`)
  if (rows.length > limit) return limit === 0 ? { rows: [], next: [seq, id] } : toPage(rows, limit)
  const [last] = await read.values<[seq: number]>(
    sql`select seq from ${window} as titled limit 1 offset ${MAX_TITLED - 1}`
  )
  return { rows, next: last ? [last[0] - 1, ''] : null }
}
