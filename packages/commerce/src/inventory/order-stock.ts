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
 * Gives back what an order holds: all of it, or the named units. By the ledger and not by the lines: a variant may have
 * become tracked, or untracked, since.
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

/** Sends out units that an order holds; throws `stock.insufficient` for what was sold ahead and has not come yet. */
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

/** Puts returned units back on the shelves they left from; what a shop never counted is not counted now. */
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

/** What was sent of an order and has not come back, by the ledger, in the order in which it was sent. */
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

/** What an order holds at a location, beside what all orders hold there. */
interface Held extends Part {
  readonly onHand: number
  readonly allocated: number
}

const unitsOf = ({ quantity }: Part): number => quantity

/** What is on hand, whoever it is promised to. */
const thereOf = ({ quantity, onHand }: Held): number => Math.min(quantity, onHand)

/** What is missing where all orders are sent. */
const aheadOf = ({ quantity, onHand, allocated }: Held): number => Math.min(quantity, Math.max(0, allocated - onHand))

/** What is on hand when all others are sent. */
const coveredOf = (held: Held): number => held.quantity - aheadOf(held)

/** What an order holds, by the ledger. */
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

/** Takes units of what is held: of each part up to the first limit before any up to the next, each no less than the one before. */
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
