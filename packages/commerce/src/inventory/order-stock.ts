import type { IdOf } from '@tradepost/contract'
import { fail } from '@tradepost/contract'
import type { Tx } from '@tradepost/db'
import { schema } from '@tradepost/db'
import { and, asc, eq, ne, sql } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import type { Part, StockOfOrder, Units } from './order-movements.ts'
import { recordParts } from './order-movements.ts'

const { stockLevels, stockMovements } = schema

/**
 * Releases the units that are allocated to an order: all of them, or the given units. Reads the ledger, not the lines,
 * because a variant may have become tracked or untracked since.
 */
export const releaseStock = async (
  tx: Tx,
  deps: Deps,
  { units, ...order }: StockOfOrder & { units?: readonly Units[] }
): Promise<void> => {
  const held = await readHeld(tx, order.orderId)
  const parts = units ? pick(held, units, [aheadOf, unitsOf]) : held
  for (const { variantId, locationId, quantity } of parts) {
    await tx
      .update(stockLevels)
      .set({ allocated: sql`${stockLevels.allocated} - ${quantity}` })
      .where(and(eq(stockLevels.variantId, variantId), eq(stockLevels.locationId, locationId)))
  }
  await recordParts(tx, deps, { parts, kind: 'released', ...order })
}

/** Ships allocated units of an order. Throws `stock.insufficient` for backordered units that have not arrived yet. */
export const shipStock = async (
  tx: Tx,
  deps: Deps,
  { units, ...order }: StockOfOrder & { units: readonly (Units & { sku: string })[] }
): Promise<void> => {
  const held = await readHeld(tx, order.orderId)
  const parts = pick(held, units, [coveredOf, thereOf, unitsOf])
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
    const sku = units.find((one) => one.variantId === variantId)?.sku ?? ''
    const own = held.filter((one) => one.variantId === variantId)
    throw fail('stock.insufficient', { sku, available: own.reduce((sum, part) => sum + thereOf(part), 0) })
  }
  await recordParts(tx, deps, { parts, kind: 'sold', ...order })
}

/** Restocks returned units at the locations that they were shipped from. Ignores units that were never counted. */
export const restockUnits = async (
  tx: Tx,
  deps: Deps,
  { units, ...order }: StockOfOrder & { units: readonly Units[] }
): Promise<void> => {
  const parts = pick(await readGone(tx, order.orderId), units, [unitsOf])
  for (const { variantId, locationId, quantity } of parts) {
    await tx
      .update(stockLevels)
      .set({ onHand: sql`${stockLevels.onHand} + ${quantity}` })
      .where(and(eq(stockLevels.variantId, variantId), eq(stockLevels.locationId, locationId)))
  }
  await recordParts(tx, deps, { parts, kind: 'returned', ...order })
}

/**
 * Returns what was shipped of an order and has not been returned, according to the ledger, in the order of shipping.
 */
const readGone = (tx: Tx, orderId: IdOf<'order'>): Promise<Part[]> =>
  tx
    .select({
      variantId: stockMovements.variantId,
      locationId: stockMovements.locationId,
      quantity: sql<number>`-sum(${stockMovements.onHandDelta})`,
    })
    .from(stockMovements)
    .where(and(eq(stockMovements.orderId, orderId), ne(stockMovements.onHandDelta, 0)))
    .groupBy(stockMovements.variantId, stockMovements.locationId)
    .orderBy(sql`min(${stockMovements.id})`)

/** The units allocated to an order at a location, with the on-hand and allocated totals there. */
interface Held extends Part {
  readonly onHand: number
  readonly allocated: number
}

const unitsOf = ({ quantity }: Part): number => quantity

/** The units that are on hand, no matter which order they are allocated to. */
const thereOf = ({ quantity, onHand }: Held): number => Math.min(quantity, onHand)

/** The units that would be missing if every order were shipped. */
const aheadOf = ({ quantity, onHand, allocated }: Held): number => Math.min(quantity, Math.max(0, allocated - onHand))

/** The units that would still be on hand after all other orders are shipped. */
const coveredOf = (held: Held): number => held.quantity - aheadOf(held)

/** Returns what is allocated to an order, according to the ledger. */
const readHeld = async (tx: Tx, orderId: IdOf<'order'>): Promise<Held[]> => {
  const rows = await tx
    .select({
      variantId: stockMovements.variantId,
      locationId: stockMovements.locationId,
      quantity: sql<number>`sum(${stockMovements.allocatedDelta})`,
      onHand: stockLevels.onHand,
      allocated: stockLevels.allocated,
    })
    .from(stockMovements)
    .innerJoin(
      stockLevels,
      and(eq(stockLevels.variantId, stockMovements.variantId), eq(stockLevels.locationId, stockMovements.locationId))
    )
    .where(eq(stockMovements.orderId, orderId))
    .groupBy(stockMovements.variantId, stockMovements.locationId)
    .orderBy(asc(stockMovements.variantId), asc(stockMovements.locationId))
  return rows.filter(({ quantity }) => quantity > 0)
}

/**
 * Picks units from the allocated parts: from each part up to the first limit, before any part up to the next. Each
 * limit must be at least as high as the previous one.
 */
const pick = <P extends Part>(
  held: readonly P[],
  units: readonly Units[],
  limits: readonly ((part: P) => number)[]
): Part[] =>
  units.flatMap(({ variantId, quantity }) => {
    const own = held.filter((part) => part.variantId === variantId).map((part) => ({ part, taken: 0 }))
    let missing = quantity
    for (const limit of limits) {
      for (const one of own) {
        const some = Math.min(limit(one.part) - one.taken, missing)
        one.taken += some
        missing -= some
      }
    }
    return own
      .filter(({ taken }) => taken > 0)
      .map(({ part, taken }) => ({ variantId, locationId: part.locationId, quantity: taken }))
  })
