import type { AdminCancelOrderInput, AdminOrder, CancelOrderInput, IdOf, Order } from '@tradepost/contract'
import type { Reads, Tx } from '@tradepost/db'
import { schema } from '@tradepost/db'
import { eq } from 'drizzle-orm'
import { recordAudit } from '../audit/record-audit.ts'
import type { Deps } from '../deps.ts'
import { learnPayments } from '../payments/learn-payments.ts'
import type { Refunder } from '../payments/may-refund.ts'
import { assertMayRefund, mayRefund, refunderName } from '../payments/may-refund.ts'
import { refundableOf, requestRefund } from '../payments/refund-payment.ts'
import { markVoiding } from '../payments/take-or-free.ts'
import { assertAllows } from './change-status.ts'
import type { CustomerAct } from './customer-act.ts'
import { customerKeyOf, readOwnOrder } from './customer-act.ts'
import type { StaffAct } from './keyed-act.ts'
import { actThenMove, keyOf } from './keyed-act.ts'
import { releaseOrder } from './order-outcome.ts'
import { readAdminOrder } from './read-admin-order.ts'

const { payments } = schema

// The order is canceled whatever the provider says. Money that it does not move now is moved later.
const moveLater = { needsProvider: false }

/**
 * Cancels an order that has not begun to ship, for staff: releases its stock and coupons, refunds captured money, and
 * voids authorizations. Staff without the refund permission can cancel only unpaid orders: for others they get
 * `auth.forbidden`, and `payment.provider_unavailable` if the provider cannot be asked. Throws `order.not_found`,
 * `order.illegal_transition`, `idempotency.conflict`.
 */
export const cancelOrder = async (deps: Deps, act: StaffAct<AdminCancelOrderInput>): Promise<AdminOrder> => {
  const { id: orderId, reason } = act.input
  if (!mayRefund(act.actor)) await learnPayments(deps, orderId)
  const cancel = async (tx: Tx) => {
    const from = await assertAllows(tx, orderId, 'cancel')
    await cancelIn(tx, deps, { orderId, reason, by: act.actor })
    const change = { target: orderId, before: { status: from }, after: { status: 'canceled', reason } }
    await recordAudit(tx, deps, { actor: act.actor, change })
  }
  const show = (read: Reads) => readAdminOrder(read, orderId)
  return actThenMove(deps, { use: keyOf(act), orderId, act: cancel, show }, moveLater)
}

/** Cancels a customer's own order if nothing of it has shipped; throws as {@link cancelOrder} does. */
export const cancelOwnOrder = (deps: Deps, act: CustomerAct<CancelOrderInput>): Promise<Order> => {
  const { id: orderId } = act.input
  const reason = 'canceled by the customer'
  const cancel = async (tx: Tx) => {
    const { actor } = await readOwnOrder(tx, act.reader, orderId)
    await cancelIn(tx, deps, { orderId, reason, by: { kind: 'rule', name: actor } })
  }
  const show = async (read: Reads) => (await readOwnOrder(read, act.reader, orderId)).order
  return actThenMove(deps, { use: customerKeyOf('orders.cancel', act), orderId, act: cancel, show }, moveLater)
}

const cancelIn = async (
  tx: Tx,
  deps: Deps,
  act: { orderId: IdOf<'order'>; reason: string; by: Refunder }
): Promise<void> => {
  const { by, ...rest } = act
  await releaseOrder(tx, deps, { action: 'cancel', actor: refunderName(by), ...rest })
  await markVoiding(tx, deps, act.orderId)
  const rows = await tx.select().from(payments).where(eq(payments.orderId, act.orderId))
  // A capture in progress takes money that is refunded automatically once the order is over.
  if (rows.some(({ status }) => status === 'capturing')) assertMayRefund(by)
  const amount = refundableOf(rows)
  if (amount > 0) await requestRefund(tx, deps, { amount, ...act })
}
