import type { IdOf } from '@tradepost/contract'
import type { Tx } from '@tradepost/db'
import { schema } from '@tradepost/db'
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
export const noteLowStock = async (tx: Tx, deps: Deps, { variantId, before, after }: StockChange): Promise<void> => {
  if (after >= before) return
  const [row] = await tx.values<[sku: string, threshold: number]>(sql`
    select sku, (select low_stock_threshold from shop_settings) as threshold from variants
    where id = ${variantId} and tracked = 1 and threshold >= ${after} and threshold < ${before}`)
  if (!row) return
  const [sku, threshold] = row
  const payload = { variantId, sku, available: after, threshold }
  await tx
    .insert(schema.outbox)
    .values({ id: newId(deps, 'event'), topic: STOCK_LOW, subjectId: variantId, payload, createdAt: deps.now() })
}
