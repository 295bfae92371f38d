import type { IdOf } from '@tradepost/contract'
import type { Tx } from '@tradepost/db'
import { insertRows, schema } from '@tradepost/db'
import { sql } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { newId } from '../deps.ts'

/** The topic of the event that a variant's stock has become low. */
export const STOCK_LOW = 'stock.low'

/** The free units of a variant over all locations, before a change and after it. */
export interface StockChange {
  readonly variantId: IdOf<'variant'>
  readonly before: number
  readonly after: number
}

/** Announces that stock has become low, in the transaction that took it below the shop's mark; once for each time. */
export const noteLowStock = async (tx: Tx, deps: Deps, changes: readonly StockChange[]): Promise<void> => {
  const less = changes.filter(({ before, after }) => after < before)
  if (less.length === 0) return
  const low = await tx.values<[variantId: IdOf<'variant'>, sku: string, available: number, threshold: number]>(sql`
    select variants.id, sku, wanted.value ->> 'after', low_stock_threshold
    from json_each(${JSON.stringify(less)}) as wanted cross join shop_settings
      cross join variants on variants.id = wanted.value ->> 'variantId'
    where tracked = 1 and low_stock_threshold >= wanted.value ->> 'after' and low_stock_threshold < wanted.value ->> 'before'`)
  const rows = low.map(([variantId, sku, available, threshold]) => ({ variantId, sku, available, threshold }))
  await announceLowStock(tx, deps, rows)
}

/** Units of a variant that are free at one location, with what tells whether they are few. */
export interface MarkedLevel {
  readonly variantId: IdOf<'variant'>
  readonly quantity: number
  readonly sku: string
  readonly tracked: boolean
  readonly lowStockThreshold: number
}

/** Names the variants whose free units have become low by what was taken of these levels. */
export const lowOf = (
  levels: readonly MarkedLevel[],
  taken: readonly Pick<MarkedLevel, 'variantId' | 'quantity'>[]
): LowStock[] =>
  taken.flatMap(({ variantId, quantity }) => {
    const own = levels.filter((level) => level.variantId === variantId)
    const before = own.reduce((sum, { quantity: free }) => sum + free, 0)
    const available = before - quantity
    const [first] = own
    if (!first?.tracked) return []
    const { sku, lowStockThreshold: threshold } = first
    return threshold >= available && threshold < before ? [{ variantId, sku, available, threshold }] : []
  })

/** A variant that has become low. */
export interface LowStock {
  readonly variantId: IdOf<'variant'>
  readonly sku: string
  readonly available: number
  readonly threshold: number
}

/** Writes the events of variants that have become low. */
export const announceLowStock = async (tx: Tx, deps: Deps, low: readonly LowStock[]): Promise<void> => {
  const events = low.map(({ variantId, sku, available, threshold }) => ({
    id: newId(deps, 'event'),
    topic: STOCK_LOW,
    subjectId: variantId,
    payload: { variantId, sku, available, threshold },
    createdAt: deps.now(),
  }))
  await insertRows(tx, schema.outbox, events)
}
