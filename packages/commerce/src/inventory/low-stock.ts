import type { IdOf } from '@tradepost/contract'
import type { Tx } from '@tradepost/db'
import { insertRows, schema } from '@tradepost/db'
import { sql } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { newId } from '../deps.ts'

/** The topic of the event that a variant's stock has become low. */
export const STOCK_LOW = 'stock.low'

/** The available units of a variant over all locations, before and after a change. */
export interface StockChange {
  readonly variantId: IdOf<'variant'>
  readonly before: number
  readonly after: number
}

/**
 * Writes an event for each variant that these changes took to or below the shop's low-stock threshold, in the same
 * transaction. A variant that was already low gets no other event.
 */
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

/** The available units of a variant at one location, with the shop's low-stock threshold. */
export interface MarkedLevel {
  readonly variantId: IdOf<'variant'>
  readonly quantity: number
  readonly sku: string
  readonly tracked: boolean
  readonly lowStockThreshold: number
}

/** Returns the variants whose stock becomes low when these units are taken from these levels. */
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

export interface LowStock {
  readonly variantId: IdOf<'variant'>
  readonly sku: string
  readonly available: number
  readonly threshold: number
}

/** Writes the events for variants whose stock has become low. */
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
