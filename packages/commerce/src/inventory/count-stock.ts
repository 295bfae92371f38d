import type { IdOf } from '@tradepost/contract'
import { FIRST_LOCATION } from '@tradepost/contract'
import type { Tx } from '@tradepost/db'
import { insertRows, schema } from '@tradepost/db'
import { and, eq, sql } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { newId } from '../deps.ts'

const { stockLevels, stockMovements } = schema

/**
 * The stock to set for a variant, over all locations. If `onHand` is null, the quantity stays and only `backorder` is
 * set.
 */
interface OnHand {
  readonly variantId: IdOf<'variant'>
  readonly onHand: number | null
  readonly backorder: boolean
  readonly reason: string
  readonly actor: string
}

/**
 * Sets the on-hand quantity of a variant, as entered in an editor or a product file, by changing the first location and
 * recording the difference. Stock at other locations and allocated units stay. Returns whether anything changed.
 */
export const setOnHand = async (tx: Tx, deps: Deps, at: OnHand): Promise<boolean> => {
  const levels = await tx.select().from(stockLevels).where(eq(stockLevels.variantId, at.variantId))
  const first = levels.find(({ locationId }) => locationId === FIRST_LOCATION)
  const elsewhere = levels.filter((level) => level !== first).reduce((sum, { onHand }) => sum + onHand, 0)
  const wanted = at.onHand === null ? (first?.onHand ?? 0) : Math.max(0, at.onHand - elsewhere)
  // Units on hand that are allocated to orders stay, whatever a count or a file says. Backordered units have not
  // arrived yet.
  const promised = first ? Math.min(first.allocated, first.onHand) : 0
  const onHand = at.backorder ? wanted : Math.max(wanted, promised)
  const delta = onHand - (first?.onHand ?? 0)
  const { variantId, backorder, reason, actor } = at
  if (first && delta === 0 && levels.every((level) => level.backorder === (backorder || owes(level)))) return false
  if (levels.length > 1) {
    // A level keeps its backorder flag while more units are allocated than are on hand.
    const covered = backorder ? undefined : sql`${stockLevels.allocated} <= ${stockLevels.onHand}`
    await tx
      .update(stockLevels)
      .set({ backorder })
      .where(and(eq(stockLevels.variantId, variantId), covered))
  }
  const set = { onHand, backorder: backorder || owes({ onHand, allocated: first?.allocated ?? 0 }) }
  await tx
    .insert(stockLevels)
    .values({ variantId, locationId: FIRST_LOCATION, onHand, allocated: 0, backorder })
    .onConflictDoUpdate({ target: [stockLevels.variantId, stockLevels.locationId], set })
  if (delta === 0) return true
  await insertCounts(tx, deps, {
    kind: first ? 'adjusted' : 'received',
    counts: [{ variantId, delta }],
    reason,
    actor,
  })
  return true
}

const owes = ({ onHand, allocated }: { onHand: number; allocated: number }): boolean => allocated > onHand

/** Records the initial stock of new variants in one batch, at the first location. */
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
    levels.map(({ variantId, onHand, backorder }) => ({
      variantId,
      locationId: FIRST_LOCATION,
      onHand,
      backorder,
      allocated: 0,
    }))
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
    locationId: FIRST_LOCATION,
    kind,
    onHandDelta: delta,
    allocatedDelta: 0,
    reason,
    actor,
    createdAt: deps.now(),
  }))
  await insertRows(tx, stockMovements, rows)
}
