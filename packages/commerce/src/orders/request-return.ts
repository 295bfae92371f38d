import type { IdOf, Order, RequestReturnInput } from '@tradepost/contract'
import { fail } from '@tradepost/contract'
import type { Tx } from '@tradepost/db'
import { insertRows, schema } from '@tradepost/db'
import { and, eq, sql } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { newId } from '../deps.ts'
import { writeOrderEvent } from '../payments/payment-rows.ts'
import type { CustomerAct } from './customer-act.ts'
import { customerKeyOf, readOwnOrder } from './customer-act.ts'
import { actOnce } from './keyed-act.ts'
import type { LineUnits } from './line-units.ts'
import { countText, lineNotFound, mergeUnits } from './line-units.ts'

const { orderLines, returnLines, returns } = schema

/**
 * Requests to return units that have shipped and are in no other return. Throws `order.not_found`,
 * `order.line_not_found`, `return.exceeds_fulfilled`, `idempotency.conflict`.
 */
export const requestReturn = (deps: Deps, act: CustomerAct<RequestReturnInput>): Promise<Order> => {
  const { id: orderId } = act.input
  return actOnce(deps, {
    use: customerKeyOf('orders.requestReturn', act),
    orderId,
    act: async (tx) => {
      const { actor } = await readOwnOrder(tx, act.reader, orderId)
      await insertReturn(tx, deps, { input: act.input, actor })
    },
    show: async (read) => (await readOwnOrder(read, act.reader, orderId)).order,
  })
}

const insertReturn = async (
  tx: Tx,
  deps: Deps,
  { input, actor }: { input: RequestReturnInput; actor: string }
): Promise<void> => {
  const { id: orderId, reason, note } = input
  const units = mergeUnits(input.lines)
  for (const one of units) await countReturned(tx, orderId, one)
  const id = newId(deps, 'return')
  const now = deps.now()
  await tx.insert(returns).values({ id, orderId, status: 'requested', reason, note, createdAt: now, updatedAt: now })
  const rows = units.map(({ lineId, quantity }) => ({
    returnId: id,
    orderLineId: lineId,
    quantity,
    restockedQuantity: 0,
  }))
  await insertRows(tx, returnLines, rows)
  const event = { orderId, kind: 'return_requested', text: countText(units), reason, actor, subject: id } as const
  await writeOrderEvent(tx, deps, event)
}

const countReturned = async (tx: Tx, orderId: IdOf<'order'>, { lineId, quantity }: LineUnits): Promise<void> => {
  const where = and(eq(orderLines.id, lineId), eq(orderLines.orderId, orderId))
  const returnable = sql<number>`${orderLines.fulfilledQuantity} - ${orderLines.returnedQuantity}`
  const counted = await tx
    .update(orderLines)
    .set({ returnedQuantity: sql`${orderLines.returnedQuantity} + ${quantity}` })
    .where(and(where, sql`${returnable} >= ${quantity}`))
    .returning({ id: orderLines.id })
  if (counted.length > 0) return
  const [line] = await tx.select({ returnable }).from(orderLines).where(where)
  throw line ? fail('return.exceeds_fulfilled', { lineId, returnable: line.returnable }) : lineNotFound(lineId)
}
