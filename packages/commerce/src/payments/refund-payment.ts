import type { IdOf } from '@tradepost/contract'
import { fail, money } from '@tradepost/contract'
import type { Tx } from '@tradepost/db'
import { schema } from '@tradepost/db'
import { and, desc, eq, sql } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { newId } from '../deps.ts'
import type { Refunder } from './may-refund.ts'
import { assertMayRefund, refunderName } from './may-refund.ts'
import type { ProviderPayment, ProviderRefund } from './payment-provider.ts'
import { ProviderRefused } from './payment-provider.ts'
import type { PaymentRow } from './payment-rows.ts'
import { amountText, readPayment, writeEntry, writeOrderEvent } from './payment-rows.ts'
import { orUnavailable, providerOf } from './providers.ts'

const { payments, refunds } = schema

/** A refund of an order's money, in minor units. */
export interface RefundRequest {
  readonly orderId: IdOf<'order'>
  readonly amount: number
  readonly reason: string
  readonly by: Refunder
  readonly returnId?: IdOf<'return'> | null
  /** The only payment to refund from; if omitted, {@link requestRefund} chooses. */
  readonly paymentId?: IdOf<'payment'>
  readonly lines?: readonly { lineId: IdOf<'orderLine'>; quantity: number }[]
  readonly includesShipping?: boolean
}

/** Returns how much of an order's money can still be refunded. */
export const refundableOf = (rows: readonly Pick<PaymentRow, 'capturedAmount' | 'refundedAmount'>[]): number =>
  rows.reduce((sum, { capturedAmount, refundedAmount }) => sum + capturedAmount - refundedAmount, 0)

/**
 * Writes pending refunds and deducts them from what is refundable by conditional update. Prefers one payment that has
 * enough, then cards over transfers that staff make by hand, then the newest. Every refund that the shop makes passes
 * through here, so that nobody refunds without the permission, whichever act leads to it. Throws `auth.forbidden` and
 * `refund.exceeds_captured`. {@link sendRefund} asks the provider once this is committed.
 */
export const requestRefund = async (tx: Tx, deps: Deps, request: RefundRequest): Promise<IdOf<'refund'>[]> => {
  assertMayRefund(request.by)
  const rows = await tx
    .select()
    .from(payments)
    .where(
      and(
        eq(payments.orderId, request.orderId),
        request.paymentId === undefined ? undefined : eq(payments.id, request.paymentId)
      )
    )
    .orderBy(
      sql`${payments.capturedAmount} - ${payments.refundedAmount} < ${request.amount}`,
      sql`${payments.provider} = 'manual'`,
      desc(payments.id)
    )
  const refundable = refundableOf(rows)
  const currency = rows[0]?.currency
  if (!currency || request.amount > refundable) {
    const known = currency ?? (await currencyOf(tx, request.orderId))
    throw fail('refund.exceeds_captured', { refundable: money(refundable, known) })
  }
  const ids: IdOf<'refund'>[] = []
  let left = request.amount
  for (const payment of rows) {
    const amount = Math.min(left, payment.capturedAmount - payment.refundedAmount)
    if (amount <= 0) continue
    // Units and shipping are counted once, however many payments their money comes from.
    const counted = ids.length === 0 ? {} : { lines: [], includesShipping: false }
    ids.push(await takeRefund(tx, deps, { ...request, ...counted, amount, payment }))
    left -= amount
  }
  return ids
}

const currencyOf = async (tx: Tx, orderId: IdOf<'order'>) => {
  const [order] = await tx
    .select({ currency: schema.orders.currency })
    .from(schema.orders)
    .where(eq(schema.orders.id, orderId))
  if (!order) throw fail('order.not_found')
  return order.currency
}

const takeRefund = async (
  tx: Tx,
  deps: Deps,
  { payment, amount, ...request }: RefundRequest & { payment: PaymentRow }
): Promise<IdOf<'refund'>> => {
  const now = deps.now()
  const taken = await tx
    .update(payments)
    .set({ refundedAmount: sql`${payments.refundedAmount} + ${amount}`, updatedAt: now })
    .where(and(eq(payments.id, payment.id), sql`${payments.capturedAmount} - ${payments.refundedAmount} >= ${amount}`))
    .returning({ id: payments.id })
  if (taken.length === 0) throw fail('refund.exceeds_captured', { refundable: money(0, payment.currency) })
  const id = newId(deps, 'refund')
  const { orderId, reason, by, returnId = null, lines = [], includesShipping = false } = request
  const { id: paymentId, currency } = payment
  const parts = { lines: [...lines], includesShipping }
  const about = { orderId, paymentId, returnId, amount, currency, reason, actor: refunderName(by), ...parts }
  await tx.insert(refunds).values({ id, ...about, status: 'pending', createdAt: now, updatedAt: now })
  return id
}

