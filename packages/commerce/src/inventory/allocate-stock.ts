import type { IdOf } from '@tradepost/contract'
import type { Given, Tx } from '@tradepost/db'
import { compiled, compiledForOne, schema } from '@tradepost/db'
import { and, asc, eq, or, sql } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { qualified } from '../qualified-column.ts'
import { firstLocation } from './locations.ts'
import type { MarkedLevel } from './low-stock.ts'
import { announceLowStock, lowOf } from './low-stock.ts'
import type { Part, StockOfOrder, Units } from './order-movements.ts'
import { recordParts } from './order-movements.ts'

const { locations, shopSettings, stockLevels, variants } = schema

interface Level extends Part, MarkedLevel {
  readonly onHand: number
  readonly allocated: number
  readonly backorder: boolean
}

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
    const own = levels.filter(({ variantId }) => variantId === units.variantId)
    const parts = own.length > 0 ? planParts(own, units) : await openLevel(tx, units)
    const before = taken.length
    for (const part of parts ?? []) if (await take(tx, part)) taken.push(part)
    if (!parts || taken.length - before < parts.length) short.push(units.variantId)
  }
  if (short.length > 0) return short
  await recordParts(tx, deps, { parts: taken, kind: 'allocated', ...order })
  await announceLowStock(tx, deps, lowOf(levels, wanted))
  return short
}

// A level keeps its own mark for what was sold ahead of it, also once the variant may not be any more.
const mayBackorder = sql`${qualified(stockLevels.backorder)} = 1 and (
  select ${qualified(variants.backorder)} from ${variants} where ${qualified(variants.id)} = ${qualified(stockLevels.variantId)}
)`.mapWith(stockLevels.backorder)

const selectLevels = compiled((q, { ids }: Given<{ ids: string }>) =>
  q
    .select({
      variantId: stockLevels.variantId,
      locationId: stockLevels.locationId,
      onHand: stockLevels.onHand,
      allocated: stockLevels.allocated,
      backorder: mayBackorder,
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
  const later = levels.find(({ backorder }) => backorder)
  // What was sold ahead at one location is owed from the others, as the cart counts it.
  if (!later && sumOf(levels) < quantity) return null
  const whole = levels.find((level) => level.quantity >= quantity)
  if (whole) return [{ variantId, locationId: whole.locationId, quantity }]
  const parts: Part[] = []
  let missing = quantity
  for (const { locationId, quantity: free } of levels) {
    const units = Math.min(free, missing)
    if (units > 0) parts.push({ variantId, locationId, quantity: units })
    missing -= Math.max(0, units)
  }
  if (missing === 0 || !later) return parts
  const there = parts.find(({ locationId }) => locationId === later.locationId)
  const rest = { variantId, locationId: later.locationId, quantity: missing + (there?.quantity ?? 0) }
  return [...parts.filter((part) => part !== there), rest]
}

/** Makes a level for what may be sold ahead of its stock and lies only where no orders are taken from now; null where it may not. */
const openLevel = async (tx: Tx, { variantId, quantity }: Units): Promise<Part[] | null> => {
  const [variant] = await tx.select({ backorder: variants.backorder }).from(variants).where(eq(variants.id, variantId))
  if (!variant?.backorder) return null
  const { id: locationId } = await firstLocation(tx)
  await tx.insert(stockLevels).values({ variantId, locationId, onHand: 0, allocated: 0, backorder: true })
  return [{ variantId, locationId, quantity }]
}

const sumOf = (units: readonly Units[]): number => units.reduce((sum, { quantity }) => sum + quantity, 0)

const updateLevel = compiledForOne((q, { variantId, locationId, quantity }: Given<Part>) =>
  q
    .update(stockLevels)
    .set({ allocated: sql`${stockLevels.allocated} + ${quantity}` })
    .where(
      and(
        eq(stockLevels.variantId, variantId),
        eq(stockLevels.locationId, locationId),
        or(sql`${stockLevels.onHand} - ${stockLevels.allocated} >= ${quantity}`, mayBackorder)
      )
    )
    .returning({ variantId: stockLevels.variantId })
)

const take = async (tx: Tx, part: Part): Promise<boolean> => (await updateLevel(tx, part)) !== undefined
