import type { AddOrderNoteInput, AdminOrder, CompleteOrderInput, IdOf } from '@tradepost/contract'
import { fail } from '@tradepost/contract'
import type { Tx } from '@tradepost/db'
import { schema } from '@tradepost/db'
import { eq } from 'drizzle-orm'
import { recordAudit } from '../audit/record-audit.ts'
import type { Deps } from '../deps.ts'
import { writeOrderEvent } from '../payments/payment-rows.ts'
import { assertAllows, changeStatus } from './change-status.ts'
import type { StaffAct } from './keyed-act.ts'
import { actOnce, keyOf, nameOf } from './keyed-act.ts'
import { readAdminOrder } from './read-admin-order.ts'

const { orders } = schema

/**
 * Completes an order that has shipped in full; throws `order.not_found`, `order.illegal_transition`,
 * `idempotency.conflict`.
 */
export const completeOrder = (deps: Deps, act: StaffAct<CompleteOrderInput>): Promise<AdminOrder> => {
  const { id: orderId } = act.input
  return actOnce(deps, {
    use: keyOf(act),
    orderId,
    act: async (tx) => {
      const from = await assertAllows(tx, orderId, 'complete')
      const change = { orderId, action: 'complete', actor: nameOf(act.actor), reason: null } as const
      const to = await changeStatus(tx, deps, change)
      const audited = { target: orderId, before: { status: from }, after: { status: to } }
      await recordAudit(tx, deps, { actor: act.actor, change: audited })
    },
    show: (read) => readAdminOrder(read, orderId),
  })
}

/** Adds a note to an order's timeline, for staff only or also for the customer; throws `order.not_found`. */
export const addOrderNote = (deps: Deps, act: StaffAct<AddOrderNoteInput>): Promise<AdminOrder> => {
  const { id: orderId, note, isPublic } = act.input
  return actOnce(deps, {
    use: keyOf(act),
    orderId,
    act: async (tx) => {
      await assertThere(tx, orderId)
      await writeOrderEvent(tx, deps, { orderId, kind: 'note', text: note, isPublic, actor: nameOf(act.actor) })
      const change = { target: orderId, before: null, after: { note, isPublic } }
      await recordAudit(tx, deps, { actor: act.actor, change })
    },
    show: (read) => readAdminOrder(read, orderId),
  })
}

const assertThere = async (tx: Tx, orderId: IdOf<'order'>): Promise<void> => {
  const [order] = await tx.select({ id: orders.id }).from(orders).where(eq(orders.id, orderId))
  if (!order) throw fail('order.not_found')
}
