import type { IdOf, StockItem } from '@tradepost/contract'
import { fail } from '@tradepost/contract'
import type { Reads } from '@tradepost/db'
import { sql } from 'drizzle-orm'

/** Identifies a variant by its ID or its SKU. */
export interface VariantRef {
  readonly variantId?: IdOf<'variant'> | undefined
  readonly sku?: string | undefined
}

export interface FoundVariant {
  readonly id: IdOf<'variant'>
  readonly sku: string
  readonly backorder: boolean
}

/** Finds a variant. Throws `variant.not_found`. */
export const findVariant = async (read: Reads, { variantId, sku }: VariantRef): Promise<FoundVariant> => {
  const named = variantId === undefined ? sql`sku = ${sku ?? ''}` : sql`id = ${variantId}`
  const [row] = await read.values<[id: IdOf<'variant'>, sku: string, backorder: number]>(
    sql`select id, sku, backorder from variants where ${named}`
  )
  if (!row) throw fail('variant.not_found')
  return { id: row[0], sku: row[1], backorder: row[2] === 1 }
}

type LevelValues = [id: IdOf<'location'>, name: string, onHand: number, allocated: number]
type ItemValues = [
  variantId: IdOf<'variant'>,
  productId: IdOf<'product'>,
  sku: string,
  productTitle: string,
  variantTitle: string,
  tracked: number,
  backorder: number,
  onHand: number | null,
  allocated: number | null,
  threshold: number,
  levels: string,
]

/** Reads the stock of variants in the order of `ids`, leaving out variants that no longer exist. */
export const readStockItems = async (read: Reads, ids: readonly string[]): Promise<StockItem[]> => {
  const rows = await read.values<ItemValues>(sql`
    select variant.id, variant.product_id, variant.sku, product.title, variant.title, variant.tracked, variant.backorder,
      total.on_hand, total.allocated, (select low_stock_threshold from shop_settings), (
        select json_group_array(json_array(id, name, on_hand, allocated)) from (
          select location.id, location.name, level.on_hand, level.allocated
          from stock_levels as level join locations as location on location.id = level.location_id
          where level.variant_id = variant.id order by location.position, location.id))
    from json_each(${JSON.stringify(ids)}) as wanted
      cross join variants as variant on variant.id = wanted.value
      cross join products as product on product.id = variant.product_id
      left join stock_totals as total on total.variant_id = variant.id
    order by wanted.key`)
  return rows.map(toItem)
}

const toItem = (row: ItemValues): StockItem => {
  const [variantId, productId, sku, productTitle, variantTitle, tracked, backorder, ...counters] = row
  const [onHand, allocated, threshold, levels] = counters
  const available = (onHand ?? 0) - (allocated ?? 0)
  return {
    variantId,
    productId,
    sku,
    productTitle,
    variantTitle,
    tracked: tracked === 1,
    backorder: backorder === 1,
    isLow: tracked === 1 && onHand !== null && available <= threshold,
    onHand: onHand ?? 0,
    allocated: allocated ?? 0,
    available,
    levels: levelsOf(levels),
  }
}

/** The query above produces only such arrays. */
const levelsOf = (json: string): StockItem['levels'] =>
  (JSON.parse(json) as LevelValues[]).map(([locationId, locationName, onHand, allocated]) => ({
    locationId,
    locationName,
    onHand,
    allocated,
    available: onHand - allocated,
  }))

/** Reads the stock of one variant. Throws `variant.not_found`. */
export const readStockItem = async (read: Reads, id: IdOf<'variant'>): Promise<StockItem> => {
  const [item] = await readStockItems(read, [id])
  if (!item) throw fail('variant.not_found')
  return item
}
