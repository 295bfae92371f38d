import type {
  AdminListProductsInput,
  AdminProduct,
  AdminProductPage,
  AdminProductSummary,
  Currency,
  IdOf,
  ProductStatus,
} from '@tradepost/contract'
import { fail, money } from '@tradepost/contract'
import type { Reads, schema } from '@tradepost/db'
import { sql } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { toInstant } from '../deps.ts'
import { decodeCursor, decodeNumberCursor, encodeCursor } from '../page-cursor.ts'
import { readShop } from '../shop/read-shop.ts'
import type { FoundPage } from './list-products.ts'
import { listRanked } from './list-ranked.ts'
import { withMatch } from './product-selection.ts'
import { readAdminProduct } from './read-admin-product.ts'
import { findTerms, typedWords } from './search-words.ts'

type ListingCard = (typeof schema.productListings.$inferSelect)['card']

/** Reads a product of any status. Throws `product.not_found`. */
export const adminGetProduct = async (
  { db: { read } }: Deps,
  { id }: { id: IdOf<'product'> }
): Promise<AdminProduct> => {
  const product = await readAdminProduct(read, id)
  if (!product) throw fail('product.not_found')
  return product
}

/** Lists products of any status: search results best first, otherwise in the requested sort order. */
export const adminListProducts = async (deps: Deps, input: AdminListProductsInput): Promise<AdminProductPage> => {
  const { read } = deps.db
  const { currency } = await readShop(read)
  const words = typedWords(input.search ?? '')
  const page = words.length > 0 ? await search(read, input, { words, currency }) : await listBySort(read, input)
  return {
    items: await readSummaries(read, page.seqs, currency),
    nextCursor: page.nextCursor,
    counts: input.cursor ? null : await countByStatus(read),
  }
}

const search = async (
  read: Reads,
  input: AdminListProductsInput,
  { words, currency }: { words: readonly string[]; currency: Currency }
): Promise<FoundPage> => {
  const selection = await withMatch(read, {
    terms: await findTerms(read, words),
    groups: [],
    collectionId: null,
    currency,
    isShopCurrency: true,
    inStock: false,
    priceMin: null,
    priceMax: null,
    status: input.status ?? 'any',
  })
  return listRanked(read, selection, { cursor: input.cursor ?? null, limit: input.limit })
}

const listBySort = async (read: Reads, input: AdminListProductsInput): Promise<FoundPage> => {
  const { cursor, limit, status, sort } = input
  const key = sort === 'updated' ? sql`updated_at` : sql`seq`
  const rows = await read.values<[seq: number, key: number]>(sql`
    select seq, ${key} from products
    where ${status ? sql`status = ${status}` : sql`true`}
      ${cursor ? sql`and (${key}, seq) < (${decodeCursor(cursor)[0]}, ${decodeNumberCursor(cursor)})` : sql``}
    order by ${key} desc, seq desc limit ${limit + 1}`)
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    seqs: shown.map(([seq]) => seq),
    nextCursor: last && rows.length > limit ? encodeCursor([last[1], last[0]]) : null,
  }
}

type SummaryValues = [
  card: string,
  version: number,
  status: ProductStatus,
  updatedAt: number,
  from: number,
  to: number,
  available: number | null,
]

/** Reads products as the back office lists them, in the order of `seqs`. */
export const readSummaries = async (
  read: Reads,
  seqs: readonly number[],
  currency: Currency
): Promise<AdminProductSummary[]> => {
  const rows = await read.values<SummaryValues>(sql`
    select listing.card, product.version, product.status, product.updated_at, price.from_amount, price.to_amount, (
      select iif(max(variant.tracked = 0 or variant.backorder = 1), null, total(level.on_hand - level.allocated))
      from variants as variant left join stock_levels as level on level.variant_id = variant.id
        and level.location_id in (select id from locations where is_active = 1)
      where variant.product_id = product.id)
    from json_each(${JSON.stringify(seqs)}) as wanted
      cross join products as product on product.seq = wanted.value
      cross join product_listings as listing on listing.seq = product.seq
      cross join product_prices as price on price.seq = product.seq and price.currency = ${currency}
    order by wanted.key`)
  return rows.map(([card, version, status, updatedAt, from, to, available]) => ({
    version,
    status,
    available,
    priceFrom: money(from, currency),
    priceTo: money(to, currency),
    updatedAt: toInstant(updatedAt),
    ...(JSON.parse(card) as ListingCard),
  }))
}

const countByStatus = async (read: Reads): Promise<AdminProductPage['counts']> => {
  const hidden = await read.values<[status: ProductStatus, count: number]>(
    sql`select status, count(*) from product_listings where status <> 'active' group by status`
  )
  const [all] = await read.values<[count: number]>(sql`select products from facet_values where kind = 'all'`)
  const countOf = (status: ProductStatus) => hidden.find(([own]) => own === status)?.[1] ?? 0
  return { draft: countOf('draft'), active: all?.[0] ?? 0, archived: countOf('archived') }
}
