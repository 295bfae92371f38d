import type { IdOf } from '@tradepost/contract'
import { fail } from '@tradepost/contract'
import type { Tx } from '@tradepost/db'
import type { Deps } from '../deps.ts'
import { allocateStock } from '../inventory/allocate-stock.ts'
import type { StockOfOrder, Units } from '../inventory/order-movements.ts'
import { releaseStock } from '../inventory/order-stock.ts'
import { availableQuantity } from '../inventory/stock.ts'
import { readVariantStock } from '../inventory/variant-stock.ts'

/** The units of a variant that lines hold. A line whose variant is no longer in the catalog holds no stock. */
interface Holding {
  readonly variantId: IdOf<'variant'> | null
  readonly quantity: number
}

/**
 * Adjusts the stock that an order holds to its lines: releases what was removed, allocates what was added. Throws
 * `order.out_of_stock`, and so rolls back the caller's transaction.
 */
export const moveStockOfEdit = async (
  tx: Tx,
  deps: Deps,
  { before, after, ...order }: StockOfOrder & { before: readonly Holding[]; after: readonly Holding[] }
): Promise<void> => {
  const differences = differencesOf(before, after)
  const less = differences.filter(({ quantity }) => quantity < 0)
  const units = less.map(({ variantId, quantity }) => ({ variantId, quantity: -quantity }))
  await releaseStock(tx, deps, { ...order, units })
  await takeMore(tx, deps, { ...order, more: differences.filter(({ quantity }) => quantity > 0) })
}

const differencesOf = (before: readonly Holding[], after: readonly Holding[]): Units[] => {
  const byVariant = new Map<IdOf<'variant'>, number>()
  const add = (variantId: IdOf<'variant'> | null, quantity: number) => {
    if (variantId !== null) byVariant.set(variantId, (byVariant.get(variantId) ?? 0) + quantity)
  }
  for (const { variantId, quantity } of before) add(variantId, -quantity)
  for (const { variantId, quantity } of after) add(variantId, quantity)
  return [...byVariant].map(([variantId, quantity]) => ({ variantId, quantity }))
}

const takeMore = async (
  tx: Tx,
  deps: Deps,
  { more, ...order }: StockOfOrder & { more: readonly Units[] }
): Promise<void> => {
  if (more.length === 0) return
  const rows = await readVariantStock(
    tx,
    more.map(({ variantId }) => variantId)
  )
  const isTracked = new Set(rows.filter(({ tracked }) => tracked).map(({ variantId }) => variantId))
  const wanted = more.filter(({ variantId }) => isTracked.has(variantId))
  const short = new Set(await allocateStock(tx, deps, { ...order, wanted }))
  if (short.size === 0) return
  const items = rows
    .filter(({ variantId }) => short.has(variantId))
    .map((row) => ({
      sku: row.sku,
      title: row.title,
      requested: more.find(({ variantId }) => variantId === row.variantId)?.quantity ?? 0,
      available: availableQuantity(row) ?? 0,
    }))
  throw fail('order.out_of_stock', { items })
}
