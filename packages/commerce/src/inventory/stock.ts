import type { Availability, IdOf } from '@tradepost/contract'
import type { Tx } from '@tradepost/db'
import { insertRows, schema } from '@tradepost/db'
import { and, eq, or, sql } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { newId } from '../deps.ts'

const { stockLevels, stockMovements } = schema

const LOW_STOCK = 3

/** What decides how many of a variant can be bought. */
export interface StockFigures {
  readonly tracked: boolean
  readonly backorder: boolean
  readonly onHand: number | null
  readonly allocated: number | null
}

/** Counts the units that can be bought now, or null where nothing bounds them. */
export const availableQuantity = (stock: StockFigures): number | null =>
  !stock.tracked || stock.backorder ? null : Math.max(0, (stock.onHand ?? 0) - (stock.allocated ?? 0))

/** Tells for people how many can be bought now. */
export const toAvailability = (stock: StockFigures): Availability => {
  const quantity = availableQuantity(stock)
  if (quantity === 0) return { level: 'out_of_stock', quantity }
  return { level: quantity !== null && quantity <= LOW_STOCK ? 'low_stock' : 'in_stock', quantity }
}

/** One change of a variant's stock because of an order. */
export interface Allocation {
  readonly variantId: IdOf<'variant'>
  readonly quantity: number
  readonly orderId: IdOf<'order'>
  readonly actor: string
}

/**
 * Takes units for an order, or answers false and changes nothing where there are not that many: one conditional update
 * whose empty answer means sold out.
 */
export const allocateStock = async (tx: Tx, deps: Deps, allocation: Allocation): Promise<boolean> => {
  const { variantId, quantity } = allocation
  const taken = await tx
    .update(stockLevels)
    .set({ allocated: sql`${stockLevels.allocated} + ${quantity}` })
    .where(
      and(
        eq(stockLevels.variantId, variantId),
        or(eq(stockLevels.backorder, true), sql`${stockLevels.onHand} - ${stockLevels.allocated} >= ${quantity}`)
      )
    )
    .returning({ variantId: stockLevels.variantId })
  if (taken.length === 0) return false
  await recordMovement(tx, deps, { ...allocation, kind: 'allocated' })
  return true
}

/** Gives back units that were taken for an order. */
export const releaseStock = async (tx: Tx, deps: Deps, allocation: Allocation): Promise<void> => {
  await tx
    .update(stockLevels)
    .set({ allocated: sql`${stockLevels.allocated} - ${allocation.quantity}` })
    .where(eq(stockLevels.variantId, allocation.variantId))
  await recordMovement(tx, deps, { ...allocation, kind: 'released' })
}

const recordMovement = async (
  tx: Tx,
  deps: Deps,
  at: Allocation & { kind: 'allocated' | 'released' }
): Promise<void> => {
  await tx.insert(stockMovements).values({
    id: newId(deps, 'movement'),
    variantId: at.variantId,
    kind: at.kind,
    onHandDelta: 0,
    allocatedDelta: at.kind === 'allocated' ? at.quantity : -at.quantity,
    orderId: at.orderId,
    reason: at.kind === 'allocated' ? 'order placed' : 'order canceled',
    actor: at.actor,
    createdAt: deps.now(),
  })
}

/** Counts that a variant is to have; `onHand` null keeps the units and sets only whether it may be backordered. */
interface OnHand {
  readonly variantId: IdOf<'variant'>
  readonly onHand: number | null
  readonly backorder: boolean
  readonly reason: string
  readonly actor: string
}

/** Sets the units on hand of a variant and records the difference; answers whether anything changed. */
export const setOnHand = async (tx: Tx, deps: Deps, at: OnHand): Promise<boolean> => {
  const [before] = await tx.select().from(stockLevels).where(eq(stockLevels.variantId, at.variantId))
  const wanted = at.onHand ?? before?.onHand ?? 0
  // What is promised to buyers stays on hand, whatever a count or a file says.
  const onHand = at.backorder ? wanted : Math.max(wanted, before?.allocated ?? 0)
  const delta = onHand - (before?.onHand ?? 0)
  if (before && delta === 0 && before.backorder === at.backorder) return false
  await tx
    .insert(stockLevels)
    .values({ variantId: at.variantId, onHand, allocated: 0, backorder: at.backorder })
    .onConflictDoUpdate({ target: stockLevels.variantId, set: { onHand, backorder: at.backorder } })
  if (delta === 0) return true
  const { variantId, reason, actor } = at
  await insertCounts(tx, deps, {
    kind: before ? 'adjusted' : 'received',
    counts: [{ variantId, delta }],
    reason,
    actor,
  })
  return true
}

/** Writes the first stock of new variants, all at once. */
export const receiveStock = async (
  tx: Tx,
  deps: Deps,
  {
    levels,
    ...by
  }: {
    levels: readonly { variantId: IdOf<'variant'>; onHand: number; backorder: boolean }[]
    reason: string
    actor: string
  }
): Promise<void> => {
  if (levels.length === 0) return
  await insertRows(
    tx,
    stockLevels,
    levels.map(({ variantId, onHand, backorder }) => ({ variantId, onHand, backorder, allocated: 0 }))
  )
  const counts = levels
    .filter(({ onHand }) => onHand > 0)
    .map(({ variantId, onHand }) => ({ variantId, delta: onHand }))
  if (counts.length > 0) await insertCounts(tx, deps, { kind: 'received', counts, ...by })
}

interface Counts {
  readonly kind: 'received' | 'adjusted'
  readonly counts: readonly { variantId: IdOf<'variant'>; delta: number }[]
  readonly reason: string
  readonly actor: string
}

const insertCounts = async (tx: Tx, deps: Deps, { kind, counts, reason, actor }: Counts): Promise<void> => {
  const rows = counts.map(({ variantId, delta }) => ({
    id: newId(deps, 'movement'),
    variantId,
    kind,
    onHandDelta: delta,
    allocatedDelta: 0,
    reason,
    actor,
    createdAt: deps.now(),
  }))
  await insertRows(tx, stockMovements, rows)
}
