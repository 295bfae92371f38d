import type { IdOf, MovementKind } from '@tradepost/contract'
import type { Tx } from '@tradepost/db'
import { insertRows, schema } from '@tradepost/db'
import type { Deps } from '../deps.ts'
import { newId } from '../deps.ts'

const { stockMovements } = schema

export interface Units {
  readonly variantId: IdOf<'variant'>
  readonly quantity: number
}

/** The order that stock moves for, with the actor and the reason. */
export interface StockOfOrder {
  readonly orderId: IdOf<'order'>
  readonly actor: string
  readonly reason: string
}

/** Units of a variant at one location. */
export interface Part extends Units {
  readonly locationId: IdOf<'location'>
}

type OrderMovement = Extract<MovementKind, 'allocated' | 'released' | 'sold' | 'returned'>

const deltas = {
  allocated: { onHand: 0, allocated: 1 },
  released: { onHand: 0, allocated: -1 },
  sold: { onHand: -1, allocated: -1 },
  returned: { onHand: 1, allocated: 0 },
} as const satisfies Record<OrderMovement, { onHand: number; allocated: number }>

/** Records movements of an order's units in the stock ledger. */
export const recordParts = async (
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
