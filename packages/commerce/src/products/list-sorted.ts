import type { ListProductsInput } from '@tradepost/contract'
import type { Reads } from '@tradepost/db'
import type { SQL } from 'drizzle-orm'
import { sql } from 'drizzle-orm'
import { decodeCursor, decodeNumberCursor, encodeCursor } from '../page-cursor.ts'
import type { FoundPage } from './list-products.ts'
import type { Selection } from './product-selection.ts'
import type { Source } from './product-sources.ts'
import { conditions, joinListing, MAX_GATHERED, MAX_SCANNED, pickSource } from './product-sources.ts'
import { expressionOf, matching } from './search-expression.ts'

type Sort = Exclude<NonNullable<ListProductsInput['sort']>, 'relevance'>

interface PageAt {
  readonly cursor: string | null
  readonly limit: number
  readonly sort: Sort
}

/** A sort order: its key, and the index that contains all active products. */
interface Order {
  readonly key: SQL
  readonly descending: boolean
  readonly isPrice?: boolean
  /** The rows of the index, as `key` and `seq`. */
  readonly index: SQL
}

type KeyedRow = [seq: number, key: number | string]

/** Lists the products of a selection in a sort order, starting after the cursor. */
export const listSorted = async (read: Reads, selection: Selection, at: PageAt): Promise<FoundPage> => {
  const order = orderOf(selection, at.sort)
  if (at.sort === 'newest') return listNewest(read, selection, at)
  if (at.sort === 'featured') return walk(read, selection, { order, ...at })
  const source = await pickSource(read, selection, MAX_GATHERED)
  return source ? gather(read, selection, { order, source, ...at }) : walk(read, selection, { order, ...at })
}

const orderOf = ({ currency, collectionId }: Selection, sort: Sort): Order => {
  const active = sql`product_listings where status = 'active'`
  switch (sort) {
    case 'price_asc':
    case 'price_desc': {
      const index = sql`select seq, from_amount as key from product_prices where currency = ${currency}`
      return { key: sql`price.from_amount`, descending: sort === 'price_desc', isPrice: true, index }
    }
    case 'title':
      return { key: sql`listing.title_key`, descending: false, index: sql`select seq, title_key as key from ${active}` }
    case 'best_selling':
      return { key: sql`listing.sold`, descending: true, index: sql`select seq, sold as key from ${active}` }
    case 'featured': {
      const index = sql`select (select seq from products where id = product_id) as seq, position as key
        from collection_products where collection_id = ${collectionId ?? ''}`
      return { key: sql`0`, descending: false, index }
    }
    case 'newest':
      return { key: sql`listing.seq`, descending: true, index: sql`select seq, seq as key from ${active}` }
  }
}

/** The search index itself is ordered newest first, so filters cost nothing there. */
const listNewest = async (read: Reads, selection: Selection, at: PageAt): Promise<FoundPage> => {
  const order = orderOf(selection, 'newest')
  const expression = expressionOf(selection)
  const source = expression === null ? await pickSource(read, selection, MAX_GATHERED) : null
  if (source) return gather(read, selection, { order, source, ...at })
  if (expression === null) return walk(read, selection, { order, ...at })
  const before = at.cursor === null ? null : decodeNumberCursor(at.cursor)
  return walkRows(read, { ...selection, groups: [] }, { window: matching(expression, MAX_SCANNED, { before }), ...at })
}

/** Sorts the products of a small source. */
const gather = async (
  read: Reads,
  selection: Selection,
  { order, source, cursor, limit }: PageAt & { order: Order; source: Source }
): Promise<FoundPage> => {
  const direction = order.descending ? sql`desc` : sql`asc`
  const rows = await read.values<KeyedRow>(sql`
    select listing.seq, ${order.key} from ${source.from} as found ${joinListing(selection, order.isPrice)}
    where ${conditions(selection, source.groups)} ${beyond(order.key, sql`listing.seq`, { order, cursor })}
    order by ${order.key} ${direction}, listing.seq ${direction} limit ${limit + 1}`)
  return toPage(rows, limit)
}

const beyond = (key: SQL, seq: SQL, { order, cursor }: { order: Order; cursor: string | null }): SQL => {
  if (cursor === null) return sql``
  const at = sql`(${decodeCursor(cursor)[0]}, ${decodeNumberCursor(cursor)})`
  return order.descending ? sql`and (${key}, ${seq}) < ${at}` : sql`and (${key}, ${seq}) > ${at}`
}

const toPage = (rows: readonly KeyedRow[], limit: number): FoundPage => {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    seqs: shown.map(([seq]) => seq),
    nextCursor: last && rows.length > limit ? encodeCursor([last[1], last[0]]) : null,
  }
}

/**
 * Walks along the sort order and takes the products that match. Word matches are looked up again for each page, which
 * is the cost of the order.
 */
const walk = (read: Reads, selection: Selection, at: PageAt & { order: Order }): Promise<FoundPage> => {
  const { order, cursor } = at
  const expression = selection.terms.length === 0 ? null : expressionOf(selection)
  const fits =
    expression === null
      ? sql``
      : sql`where seq in (select rowid from product_search where product_search match ${expression})`
  const direction = order.descending ? sql`desc` : sql`asc`
  const window = sql`(
    select seq, key from (${order.index}) where true ${beyond(sql`key`, sql`seq`, { order, cursor })}
    order by key ${direction}, seq ${direction} limit ${MAX_SCANNED})`
  const left = expression === null ? selection : { ...selection, groups: [] }
  return walkRows(read, left, { window, fits, ...at })
}

const walkRows = async (
  read: Reads,
  selection: Selection,
  { window, fits = sql``, limit, sort }: PageAt & { window: SQL; fits?: SQL }
): Promise<FoundPage> => {
  const key = sort === 'newest' ? sql`found.seq` : sql`found.key`
  const rows = await read.values<KeyedRow>(sql`
    select listing.seq, ${key} from (select * from ${window} ${fits}) as found ${joinListing(selection)}
    where ${conditions(selection, selection.groups)} limit ${limit + 1}`)
  if (rows.length > limit) return toPage(rows, limit)
  // Too few of the rows read match: the next page continues after them.
  const [last] = await read.values<KeyedRow>(
    sql`select seq, ${key} from ${window} as found limit 1 offset ${MAX_SCANNED - 1}`
  )
  return { seqs: rows.map(([seq]) => seq), nextCursor: last ? encodeCursor([last[1], last[0]]) : null }
}
