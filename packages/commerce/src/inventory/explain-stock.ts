import type { ExplainStockInput, IdOf, MovementKind, StockExplanation, StockMovement } from '@tradepost/contract'
import type { Reads } from '@tradepost/db'
import { sql } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { toInstant } from '../deps.ts'
import { decodeIdCursor, pageById } from '../page-cursor.ts'
import { readLocation } from './locations.ts'
import { findVariant, readStockItem } from './stock-items.ts'

/**
 * Explains the stock of a variant by its movements, newest first, each with the counters after it. Also reports whether
 * all counters equal the sums of their movements. Throws `variant.not_found`, `location.not_found`.
 */
export const explainStock = async ({ db: { read } }: Deps, input: ExplainStockInput): Promise<StockExplanation> => {
  const variant = await findVariant(read, input)
  if (input.locationId !== undefined) await readLocation(read, input.locationId)
  const rows = await readMovements(read, { ...input, variantId: variant.id })
  const { sums, addsUp } = await addUp(read, { variantId: variant.id, upTo: rows[0]?.id ?? '' })
  const page = pageById(withCounters(rows, sums), input.limit, (movement) => movement)
  return { ...page, item: await readStockItem(read, variant.id), addsUp }
}

type MovementValues = [
  id: IdOf<'movement'>,
  kind: MovementKind,
  locationId: IdOf<'location'>,
  locationName: string,
  onHandDelta: number,
  allocatedDelta: number,
  orderId: IdOf<'order'> | null,
  orderNumber: string | null,
  reason: string,
  actor: string,
  at: number,
]

type Movement = Omit<StockMovement, 'onHandAfter' | 'allocatedAfter'>

/** Staff members and API keys are listed by name. Customers are listed only as `customer`. */
const readMovements = async (
  read: Reads,
  { variantId, locationId, cursor, limit }: ExplainStockInput
): Promise<Movement[]> => {
  const rows = await read.values<MovementValues>(sql`
    select movement.id, movement.kind, movement.location_id, location.name, movement.on_hand_delta,
      movement.allocated_delta, movement.order_id, orders.number, movement.reason, coalesce(
        (select iif(role = 'customer', 'customer', name) from users where id = movement.actor),
        (select name from api_keys where id = movement.actor), movement.actor), movement.created_at
    from stock_movements as movement join locations as location on location.id = movement.location_id
      left join orders on orders.id = movement.order_id
    where movement.variant_id = ${variantId}
      ${locationId ? sql`and movement.location_id = ${locationId}` : sql``}
      ${cursor ? sql`and movement.id < ${decodeIdCursor('movement', cursor)}` : sql``}
    order by movement.id desc limit ${limit + 1}`)
  return rows.map(
    ([id, kind, place, locationName, onHandDelta, allocatedDelta, orderId, orderNumber, reason, actor, at]) => ({
      id,
      kind,
      locationId: place,
      locationName,
      onHandDelta,
      allocatedDelta,
      orderId,
      orderNumber,
      reason,
      actor,
      at: toInstant(at),
    })
  )
}

interface Counters {
  readonly onHand: number
  readonly allocated: number
}

type SumValues = [locationId: string, onHand: number, allocated: number, isRight: number]

/**
 * Adds up the movements of each location, up to a given movement. The ledger is append-only, so a later page adds up to
 * the same. Also reports whether the counters equal the sums; one statement reads both at the same moment.
 */
const addUp = async (
  read: Reads,
  { variantId, upTo }: { variantId: IdOf<'variant'>; upTo: string }
): Promise<{ sums: Map<string, Counters>; addsUp: boolean }> => {
  const rows = await read.values<SumValues>(sql`
    select location_id, sum(on_hand_then), sum(allocated_then), sum(on_hand) = 0 and sum(allocated) = 0 from (
      select location_id, sum(on_hand_delta) as on_hand, sum(allocated_delta) as allocated,
        sum(iif(id <= ${upTo}, on_hand_delta, 0)) as on_hand_then, sum(iif(id <= ${upTo}, allocated_delta, 0)) as allocated_then
      from stock_movements where variant_id = ${variantId} group by location_id
      union all
      select location_id, -on_hand, -allocated, 0, 0 from stock_levels where variant_id = ${variantId}
    ) group by location_id`)
  return {
    sums: new Map(rows.map(([locationId, onHand, allocated]) => [locationId, { onHand, allocated }])),
    addsUp: rows.every(([, , , isRight]) => isRight === 1),
  }
}

const withCounters = (rows: readonly Movement[], sums: Map<string, Counters>): StockMovement[] =>
  rows.map((row) => {
    const { onHand, allocated } = sums.get(row.locationId) ?? { onHand: 0, allocated: 0 }
    sums.set(row.locationId, { onHand: onHand - row.onHandDelta, allocated: allocated - row.allocatedDelta })
    return { ...row, onHandAfter: onHand, allocatedAfter: allocated }
  })
