import type { IdOf, MovementKind } from '@tradepost/contract'
import { fail } from '@tradepost/contract'
import type { Given, Tx } from '@tradepost/db'
import { compiled, compiledForOne, insertRows, schema } from '@tradepost/db'
import { and, asc, eq, or, sql } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { newId } from '../deps.ts'
import type { MarkedLevel } from './low-stock.ts'
import { announceLowStock, lowOf } from './low-stock.ts'

const { locations, shopSettings, stockLevels, stockMovements, variants } = schema

/** Units of a variant. */
export interface Units {
  readonly variantId: IdOf<'variant'>
  readonly quantity: number
}

/** Because of which order stock moves, and by whom. */
export interface StockOfOrder {
  readonly orderId: IdOf<'order'>
  readonly actor: string
  readonly reason: string
}

interface Level extends Units, MarkedLevel {
  readonly locationId: IdOf<'location'>
  readonly onHand: number
  readonly allocated: number
  readonly backorder: boolean
}

type Part = Units & Pick<Level, 'locationId'>

/**
 * Takes units for an order from the locations that have them, each by one conditional update whose empty answer means
 * that they are gone. Answers the variants that there are not enough of; where there are any, the caller must throw, so
 * that its transaction gives back what was taken.
 */
export const allocateStock = async (
  tx: Tx,
  deps: Deps,
  { wanted, ...order }: StockOfOrder & { wanted: readonly Units[] }
): Promise<IdOf<'variant'>[]> => {
  const levels = await readLevels(tx, wanted)
  const short: IdOf<'variant'>[] = []
  const taken: Part[] = []
  for (const units of wanted) {
    const parts = planParts(
      levels.filter(({ variantId }) => variantId === units.variantId),
      units
    )
    const before = taken.length
    for (const part of parts ?? []) if (await take(tx, part)) taken.push(part)
    if (!parts || taken.length - before < parts.length) short.push(units.variantId)
  }
  if (short.length > 0) return short
  await recordParts(tx, deps, { parts: taken, kind: 'allocated', ...order })
  await announceLowStock(tx, deps, lowOf(levels, wanted))
  return short
}

const selectLevels = compiled((q, { ids }: Given<{ ids: string }>) =>
  q
    .select({
      variantId: stockLevels.variantId,
      locationId: stockLevels.locationId,
      onHand: stockLevels.onHand,
      allocated: stockLevels.allocated,
      backorder: stockLevels.backorder,
      sku: variants.sku,
      tracked: variants.tracked,
      lowStockThreshold: shopSettings.lowStockThreshold,
    })
    .from(stockLevels)
    .innerJoin(locations, eq(locations.id, stockLevels.locationId))
    .innerJoin(variants, eq(variants.id, stockLevels.variantId))
    .innerJoin(shopSettings, sql`true`)
    .where(and(sql`${stockLevels.variantId} in (select value from json_each(${ids}))`, eq(locations.isActive, true)))
    .orderBy(asc(locations.position), asc(locations.id))
)

/** Reads the stock of variants in the order in which locations are asked. */
const readLevels = async (tx: Tx, wanted: readonly Units[]): Promise<Level[]> => {
  const rows = await selectLevels(tx, { ids: JSON.stringify(wanted.map(({ variantId }) => variantId)) })
  return rows.map((row) => ({ quantity: row.onHand - row.allocated, ...row }))
}

/** Says where units are to be taken: from one location if it has all of them, else from several; null where there are too few. */
const planParts = (levels: readonly Level[], { variantId, quantity }: Units): Part[] | null => {
  const whole = levels.find((level) => level.quantity >= quantity)
  if (whole) return [{ variantId, locationId: whole.locationId, quantity }]
  const parts: Part[] = []
  let missing = quantity
  for (const { locationId, quantity: free } of levels) {
    const units = Math.min(free, missing)
    if (units > 0) parts.push({ variantId, locationId, quantity: units })
    missing -= Math.max(0, units)
  }
  if (missing === 0) return parts
  const later = levels.find(({ backorder }) => backorder)
  if (!later) return null
  const there = parts.find(({ locationId }) => locationId === later.locationId)
  const rest = { variantId, locationId: later.locationId, quantity: missing + (there?.quantity ?? 0) }
  return [...parts.filter((part) => part !== there), rest]
}

const updateLevel = compiledForOne((q, { variantId, locationId, quantity }: Given<Part>) =>
  q
    .update(stockLevels)
    .set({ allocated: sql`${stockLevels.allocated} + ${quantity}` })
    .where(
      and(
        eq(stockLevels.variantId, variantId),
        eq(stockLevels.locationId, locationId),
        or(eq(stockLevels.backorder, true), sql`${stockLevels.onHand} - ${stockLevels.allocated} >= ${quantity}`)
      )
    )
    .returning({ variantId: stockLevels.variantId })
)

const take = async (tx: Tx, part: Part): Promise<boolean> => (await updateLevel(tx, part)) !== undefined

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

type OrderMovement = Extract<MovementKind, 'allocated' | 'released' | 'sold' | 'returned'>

const deltas = {
  allocated: { onHand: 0, allocated: 1 },
  released: { onHand: 0, allocated: -1 },
  sold: { onHand: -1, allocated: -1 },
  returned: { onHand: 1, allocated: 0 },
} as const satisfies Record<OrderMovement, { onHand: number; allocated: number }>

const recordParts = async (
  tx: Tx,
  deps: Deps,
  { parts, kind, ...order }: StockOfOrder & { parts: readonly Part[]; kind: OrderMovement }
): Promise<void> => {
  const rows = parts.map(({ variantId, locationId, quantity }) => ({
    id: newId(deps, 'movement'),
    variantId,
    locationId,
    kind,
    onHandDelta: deltas[kind].onHand * quantity,
    allocatedDelta: deltas[kind].allocated * quantity,
    ...order,
    createdAt: deps.now(),
  }))
  await insertRows(tx, stockMovements, rows)
}
