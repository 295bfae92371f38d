import type {
  AdjustStockInput,
  CountStockInput,
  IdOf,
  Location,
  MovementKind,
  ReceiveStockInput,
  StockItem,
  TransferStockInput,
} from '@tradepost/contract'
import { fail } from '@tradepost/contract'
import type { Tx } from '@tradepost/db'
import { schema } from '@tradepost/db'
import { and, eq, or, sql } from 'drizzle-orm'
import type { Actor } from '../audit/record-audit.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { Deps } from '../deps.ts'
import { newId } from '../deps.ts'
import { fingerprintOf, readKey, storeAnswer } from '../orders/idempotency.ts'
import { firstLocation, readLocation } from './locations.ts'
import { noteLowStock } from './low-stock.ts'
import type { FoundVariant, VariantRef } from './stock-items.ts'
import { findVariant, readStockItem } from './stock-items.ts'

const { stockLevels, stockMovements } = schema

interface By<T> {
  readonly input: T
  readonly actor: Actor
}

/** Adds received units. Throws `variant.not_found`, `location.not_found`, `idempotency.conflict`. */
export const receiveUnits = (deps: Deps, by: By<ReceiveStockInput>): Promise<StockItem> =>
  move(deps, by, async (at) => {
    const location = await locationOf(at.tx, by.input.locationId)
    await openLevel(at, location)
    await change(at, { location, kind: 'received', delta: by.input.quantity })
  })

/**
 * Adds or removes units at one location. Throws `stock.insufficient` if fewer units than are allocated there would
 * remain, and what {@link receiveUnits} throws.
 */
export const adjustUnits = (deps: Deps, by: By<AdjustStockInput>): Promise<StockItem> =>
  move(deps, by, async (at) => {
    const location = await locationOf(at.tx, by.input.locationId)
    await openLevel(at, location)
    await change(at, { location, kind: 'adjusted', delta: by.input.delta })
  })

/** Sets the on-hand quantity at one location to a count. Throws what {@link adjustUnits} throws. */
export const countUnits = (deps: Deps, by: By<CountStockInput>): Promise<StockItem> =>
  move(deps, by, async (at) => {
    const location = await locationOf(at.tx, by.input.locationId)
    await openLevel(at, location)
    const { onHand } = await readLevel(at, location)
    const delta = by.input.counted - onHand
    if (delta !== 0) await change(at, { location, kind: 'adjusted', delta })
  })

/** Moves available units from one location to another. Throws what {@link adjustUnits} throws. */
export const transferUnits = (deps: Deps, by: By<TransferStockInput>): Promise<StockItem> =>
  move(deps, by, async (at) => {
    const { fromLocationId, toLocationId, quantity } = by.input
    const from = await locationOf(at.tx, fromLocationId)
    const to = await locationOf(at.tx, toLocationId)
    await change(at, { location: from, kind: 'transferred', delta: -quantity, freeOnly: true })
    await openLevel(at, to)
    await change(at, { location: to, kind: 'transferred', delta: quantity })
  })

/** An act on the stock of one variant, in its transaction. */
interface Move {
  readonly tx: Tx
  readonly deps: Deps
  readonly variant: FoundVariant
  readonly reason: string
  readonly actor: Actor
}

type MoveInput = VariantRef & { readonly idempotencyKey: string; readonly reason: string }

/** Performs an act once per idempotency key, in one transaction with its ledger, audit, event and stored answer. */
const move = (deps: Deps, { input, actor }: By<MoveInput>, act: (move: Move) => Promise<void>): Promise<StockItem> =>
  deps.db.write(async (tx) => {
    const { idempotencyKey: key, reason } = input
    const use = { owner: actorName(actor), procedure: actor.procedure, key, fingerprint: fingerprintOf(input) }
    const known = await readKey(tx, use)
    // Only this procedure stores an answer under such a key.
    if (known.state === 'answered') return JSON.parse(known.answer) as StockItem
    const variant = await findVariant(tx, input)
    const before = await readStockItem(tx, variant.id)
    await act({ tx, deps, variant, reason, actor })
    const after = await readStockItem(tx, variant.id)
    await noteLowStock(tx, deps, [{ variantId: variant.id, before: before.available, after: after.available }])
    await recordAudit(tx, deps, { actor, change: { target: variant.id, ...auditOf({ before, after, reason }) } })
    await storeAnswer(tx, use, { subjectId: variant.id, answer: after, now: deps.now() })
    return after
  })

const actorName = ({ id, kind }: Actor): string => id ?? kind

const auditOf = ({ before, after, reason }: { before: StockItem; after: StockItem; reason: string }) => {
  const countersOf = ({ levels }: StockItem) =>
    levels.map(({ locationId, onHand, allocated }) => ({ locationId, onHand, allocated }))
  return {
    before: { sku: before.sku, levels: countersOf(before) },
    after: { sku: after.sku, levels: countersOf(after), reason },
  }
}

const locationOf = (tx: Tx, id: IdOf<'location'> | undefined): Promise<Location> =>
  id === undefined ? firstLocation(tx) : readLocation(tx, id)

const whereLevel = ({ variant }: Move, location: Location) =>
  and(eq(stockLevels.variantId, variant.id), eq(stockLevels.locationId, location.id))

/** Creates the stock level of a variant at a location that never had any of it. */
const openLevel = async ({ tx, variant }: Move, location: Location): Promise<void> => {
  const { id: variantId, backorder } = variant
  await tx
    .insert(stockLevels)
    .values({ variantId, locationId: location.id, onHand: 0, allocated: 0, backorder })
    .onConflictDoNothing()
}

const readLevel = async (move: Move, location: Location) => {
  const [level] = await move.tx.select().from(stockLevels).where(whereLevel(move, location))
  return level ?? { onHand: 0, allocated: 0, backorder: false }
}

interface Change {
  readonly location: Location
  readonly kind: MovementKind
  readonly delta: number
  /** Refuses to go below the allocated units, even if the variant may be backordered. */
  readonly freeOnly?: boolean
}

/**
 * Changes the on-hand quantity with one conditional update and records the movement. If no row is updated, the units
 * are allocated or missing.
 */
const change = async (move: Move, { location, kind, delta, freeOnly = false }: Change): Promise<void> => {
  const { tx, deps, variant } = move
  const left = sql`${stockLevels.onHand} + ${delta}`
  const keepsPromises = sql`${left} >= ${stockLevels.allocated}`
  const changed = await tx
    .update(stockLevels)
    .set({ onHand: left })
    .where(
      and(
        whereLevel(move, location),
        sql`${left} >= 0`,
        delta > 0 ? undefined : freeOnly ? keepsPromises : or(keepsPromises, eq(stockLevels.backorder, true))
      )
    )
    .returning({ onHand: stockLevels.onHand })
  if (changed.length === 0) {
    const { onHand, allocated, backorder } = await readLevel(move, location)
    const available = backorder && !freeOnly ? onHand : Math.max(0, onHand - allocated)
    throw fail('stock.insufficient', { sku: variant.sku, available })
  }
  await tx.insert(stockMovements).values({
    id: newId(deps, 'movement'),
    variantId: variant.id,
    locationId: location.id,
    kind,
    onHandDelta: delta,
    allocatedDelta: 0,
    reason: move.reason,
    actor: actorName(move.actor),
    createdAt: deps.now(),
  })
}
