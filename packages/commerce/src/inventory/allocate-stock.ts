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
 * Allocates units to an order from the locations that have them, each with one conditional update. An update without a
 * row means that the units are gone. Returns the variants with too few units; if there are any, the caller must throw,
 * so that its transaction rolls the allocation back.
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

// A level keeps its own backorder flag for units that were already backordered, even if the variant no longer allows
// backorders.
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

/** Reads the stock of variants, in the order in which locations are tried. */
const readLevels = async (tx: Tx, wanted: readonly Units[]): Promise<Level[]> => {
  const rows = await selectLevels(tx, { ids: JSON.stringify(wanted.map(({ variantId }) => variantId)) })
  return rows.map((row) => ({ quantity: row.onHand - row.allocated, ...row }))
}

/**
 * Plans which locations units are allocated from: one location if it has all of them, otherwise several. Returns null
 * if there are too few.
 */
const planParts = (levels: readonly Level[], { variantId, quantity }: Units): Part[] | null => {
  const later = levels.find(({ backorder }) => backorder)
  // Backordered units at one location reduce what the others can sell, as in the cart.
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

/**
 * Creates a level for a variant that may be backordered and has stock only at inactive locations. Returns null if it
 * may not be backordered.
 */
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
