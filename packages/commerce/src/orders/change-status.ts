import type { IdOf, OrderAction, OrderStatus } from '@tradepost/contract'
import { fail, nextActions, nextStatuses, targetOf, transition } from '@tradepost/contract'
import type { Given, Reads, Tx } from '@tradepost/db'
import { compiled, insertRow, schema } from '@tradepost/db'
import { and, eq, sql } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { newId } from '../deps.ts'

const { orderHistory, orders, outbox } = schema

/** One act on an order, by whom and why. */
export interface StatusChange {
  readonly orderId: IdOf<'order'>
  readonly action: OrderAction
  readonly actor: string
  readonly reason: string | null
}

/** Makes the error of an act that the order machine does not allow from a status. */
export const illegal = (from: OrderStatus, to: OrderStatus) =>
  fail('order.illegal_transition', {
    from,
    to,
    allowed: nextStatuses(from),
    allowedActions: nextActions(from),
  })

const selectStatus = compiled((q, { orderId }: Given<{ orderId: IdOf<'order'> }>) =>
  q.select({ status: orders.status }).from(orders).where(eq(orders.id, orderId))
)

/** Reads the status of an order; undefined where there is none. */
export const readStatus = async (read: Reads, orderId: IdOf<'order'>): Promise<OrderStatus | undefined> => {
  const [order] = await selectStatus(read, { orderId })
  return order?.status
}

interface Step {
  readonly orderId: IdOf<'order'>
  readonly from: OrderStatus
  readonly to: OrderStatus
}

const updateStatus = compiled((q, { orderId, from, to }: Given<Step>) =>
  q
    .update(orders)
    .set({ status: sql`${to}` })
    .where(and(eq(orders.id, orderId), eq(orders.status, from)))
)

/** Gives the status of an order that allows an act; throws `order.not_found` and `order.illegal_transition`. */
export const assertAllows = async (tx: Tx, orderId: IdOf<'order'>, action: OrderAction): Promise<OrderStatus> => {
  const status = await readStatus(tx, orderId)
  if (!status) throw fail('order.not_found')
  if (transition(status, action) === null) throw illegal(status, targetOf[action])
  return status
}

/**
 * Moves an order along the machine of the contract, the only way its status changes: guards the act, writes the history
 * and the event. Throws `order.not_found` and `order.illegal_transition`.
 */
export const changeStatus = async (tx: Tx, deps: Deps, change: StatusChange): Promise<OrderStatus> => {
  const { orderId, action } = change
  const from = await assertAllows(tx, orderId, action)
  // Allowed, so it leads somewhere.
  const to = transition(from, action) ?? targetOf[action]
  await updateStatus(tx, { orderId, from, to })
  await recordStatus(tx, deps, { ...change, from, to })
  return to
}

/** Writes one step of an order's history and the event that announces it. */
export const recordStatus = async (
  tx: Tx,
  deps: Deps,
  step: Omit<StatusChange, 'action'> & { from: OrderStatus | null; to: OrderStatus }
): Promise<void> => {
  const { orderId, from, to, reason, actor } = step
  const createdAt = deps.now()
  const row = { id: newId(deps, 'event'), orderId, fromStatus: from, toStatus: to, reason, actor, createdAt }
  await insertRow(tx, orderHistory, row)
  await insertRow(tx, outbox, {
    id: newId(deps, 'event'),
    topic: `order.${to}`,
    subjectId: orderId,
    payload: { orderId, from, to },
    createdAt,
  })
}
