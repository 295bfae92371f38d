import type { IdOf, OrderStatus } from '@tradepost/contract'
import { CodedError } from '@tradepost/contract'
import type { Tx } from '@tradepost/db'
import { schema, updateRow } from '@tradepost/db'
import { eq, sql } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { placeOpenOrder, releaseOrder, reviveOrder } from '../orders/order-outcome.ts'
import type { StoredAnswer } from '../orders/stored-answers.ts'
import type { ProviderPayment } from './payment-provider.ts'
import type { PaymentRow } from './payment-rows.ts'
import type { ShopRule } from './may-refund.ts'
import { amountText, readOrderedPayment, readPayment, writeEntry, writeOrderEvent } from './payment-rows.ts'
import { noteFailedRefunds } from './failed-refunds.ts'
import { noteForeignRefund, requestRefund, sendRefund } from './refund-payment.ts'
import { askVoid } from './take-or-free.ts'

const { orders, payments } = schema

/** One of our payments, and its state at the provider. */
export interface Settlement {
  readonly paymentId: IdOf<'payment'>
  readonly state: ProviderPayment
}

/** The requests that a settlement sends to the provider after its commit, and the answer to the order's call. */
interface Rest {
  readonly refunds: readonly IdOf<'refund'>[]
  readonly voids: readonly IdOf<'payment'>[]
  readonly answer?: StoredAnswer | null
}

const nothing: Rest = { refunds: [], voids: [] }

// Money that was paid but is no longer wanted is refunded automatically.
const bySystem: ShopRule = { kind: 'rule', name: 'system' }

/**
 * Updates our rows to the provider's state. Every settlement goes through here: by the call that created the payment,
 * the buyer's return, a provider event, or the recovery job. Repeating it changes nothing. Places or cancels the order
 * that waits for the payment, and refunds money for an order that is over. Returns the answer to the order's call if
 * this places the order.
 */
export const settlePayment = async (deps: Deps, settlement: Settlement): Promise<StoredAnswer | null> => {
  const rest = await deps.db
    .write((tx) => settle(tx, deps, { canRevive: true, ...settlement }))
    .catch((error: unknown) => {
      // The goods of an expired order are gone: settle again without placing it, and refund the money. A busy or full
      // database says nothing about the goods.
      if (!(error instanceof CodedError) || error.code === 'busy' || error.code === 'storage.full') throw error
      return deps.db.write((tx) => settle(tx, deps, { canRevive: false, ...settlement }))
    })
  await deps.reached('checkout.settled')
  await finish(deps, rest)
  return rest.answer ?? null
}

// If the provider does not answer now, the recovery job asks again.
const finish = async (deps: Deps, { refunds, voids }: Rest): Promise<void> => {
  for (const id of refunds) await sendRefund(deps, id).catch(deps.wakePayments)
  for (const id of voids) await settleVoid(deps, id).catch(deps.wakePayments)
}

/**
 * Voids a payment at its provider and settles the outcome. A payment whose creation has not been answered yet may still
 * be created: it waits for the recovery job, which asks for its state once no call can be working on it any more.
 */
export const settleVoid = async (deps: Deps, id: IdOf<'payment'>): Promise<void> => {
  const state = await askVoid(deps, id)
  if (state) await settlePayment(deps, { paymentId: id, state })
  await deps.reached('void.settled')
}

type Step = Settlement & { readonly canRevive: boolean }

const settle = async (tx: Tx, deps: Deps, { paymentId, state, canRevive }: Step): Promise<Rest> => {
  const { payment, order } = await readOrderedPayment(tx, paymentId)
  assertSame(payment, state)
  // A captured payment writes the reference together with its other fields.
  if (payment.providerReference === null && state.status !== 'captured')
    await setPayment(tx, deps, { id: paymentId, providerReference: state.reference })
  const at = { payment, status: order.status, isAwaited: order.isAwaited, state, canRevive }
  switch (state.status) {
    case 'captured':
      return captured(tx, deps, at)
    case 'authorized':
      return authorized(tx, deps, at)
    case 'failed':
      return failed(tx, deps, at)
    case 'voided':
      return voided(tx, deps, at)
    case 'requires_payment':
    case 'requires_action':
    case 'processing':
      return isUnseen(payment) ? voidUnseen(tx, deps, payment) : nothing
  }
}

