import type { IdOf } from '@tradepost/contract'
import { fail } from '@tradepost/contract'
import type { Tx } from '@tradepost/db'
import { schema } from '@tradepost/db'
import { and, asc, eq, sql } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { readLevels } from './allocate-stock.ts'
import type { Part, StockOfOrder, Units } from './order-movements.ts'
import { recordParts } from './order-movements.ts'

const { stockLevels, stockMovements } = schema

/**
 * Gives back what an order holds: all of it, or the named units. By the ledger and not by the lines: a variant may have
 * become tracked, or untracked, since.
 */
export const releaseStock = async (
  tx: Tx,
  deps: Deps,
  { units, ...order }: StockOfOrder & { units?: readonly Units[] }
): Promise<void> => {
  const parts = pick(await readHeld(tx, order.orderId), units)
  for (const { variantId, locationId, quantity } of parts) {
    await tx
      .update(stockLevels)
      .set({ allocated: sql`${stockLevels.allocated} - ${quantity}` })
      .where(and(eq(stockLevels.variantId, variantId), eq(stockLevels.locationId, locationId)))
  }
  await recordParts(tx, deps, { parts, kind: 'released', ...order })
}

/** Sends out units that an order holds; throws `stock.insufficient` for what was sold ahead and has not come yet. */
export const shipStock = async (
  tx: Tx,
  deps: Deps,
  { units, ...order }: StockOfOrder & { units: readonly (Units & { sku: string })[] }
): Promise<void> => {
  const parts = pick(await readHeld(tx, order.orderId), units)
  for (const { variantId, locationId, quantity } of parts) {
    const sent = await tx
      .update(stockLevels)
      .set({
        onHand: sql`${stockLevels.onHand} - ${quantity}`,
        allocated: sql`${stockLevels.allocated} - ${quantity}`,
      })
      .where(
        and(
          eq(stockLevels.variantId, variantId),
          eq(stockLevels.locationId, locationId),
          sql`${stockLevels.onHand} >= ${quantity}`
        )
      )
      .returning({ variantId: stockLevels.variantId })
    if (sent.length > 0) continue
    const level = (await readLevels(tx, [{ variantId, quantity }])).find((one) => one.locationId === locationId)
    const sku = units.find((one) => one.variantId === variantId)?.sku ?? ''
    throw fail('stock.insufficient', { sku, available: level?.onHand ?? 0 })
  }
  await recordParts(tx, deps, { parts, kind: 'sold', ...order })
}

/** Puts returned units back on the shelf they left from; what a shop never counted is not counted now. */
export const restockUnits = async (
  tx: Tx,
  deps: Deps,
  { units, ...order }: StockOfOrder & { units: readonly Units[] }
): Promise<void> => {
  const left = await tx
    .select({ variantId: stockMovements.variantId, locationId: stockMovements.locationId })
    .from(stockMovements)
    .where(and(eq(stockMovements.orderId, order.orderId), eq(stockMovements.kind, 'sold')))
    .orderBy(asc(stockMovements.id))
  const parts = units.flatMap(({ variantId, quantity }) => {
    const from = left.find((one) => one.variantId === variantId)
    return from ? [{ variantId, quantity, locationId: from.locationId }] : []
  })
  for (const { variantId, locationId, quantity } of parts) {
    await tx
      .update(stockLevels)
      .set({ onHand: sql`${stockLevels.onHand} + ${quantity}` })
      .where(and(eq(stockLevels.variantId, variantId), eq(stockLevels.locationId, locationId)))
  }
  await recordParts(tx, deps, { parts, kind: 'returned', ...order })
}

/** What an order holds, by the ledger. */
const readHeld = async (tx: Tx, orderId: IdOf<'order'>): Promise<Part[]> => {
  const rows = await tx
    .select({
      variantId: stockMovements.variantId,
      locationId: stockMovements.locationId,
      quantity: sql<number>`sum(${stockMovements.allocatedDelta})`,
    })
    .from(stockMovements)
    .where(eq(stockMovements.orderId, orderId))
    .groupBy(stockMovements.variantId, stockMovements.locationId)
    .orderBy(asc(stockMovements.variantId), asc(stockMovements.locationId))
  return rows.filter(({ quantity }) => quantity > 0)
}

const pick = (held: readonly Part[], units: readonly Units[] | undefined): Part[] => {
  if (!units) return [...held]
  return units.flatMap(({ variantId, quantity }) => {
    let missing = quantity
    return held.flatMap((part) => {
      const some = part.variantId === variantId ? Math.min(part.quantity, missing) : 0
      missing -= some
      return some > 0 ? [{ ...part, quantity: some }] : []
    })
  })
}
