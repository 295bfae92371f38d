import type { AdminOrder, CaptureOrderInput } from '@tradepost/contract'
import { fail, money } from '@tradepost/contract'
import type { Tx } from '@tradepost/db'
import { schema } from '@tradepost/db'
import { asc, eq } from 'drizzle-orm'
import { recordAudit } from '../audit/record-audit.ts'
import type { Deps } from '../deps.ts'
import { insertOwed } from '../payments/manual-payment.ts'
import type { PaymentRow } from '../payments/payment-rows.ts'
import { markCapturing } from '../payments/take-or-free.ts'
import type { StaffAct } from './keyed-act.ts'
import { actThenMove, keyOf } from './keyed-act.ts'
import { capturableOf, isOwed, takableOf } from './order-balance.ts'
import { readAdminOrder } from './read-admin-order.ts'

const { orders, payments } = schema

type OrderRow = typeof orders.$inferSelect

/**
 * Captures authorized money of cards, or records that an invoice was paid. Without an amount, captures everything that
 * can be captured, and never more than the order costs now. The rest of a card's authorization is released; the rest of
 * an invoice stays outstanding. An amount that equals an invoice marks that invoice as paid. Throws `order.not_found`,
 * `payment.exceeds_capturable`, `payment.capture_refused`, `payment.provider_unavailable`, `idempotency.conflict`.
 */
export const captureOrder = (deps: Deps, act: StaffAct<CaptureOrderInput>): Promise<AdminOrder> => {
  const { id: orderId } = act.input
  const keyed = {
    use: keyOf(act),
    orderId,
    act: (tx: Tx) => markCaptures(tx, deps, act),
    show: (read: Parameters<typeof readAdminOrder>[0]) => readAdminOrder(read, orderId),
  }
  return actThenMove(deps, keyed, { needsProvider: true, needsCapture: true })
}

const markCaptures = async (tx: Tx, deps: Deps, { input, actor }: StaffAct<CaptureOrderInput>): Promise<void> => {
  const [order] = await tx.select().from(orders).where(eq(orders.id, input.id))
  if (!order) throw fail('order.not_found')
  const rows = await tx.select().from(payments).where(eq(payments.orderId, order.id)).orderBy(asc(payments.id))
  const isLive = order.status !== 'pending_payment' && order.status !== 'canceled' && order.status !== 'expired'
  const capturable = isLive ? capturableOf(order, rows) : 0
  const amount = input.amount?.amount ?? capturable
  const isOther = input.amount !== undefined && input.amount.currency !== order.currency
  if (isOther || amount > capturable || amount === 0) {
    throw fail('payment.exceeds_capturable', { capturable: money(capturable, order.currency) })
  }
  for (const part of planParts(order, rows, amount)) await markPart(tx, deps, { order, ...part })
  const before = { capturable: money(capturable, order.currency) }
  const after = { captured: money(amount, order.currency) }
  await recordAudit(tx, deps, { actor, change: { target: order.id, before, after } })
}

interface Part {
  readonly payment: PaymentRow
  readonly amount: number
}

/**
 * Captures from the oldest payment first, and from all cards together no more than may be captured. An amount that
 * equals an invoice is that invoice's money: capturing it from a card would release the rest of the card's
 * authorization.
 */
const planParts = (order: OrderRow, rows: readonly PaymentRow[], wanted: number): Part[] => {
  let takable = takableOf(order, rows)
  const invoice = rows.find((payment) => isOwed(payment) && payment.amount === wanted)
  if (invoice && wanted !== takable) return [{ payment: invoice, amount: wanted }]
  let left = wanted
  return rows.flatMap((payment) => {
    const isInvoice = isOwed(payment)
    if (!isInvoice && payment.status !== 'authorized') return []
    const amount = Math.min(left, payment.amount, isInvoice ? payment.amount : takable)
    if (amount <= 0) return []
    left -= amount
    if (!isInvoice) takable -= amount
    return [{ payment, amount }]
  })
}

const markPart = async (tx: Tx, deps: Deps, { order, payment, amount }: Part & { order: OrderRow }): Promise<void> => {
  const marked = await markCapturing(tx, deps, { id: payment.id, amount })
  if (!marked) throw fail('payment.exceeds_capturable', { capturable: money(0, order.currency) })
  const rest = payment.amount - amount
  const { currency } = payment
  if (payment.provider === 'manual' && rest > 0) {
    await insertOwed(tx, deps, { orderId: order.id, kind: 'edit', amount: rest, currency })
  }
}
