import type { AdminOrder, IdOf, OrderStatus, Permission, TransitionOrderInput } from '@tradepost/contract'
import { CodedError, fail } from '@tradepost/contract'
import type { Reads, Tx } from '@tradepost/db'
import { schema } from '@tradepost/db'
import { eq } from 'drizzle-orm'
import { recordAudit } from '../audit/record-audit.ts'
import { expireOrder } from '../checkout/expire-orders.ts'
import type { Deps } from '../deps.ts'
import { insertPaid } from '../payments/manual-payment.ts'
import { markVoiding } from '../payments/take-or-free.ts'
import { cancelOrder } from './cancel-order.ts'
import { assertAllows, illegal, mayExpire } from './change-status.ts'
import { fulfilOrder } from './fulfil-order.ts'
import type { StaffAct } from './keyed-act.ts'
import { actThenMove, keyOf, nameOf } from './keyed-act.ts'
import { lineNotFound } from './line-units.ts'
import { completeOrder } from './note-order.ts'
import { placeOpenOrder, reviveOrder } from './order-outcome.ts'
import { readAdminOrder } from './read-admin-order.ts'

const { orderLines, orders } = schema

type TransitionAct = StaffAct<TransitionOrderInput>

/**
 * Moves an order to a status by the act that leads there, with the permission of that act. Throws what the act throws,
 * `order.illegal_transition` if no act leads there, and `auth.forbidden`.
 */
export const transitionOrder = async (deps: Deps, act: TransitionAct): Promise<AdminOrder> => {
  const { input, actor } = act
  const { id, idempotencyKey, reason = 'by the staff' } = input
  const at = { actor, use: keyOf(act) }
  await assertLines(deps.db.read, input)
  switch (input.to) {
    case 'fulfilled':
      assertMay(act, 'orders:fulfil')
      return fulfilOrder(deps, { ...at, input: { id, idempotencyKey } })
    case 'partially_fulfilled':
      assertMay(act, 'orders:fulfil')
      return fulfilOrder(deps, { ...at, input: { id, idempotencyKey, lines: partOf(input) }, isPart: true })
    case 'completed':
      assertMay(act, 'orders:fulfil')
      return completeOrder(deps, { ...at, input: { id, idempotencyKey } })
    case 'canceled':
      return cancelOrder(deps, { ...at, input: { id, idempotencyKey, reason } })
    case 'placed':
      // It confirms that money was seen.
      assertMay(act, 'orders:refund')
      return acceptOrder(deps, act)
    case 'expired':
      return expireNow(deps, act)
    case 'pending_payment':
      throw illegal(await readStatus(deps.db.read, id), input.to)
  }
}

const assertMay = ({ actor }: TransitionAct, permission: Permission): void => {
  if (!actor.permissions.includes(permission)) throw fail('auth.forbidden')
}

const assertLines = async (read: Reads, { id, lines = [] }: TransitionOrderInput): Promise<void> => {
  if (lines.length === 0) return
  const rows = await read.select({ id: orderLines.id }).from(orderLines).where(eq(orderLines.orderId, id))
  const stray = lines.find(({ lineId }) => !rows.some((row) => row.id === lineId))
  if (!stray) return
  // A missing order has no lines either, and is reported first.
  await readStatus(read, id)
  throw lineNotFound(stray.lineId)
}

const partOf = ({ lines }: TransitionOrderInput) => {
  if (lines) return lines
  const issues = [{ path: 'lines', message: 'Name what is in the parcel.' }]
  throw new CodedError('input.invalid', { issues })
}

/**
 * Places an order that staff know was paid in another way. Voids its open payment, and refunds what that still takes.
 * An expired order takes its goods and coupons again.
 */
const acceptOrder = (deps: Deps, act: TransitionAct): Promise<AdminOrder> => {
  const { id: orderId, reason = null } = act.input
  const actor = nameOf(act.actor)
  const accept = async (tx: Tx) => {
    const from = await assertAllows(tx, orderId, 'place')
    const change = { orderId, actor, reason }
    await markVoiding(tx, deps, orderId)
    const [order] = await tx.select().from(orders).where(eq(orders.id, orderId))
    if (!order) throw fail('order.not_found')
    const { totalAmount: amount, currency } = order
    if (amount > 0) await insertPaid(tx, deps, { orderId, kind: 'checkout', amount, currency })
    await (from === 'expired' ? reviveOrder(tx, deps, change) : placeOpenOrder(tx, deps, change))
    const audited = { target: orderId, before: { status: from }, after: { status: 'placed', reason } }
    await recordAudit(tx, deps, { actor: act.actor, change: audited })
  }
  const show = (read: Reads) => readAdminOrder(read, orderId)
  return actThenMove(deps, { use: keyOf(act), orderId, act: accept, show }, { needsProvider: false })
}

/** Ends a reservation or an unpaid invoice early, unless its payment turns out to exist. */
const expireNow = (deps: Deps, act: TransitionAct): Promise<AdminOrder> => {
  const { id: orderId } = act.input
  const begin = async (tx: Tx) => {
    const from = await assertAllows(tx, orderId, 'expire')
    const [order] = await tx.select().from(orders).where(eq(orders.id, orderId))
    if (order && !mayExpire(order)) throw illegal(from, 'expired')
    const change = { target: orderId, before: { status: from }, after: { status: 'expired' } }
    await recordAudit(tx, deps, { actor: act.actor, change })
  }
  const before = async () => {
    await expireOrder(deps, orderId, nameOf(act.actor))
    const status = await readStatus(deps.db.read, orderId)
    if (status !== 'expired') throw illegal(status, 'expired')
  }
  const show = (read: Reads) => readAdminOrder(read, orderId)
  const keyed = { use: keyOf(act), orderId, act: begin, show }
  return actThenMove(deps, keyed, { needsProvider: false, before })
}

const readStatus = async (read: Reads, orderId: IdOf<'order'>): Promise<OrderStatus> => {
  const [order] = await read.select({ status: orders.status }).from(orders).where(eq(orders.id, orderId))
  if (!order) throw fail('order.not_found')
  return order.status
}