/**
 * Sends a requested refund to the provider, with its ID as the key, and settles it. Throws
 * `payment.provider_unavailable`; the recovery job then sends it again.
 */
export const sendRefund = async (deps: Deps, id: IdOf<'refund'>): Promise<void> => {
  await deps.reached('refund.requested')
  const [refund] = await deps.db.read.select().from(refunds).where(eq(refunds.id, id))
  if (refund?.status !== 'pending') return
  const payment = await readPayment(deps.db.read, refund.paymentId)
  const provider = providerOf(deps, payment.provider)
  const act = { idempotencyKey: id, reference: payment.providerReference ?? '', amount: refund.amount }
  const answer = await orUnavailable(provider.refund(act).catch(refusedRefund(refund.amount)))
  await deps.reached('refund.asked')
  if (answer.status === 'failed') await settleRefusal(deps, { id, payment, answer })
  else if (answer.status === 'succeeded') await deps.db.write((tx) => settleRefund(tx, deps, { id, answer }))
  await deps.reached('refund.settled')
}

/**
 * Settles a refused refund. A provider refuses if the money was already refunded outside the shop. Our pending refund
 * hid that, so the provider's state is read again.
 */
const settleRefusal = async (
  deps: Deps,
  { id, payment, answer }: { id: IdOf<'refund'>; payment: PaymentRow; answer: ProviderRefund }
): Promise<void> => {
  const { provider, providerReference } = payment
  const state = providerReference && (await orUnavailable(providerOf(deps, provider).find(providerReference)))
  await deps.db.write(async (tx) => {
    await settleRefund(tx, deps, { id, answer })
    if (state) await noteForeignRefund(tx, deps, { payment: await readPayment(tx, payment.id), state })
  })
}

const refusedRefund =
  (amount: number) =>
  (error: unknown): ProviderRefund => {
    if (!(error instanceof ProviderRefused)) throw error
    return { reference: '', status: 'failed', amount }
  }

/** Records the outcome of a refund; a failed one becomes refundable again. Repeating it changes nothing. */
export const settleRefund = async (
  tx: Tx,
  deps: Deps,
  { id, answer }: { id: IdOf<'refund'>; answer: ProviderRefund }
): Promise<void> => {
  const status = answer.status === 'succeeded' ? 'succeeded' : 'failed'
  const providerReference = answer.reference || null
  const [refund] = await tx
    .update(refunds)
    .set({ status, providerReference, updatedAt: deps.now() })
    .where(and(eq(refunds.id, id), eq(refunds.status, 'pending')))
    .returning()
  if (!refund) return
  const { orderId, paymentId, amount, reason } = refund
  if (status === 'succeeded') await writeEntry(tx, deps, { paymentId, kind: 'refunded', amount, source: id })
  else {
    await tx
      .update(payments)
      .set({ refundedAmount: sql`${payments.refundedAmount} - ${amount}`, updatedAt: deps.now() })
      .where(eq(payments.id, paymentId))
  }
  const kind = status === 'succeeded' ? 'refunded' : 'refund_failed'
  const event = { orderId, kind, text: amountText(amount, refund), reason, actor: refund.actor } as const
  await writeOrderEvent(tx, deps, { isPublic: status === 'succeeded', ...event })
}

/** Records captured money that was refunded outside the shop, in the provider's own dashboard. Returns how much. */
export const noteForeignRefund = async (
  tx: Tx,
  deps: Deps,
  { payment, state: { refundedAmount, reference } }: { payment: PaymentRow; state: ProviderPayment }
): Promise<number> => {
  const { id: paymentId, orderId } = payment
  const amount = Math.min(refundedAmount, payment.capturedAmount) - payment.refundedAmount
  if (amount <= 0) return 0
  await tx
    .update(payments)
    .set({ refundedAmount: sql`${payments.refundedAmount} + ${amount}`, updatedAt: deps.now() })
    .where(eq(payments.id, paymentId))
  await writeEntry(tx, deps, { paymentId, kind: 'refunded', amount, source: `${reference}-${refundedAmount}` })
  const reason = 'Refunded at the payment provider.'
  await writeOrderEvent(tx, deps, {
    orderId,
    kind: 'refunded',
    text: amountText(amount, payment),
    reason,
    actor: 'system',
  })
  return amount
}
