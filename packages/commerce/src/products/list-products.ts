import type { ListProductsInput, ProductPage } from '@tradepost/contract'
import type { Reads } from '@tradepost/db'
import { schema } from '@tradepost/db'
import type { SQL } from 'drizzle-orm'
import { and, asc, count, desc, sql } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { decodeCursor, encodeCursor } from '../page-cursor.ts'
import { qualified } from '../qualified-column.ts'
import { lowestPrice, whereProducts } from './product-filters.ts'
import { readSummaries } from './product-rows.ts'
import { toSearchQuery } from './search-terms.ts'

const { products } = schema

const MAX_FACET_VALUES = 50

interface Order {
  readonly key: SQL<number | string>
  readonly descending: boolean
}

/** Lists active products, filtered and sorted, one page at a time; counts and facets come with the first page. */
export const listProducts = async (deps: Deps, input: ListProductsInput): Promise<ProductPage> => {
  const { read } = deps.db
  const order = orderOf(input)
  const where = whereProducts(input)
  const rows = await read
    .select({ id: products.id, seq: products.seq, key: order.key })
    .from(products)
    .where(and(where, afterCursor(order, input.cursor)))
    .orderBy(order.descending ? desc(order.key) : asc(order.key), desc(products.seq))
    .limit(input.limit + 1)
  const shown = rows.slice(0, input.limit)
  const last = shown.at(-1)
  return {
    items: await readSummaries(
      read,
      shown.map((row) => row.id)
    ),
    nextCursor: last && rows.length > shown.length ? encodeCursor([last.key, last.seq]) : null,
    ...(input.cursor ? { total: null, facets: null } : await countFound(read, input)),
  }
}

const orderOf = (input: ListProductsInput): Order => {
  const query = input.search ? toSearchQuery(input.search) : null
  const sort = input.sort ?? (query ? 'relevance' : 'newest')
  switch (sort) {
    case 'price_asc':
      return { key: lowestPrice, descending: false }
    case 'price_desc':
      return { key: lowestPrice, descending: true }
    case 'title':
      return { key: sql<string>`${products.title}`, descending: false }
    case 'relevance':
      return query ? { key: relevance(query), descending: false } : newest
    case 'newest':
      return newest
  }
}

const newest: Order = { key: sql<number>`${products.seq}`, descending: true }

// A word in the title weighs most. Rounded, so that the key survives the way through a cursor unchanged.
const relevance = (query: string) => sql<number>`(
  select cast(round(bm25(product_search, 10, 3, 4, 4, 1) * 1000000) as integer) from product_search
  where product_search match ${query} and product_search.rowid = ${qualified(products.seq)}
)`

const afterCursor = (order: Order, cursor: string | null | undefined): SQL | undefined => {
  if (!cursor) return undefined
  const [key, seq] = decodeCursor(cursor)
  const beyond = order.descending ? sql`${order.key} < ${key}` : sql`${order.key} > ${key}`
  return sql`(${beyond} or (${order.key} = ${key} and ${products.seq} < ${seq}))`
}

const countFound = async (read: Reads, input: ListProductsInput) => {
  const [found] = await read.select({ total: count() }).from(products).where(whereProducts(input))
  return {
    total: found?.total ?? 0,
    facets: {
      productTypes: await countBy(read, products.productType, whereProducts(input, 'productType')),
      vendors: await countBy(read, products.vendor, whereProducts(input, 'vendor')),
    },
  }
}

const countBy = (read: Reads, column: typeof products.vendor | typeof products.productType, where: SQL | undefined) =>
  read
    .select({ value: sql<string>`${column}`, count: count() })
    .from(products)
    .where(and(where, sql`${column} <> ''`))
    .groupBy(column)
    .orderBy(desc(count()), asc(column))
    .limit(MAX_FACET_VALUES)
