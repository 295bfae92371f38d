import type { IdOf } from '@tradepost/contract'
import type { Tx } from '@tradepost/db'
import { schema } from '@tradepost/db'
import { eq } from 'drizzle-orm'
import type { EditedLine } from './edited-lines.ts'
import { mergeUnits } from './line-units.ts'
import type { OrderLineRow, OrderSource } from './order-source.ts'

const { refunds } = schema

/** An order before an edit, its lines after it, and the part of the price reduction that the edit did not refund. */
interface Settled {
  readonly source: OrderSource
  readonly lines: readonly EditedLine[]
  readonly ungiven: number
}

/**
 * Uncounts refunded units that an edit removed and did not refund again, because a refund already had. Otherwise that
 * refund would count against the units that stay.
 */
export const dropRefundedUnits = async (tx: Tx, settled: Settled): Promise<void> => {
  const dropped = planDropped(settled)
  for (const { id, status, lines: units } of settled.source.refunds) {
    if (status === 'failed' || !units.some(({ lineId }) => dropped.get(lineId))) continue
    const lines = units.map(({ lineId, quantity }) => {
      const left = dropped.get(lineId) ?? 0
      const cut = Math.min(left, quantity)
      dropped.set(lineId, left - cut)
      return { lineId, quantity: quantity - cut }
    })
    await tx
      .update(refunds)
      .set({ lines: lines.filter(({ quantity }) => quantity > 0) })
      .where(eq(refunds.id, id))
  }
}

const planDropped = ({ source, lines, ungiven }: Settled): Map<IdOf<'orderLine'>, number> => {
  const counted = source.refunds.filter(({ status }) => status !== 'failed')
  const refunded = new Map(mergeUnits(counted.flatMap((one) => one.lines)).map((one) => [one.lineId, one.quantity]))
  let left = ungiven
  const dropped = new Map<IdOf<'orderLine'>, number>()
  for (const line of source.lines) {
    const kept = lines.find(({ id }) => id === line.id)?.pricing.quantity ?? 0
    const removed = Math.max(0, Math.min(line.quantity - kept, refunded.get(line.id) ?? 0))
    const price = unitPriceOf(source, line)
    const units = price === 0 ? removed : Math.min(removed, Math.round(left / price))
    left = Math.max(0, left - units * price)
    dropped.set(line.id, units)
  }
  return dropped
}

const unitPriceOf = (
  { order: { taxIncluded } }: OrderSource,
  { quantity, totalAmount, discountAmount, taxAmount }: OrderLineRow
): number => (totalAmount - discountAmount + (taxIncluded ? 0 : taxAmount)) / quantity
