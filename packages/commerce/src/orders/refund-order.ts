import type { AdminOrder, RefundOrderInput } from '@tradepost/contract'
import { fail, money } from '@tradepost/contract'
import type { Reads, Tx } from '@tradepost/db'
import { schema } from '@tradepost/db'
import { eq } from 'drizzle-orm'
import { recordAudit } from '../audit/record-audit.ts'
import type { Deps } from '../deps.ts'
import { refundableOf, requestRefund } from '../payments/refund-payment.ts'
import type { StaffAct } from './keyed-act.ts'
import { actThenMove, keyOf } from './keyed-act.ts'
import type { LineUnits } from './line-units.ts'
import { mergeUnits } from './line-units.ts'
import { readAdminOrder } from './read-admin-order.ts'
import { priceRefund } from './refund-price.ts'

const { orders, payments } = schema

type RefundAct = StaffAct<RefundOrderInput>

/**
 * Refunds an amount, or the price of some units with their discount and tax, with or without the shipping. Throws
 * `order.not_found`, `order.line_not_found`, `refund.exceeds_captured`, `payment.provider_unavailable`,
 * `idempotency.conflict`.
 */
export const refundOrder = (deps: Deps, act: RefundAct): Promise<AdminOrder> => {
  const { id: orderId } = act.input
  const keyed = {
    use: keyOf(act),
    orderId,
    act: (tx: Tx) => refund(tx, deps, act),
    show: (read: Reads) => readAdminOrder(read, orderId),
  }
  return actThenMove(deps, keyed, { needsProvider: true })
}

const refund = async (tx: Tx, deps: Deps, { input, actor: by }: RefundAct): Promise<void> => {
  const { id: orderId, reason, amount: asked, includeShipping } = input
  const [order] = await tx.select().from(orders).where(eq(orders.id, orderId))
  if (!order) throw fail('order.not_found')
  const rows = await tx.select().from(payments).where(eq(payments.orderId, orderId))
  const before = { refundable: money(refundableOf(rows), order.currency) }
  if (asked && asked.currency !== order.currency) throw fail('refund.exceeds_captured', before)
  const lines: LineUnits[] = input.lines ? mergeUnits(input.lines) : []
  const amount = asked?.amount ?? (await priceRefund(tx, order, { lines, includeShipping }))
  const about = { orderId, amount, reason, lines, includesShipping: includeShipping, by }
  const refundIds = await requestRefund(tx, deps, about)
  const after = { refunded: money(amount, order.currency), refundIds, lines, includeShipping, reason }
  await recordAudit(tx, deps, { actor: by, change: { target: orderId, before, after } })
}