interface At {
  readonly payment: PaymentRow
  /** The order's status. Within this transaction, only the settlement of its payment changes it. */
  readonly status: OrderStatus
  /** Whether the call that began the order still waits for its answer. */
  readonly isAwaited: boolean
  readonly state: ProviderPayment
  readonly canRevive: boolean
}

/** Throws unless amount, currency and reference match: any other payment is not the one that was requested. */
const assertSame = (payment: PaymentRow, { amount, currency, reference }: ProviderPayment): void => {
  const isSame = amount === payment.amount && currency === payment.currency
  const isOwn = payment.providerReference === null || payment.providerReference === reference
  if (!isSame || !isOwn) throw new Error(`The provider’s payment is not that of ${payment.id}.`)
}

const captured = async (tx: Tx, deps: Deps, { payment, status, isAwaited, state, canRevive }: At): Promise<Rest> => {
  const { id, orderId } = payment
  const { capturedAmount, reference } = state
  if (payment.status === 'captured') {
    const failed = await noteFailedRefunds(tx, deps, { paymentId: id, state })
    await noteForeignRefund(tx, deps, { payment: failed ? await readPayment(tx, id) : payment, state })
    return nothing
  }
  await setPayment(tx, deps, { id, providerReference: reference, status: 'captured', capturedAmount, failure: null })
  await writeEntry(tx, deps, { paymentId: id, kind: 'captured', amount: capturedAmount, source: reference })
  const text = amountText(capturedAmount, payment)
  await writeOrderEvent(tx, deps, { orderId, kind: 'payment_captured', text, actor: 'system' })
  const refunded = await noteForeignRefund(tx, deps, { payment: { ...payment, capturedAmount }, state })
  const act = { orderId, from: status, actor: 'system', reason: 'payment captured' }
  if (status === 'pending_payment') return { answer: await placeOpenOrder(tx, deps, { isAwaited, ...act }), ...nothing }
  if (status === 'expired' && canRevive) {
    await reviveOrder(tx, deps, act)
    return nothing
  }
  const kept = capturedAmount - refunded
  // A payment that was voided while its order goes on was replaced: the order was paid in another way.
  const isTooLate = status === 'expired' || status === 'canceled' || isGivenUp(payment)
  return isTooLate ? giveBack(tx, deps, { payment, amount: kept }) : giveBackSurplus(tx, deps, { payment, kept })
}

const isGivenUp = ({ status }: PaymentRow): boolean => status === 'voiding' || status === 'voided'

/** Returns whether a payment was abandoned before its provider was known to have it. */
const isUnseen = ({ status, failure, providerReference }: PaymentRow): boolean =>
  failure === 'never_paid' || (status === 'voiding' && providerReference === null)

const voidUnseen = async (tx: Tx, deps: Deps, { id }: PaymentRow): Promise<Rest> => {
  await setPayment(tx, deps, { id, status: 'voiding', failure: null })
  return { refunds: [], voids: [id] }
}

const authorized = async (tx: Tx, deps: Deps, { payment, status, isAwaited, state, canRevive }: At): Promise<Rest> => {
  const { id, orderId, status: known } = payment
  if (isUnseen(payment)) return voidUnseen(tx, deps, payment)
  // The recovery job voids a payment that is already being voided. For any other status, this state is not newer than
  // ours.
  if (known !== 'pending') return nothing
  if (status === 'canceled' || (status === 'expired' && !canRevive)) return voidUnseen(tx, deps, payment)
  await setPayment(tx, deps, { id, status: 'authorized', failure: null })
  await writeEntry(tx, deps, { paymentId: id, kind: 'authorized', amount: state.amount, source: state.reference })
  const text = amountText(state.amount, payment)
  await writeOrderEvent(tx, deps, { orderId, kind: 'payment_authorized', text, actor: 'system' })
  const act = { orderId, from: status, actor: 'system', reason: 'payment authorized' }
  if (status === 'pending_payment') return { answer: await placeOpenOrder(tx, deps, { isAwaited, ...act }), ...nothing }
  if (status === 'expired') await reviveOrder(tx, deps, act)
  return nothing
}

