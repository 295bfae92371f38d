import type { IdOf, OrderAction, OrderStatus } from '@tradepost/contract'
import { fail, nextActions, nextStatuses, targetOf, transition } from '@tradepost/contract'
import type { Given, Reads, Tx } from '@tradepost/db'
import { compiledForOne, insertRow, schema } from '@tradepost/db'
import { and, eq, sql } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { newId } from '../deps.ts'

const { orderHistory, orders } = schema

/** An act on an order: by whom, and why. */
export interface StatusChange {
  readonly orderId: IdOf<'order'>
  readonly action: OrderAction
  readonly actor: string
  readonly reason: string | null
  /** The status that the caller has read in the same transaction; if omitted, it is read here. */
  readonly from?: OrderStatus
}

/** Returns the error of an act that the order state machine does not allow from a status. */
export const illegal = (from: OrderStatus, to: OrderStatus) =>
  fail('order.illegal_transition', {
    from,
    to,
    // If the machine allows `to` but the order may not expire now, the lists contain only the other possibilities.
    allowed: nextStatuses(from).filter((status) => status !== to),
    allowedActions: nextActions(from).filter((action) => targetOf[action] !== to),
  })

/** The status and the payment status of an order, which decide what may be done with it. */
export type Stage = Pick<typeof orders.$inferSelect, 'status' | 'paymentStatus'>

/** Returns whether an order waits for money that never came, so that it may expire. */
export const mayExpire = ({ status, paymentStatus }: Stage): boolean =>
  status === 'pending_payment' || (status === 'placed' && paymentStatus === 'unpaid')

/** Lists the acts that an order allows now. */
export const actionsOn = (stage: Stage): OrderAction[] =>
  nextActions(stage.status).filter((action) => action !== 'expire' || mayExpire(stage))

const selectStatus = compiledForOne((q, { orderId }: Given<{ orderId: IdOf<'order'> }>) =>
  q.select({ status: orders.status }).from(orders).where(eq(orders.id, orderId))
)

/** Reads the status of an order; undefined if it does not exist. */
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
    // Stock is held for a limited time only while an order waits for its payment, and no act leads back there.
    .set({ status: sql`${to}`, reservedUntil: null })
    .where(and(eq(orders.id, orderId), eq(orders.status, from)))
    .returning({ id: orders.id })
)

/** Returns the status of an order that allows an act; throws `order.not_found` and `order.illegal_transition`. */
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
 * Moves an order through the state machine of the contract, the only way its status changes: checks the act, and writes
 * the history and the event. Throws `order.not_found` and `order.illegal_transition`.
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

/** Writes one step of an order's history. A trigger on the table writes the event that announces it. */
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
