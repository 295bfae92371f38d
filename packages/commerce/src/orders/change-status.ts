import type { IdOf, OrderAction, OrderStatus } from '@tradepost/contract'
import { fail, nextActions, nextStatuses, targetOf, transition } from '@tradepost/contract'
import type { Given, Reads, Tx } from '@tradepost/db'
import { compiledForOne, insertRow, schema } from '@tradepost/db'
import { and, eq, sql } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { newId } from '../deps.ts'

const { orderHistory, orders } = schema

/** One act on an order, by whom and why. */
export interface StatusChange {
  readonly orderId: IdOf<'order'>
  readonly action: OrderAction
  readonly actor: string
  readonly reason: string | null
  /** The status as the caller has read it in the same transaction; read here where it is left out. */
  readonly from?: OrderStatus
}

/** Makes the error of an act that the order machine does not allow from a status. */
export const illegal = (from: OrderStatus, to: OrderStatus) =>
  fail('order.illegal_transition', {
    from,
    to,
    // An order that may not expire now is told what else it may.
    allowed: nextStatuses(from).filter((status) => status !== to),
    allowedActions: nextActions(from).filter((action) => targetOf[action] !== to),
  })

/** An order's status and payment, as far as they decide what may be done with it. */
export type Stage = Pick<typeof orders.$inferSelect, 'status' | 'paymentStatus'>

/** Tells whether an order waits for money that never came, so that it may expire. */
export const mayExpire = ({ status, paymentStatus }: Stage): boolean =>
  status === 'pending_payment' || (status === 'placed' && paymentStatus === 'unpaid')

/** Lists the acts that are possible on an order now. */
export const actionsOn = (stage: Stage): OrderAction[] =>
  nextActions(stage.status).filter((action) => action !== 'expire' || mayExpire(stage))

const selectStatus = compiledForOne((q, { orderId }: Given<{ orderId: IdOf<'order'> }>) =>
  q.select({ status: orders.status }).from(orders).where(eq(orders.id, orderId))
)

/** Reads the status of an order; undefined where there is none. */
export const readStatus = async (read: Reads, orderId: IdOf<'order'>): Promise<OrderStatus | undefined> => {
  const order = await selectStatus(read, { orderId })
  return order?.status
}

interface Step {
  readonly orderId: IdOf<'order'>
  readonly from: OrderStatus
  readonly to: OrderStatus
}

const updateStatus = compiledForOne((q, { orderId, from, to }: Given<Step>) =>
  q
    .update(orders)
    // Stock is held for a time only while an order waits for its payment, and no act leads back there.
    .set({ status: sql`${to}`, reservedUntil: null })
    .where(and(eq(orders.id, orderId), eq(orders.status, from)))
    .returning({ id: orders.id })
)

/** Gives the status of an order that allows an act; throws `order.not_found` and `order.illegal_transition`. */
export const assertAllows = async (tx: Tx, orderId: IdOf<'order'>, action: OrderAction): Promise<OrderStatus> => {
  const status = await readStatus(tx, orderId)
  if (!status) throw fail('order.not_found')
  targetFrom(status, action)
  return status
}

const targetFrom = (from: OrderStatus, action: OrderAction): OrderStatus => {
  const to = transition(from, action)
  if (to === null) throw illegal(from, targetOf[action])
  return to
}

/**
 * Moves an order along the machine of the contract, the only way its status changes: guards the act, writes the history
 * and the event. Throws `order.not_found` and `order.illegal_transition`.
 */
export const changeStatus = async (tx: Tx, deps: Deps, change: StatusChange): Promise<OrderStatus> => {
  const { orderId, action } = change
  const from = change.from ?? (await readStatus(tx, orderId))
  if (!from) throw fail('order.not_found')
  const to = targetFrom(from, action)
  const moved = await updateStatus(tx, { orderId, from, to })
  if (!moved) throw new Error('An order has moved since its status was read.')
  await recordStatus(tx, deps, { to, ...change, from })
  return to
}

/** Writes one step of an order's history, and by it the event that announces it: a trigger of its table does. */
export const recordStatus = async (
  tx: Tx,
  deps: Deps,
  step: Omit<StatusChange, 'action' | 'from'> & { from: OrderStatus | null; to: OrderStatus }
): Promise<void> => {
  const { orderId, from, to, reason, actor } = step
  const createdAt = deps.now()
  const row = { id: newId(deps, 'event'), orderId, fromStatus: from, toStatus: to, reason, actor, createdAt }
  await insertRow(tx, orderHistory, row)
}