const failed = async (tx: Tx, deps: Deps, { payment, status, state }: At): Promise<Rest> => {
  const { id, orderId, status: known } = payment
  if (known !== 'pending' && known !== 'voiding') return nothing
  const failure = state.failure ?? 'card_declined'
  await setPayment(tx, deps, { id, status: 'failed', failure })
  await writeOrderEvent(tx, deps, { orderId, kind: 'payment_failed', text: failure, actor: 'system' })
  if (status !== 'pending_payment') return nothing
  const act = { orderId, from: status, actor: 'system', reason: `payment ${failure}`, action: 'cancel' } as const
  await releaseOrder(tx, deps, { answer: { ok: false, reason: failure }, ...act })
  return nothing
}

const voided = async (tx: Tx, deps: Deps, { payment, status, state }: At): Promise<Rest> => {
  const { id, orderId, status: known } = payment
  if (known === 'voided' || known === 'captured' || known === 'failed') return nothing
  await setPayment(tx, deps, { id, status: 'voided' })
  await writeEntry(tx, deps, { paymentId: id, kind: 'voided', amount: payment.amount, source: state.reference })
  const text = amountText(payment.amount, payment)
  await writeOrderEvent(tx, deps, { orderId, kind: 'payment_voided', text, isPublic: false, actor: 'system' })
  if (status !== 'pending_payment') return nothing
  const act = { orderId, from: status, actor: 'system', reason: 'payment was given up', action: 'cancel' } as const
  await releaseOrder(tx, deps, { answer: { ok: false, reason: 'card_declined' }, ...act })
  return nothing
}

/** Refunds in full a payment for an order that is over or already paid, and notifies the customer and the staff. */
const giveBack = async (
  tx: Tx,
  deps: Deps,
  { payment, amount }: { payment: PaymentRow; amount: number }
): Promise<Rest> => {
  if (amount === 0) return nothing
  const { id: paymentId, orderId } = payment
  const reason = 'The payment came when the order was over or paid already.'
  const refunds = await requestRefund(tx, deps, { orderId, paymentId, amount, reason, by: bySystem })
  const text = amountText(amount, payment)
  await writeOrderEvent(tx, deps, { orderId, kind: 'refunded_late_payment', text, reason, actor: 'system' })
  return { refunds, voids: [] }
}

/** Refunds what was captured in the provider's own dashboard beyond what an order costs since it was edited. */
const giveBackSurplus = async (
  tx: Tx,
  deps: Deps,
  { payment, kept }: { payment: PaymentRow; kept: number }
): Promise<Rest> => {
  const { id: paymentId, orderId } = payment
  const [order] = await tx
    .select({
      surplus: sql<number>`sum(${payments.capturedAmount} - ${payments.refundedAmount}) - ${orders.totalAmount} + ${orders.creditedAmount}`,
    })
    .from(orders)
    .innerJoin(payments, eq(payments.orderId, orders.id))
    .where(eq(orders.id, orderId))
  const amount = Math.min(order?.surplus ?? 0, kept)
  if (amount <= 0) return nothing
  const reason = 'More was taken than the order costs.'
  return { refunds: await requestRefund(tx, deps, { orderId, paymentId, amount, reason, by: bySystem }), voids: [] }
}

const setPayment = async (
  tx: Tx,
  deps: Deps,
  { id, ...to }: Partial<typeof payments.$inferInsert> & { id: IdOf<'payment'> }
): Promise<void> => {
  await updateRow(tx, payments, { id, updatedAt: deps.now(), ...to })
}
