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
import { amountText, readOrderedPayment, writeEntry, writeOrderEvent } from './payment-rows.ts'
import type { ShopRule } from './may-refund.ts'
import { noteForeignRefund, requestRefund, sendRefund } from './refund-payment.ts'
import { askVoid } from './take-or-free.ts'

const { orders, payments } = schema

/** A payment of ours and what its provider says of it. */
export interface Settlement {
  readonly paymentId: IdOf<'payment'>
  readonly state: ProviderPayment
}

/** What a settlement leaves to be asked of the provider once it is committed, and what it answers the order's call. */
interface Rest {
  readonly refunds: readonly IdOf<'refund'>[]
  readonly voids: readonly IdOf<'payment'>[]
  readonly answer?: StoredAnswer | null
}

const nothing: Rest = { refunds: [], voids: [] }

// What is paid but no longer wanted goes back by itself.
const bySystem: ShopRule = { kind: 'rule', name: 'system' }

/**
 * Brings our rows in line with what the provider says, the one way in which a payment is settled: by the call that opened
 * it, the buyer's return, an event of the provider's, or the job that settles what is open. A second time changes nothing.
 * Places or cancels the order that waits for it; money for an order that is over is given back. Gives the answer of the
 * order's call where it is placed by this.
 */
export const settlePayment = async (deps: Deps, settlement: Settlement): Promise<StoredAnswer | null> => {
  const rest = await deps.db
    .write((tx) => settle(tx, deps, { canRevive: true, ...settlement }))
    .catch((error: unknown) => {
      // The goods of an order that ran out are gone: everything but placing it is done again, and the money goes back. A shop
      // that is busy says nothing about them.
      if (!(error instanceof CodedError) || error.code === 'busy') throw error
      return deps.db.write((tx) => settle(tx, deps, { canRevive: false, ...settlement }))
    })
  await deps.reached('checkout.settled')
  await finish(deps, rest)
  return rest.answer ?? null
}

// What the provider does not answer now, the job that settles what is open asks again.
const finish = async (deps: Deps, { refunds, voids }: Rest): Promise<void> => {
  for (const id of refunds) await sendRefund(deps, id).catch(deps.wakePayments)
  for (const id of voids) await settleVoid(deps, id).catch(deps.wakePayments)
}

/**
 * Gives a payment up with its provider and settles what that comes to. One whose opening was not answered yet may still be:
 * it waits for the job that settles what is open, which asks what became of it once nobody can be at work on it any more.
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
  // What is taken writes the reference along with the rest.
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
  /** The order's, which only what settles its payment changes in this transaction. */
  readonly status: OrderStatus
  /** Whether the call that began the order waits for its answer. */
  readonly isAwaited: boolean
  readonly state: ProviderPayment
  readonly canRevive: boolean
}

/** A payment of another amount or currency is not the one that was asked for, whatever else it says. */
const assertSame = (payment: PaymentRow, { amount, currency, reference }: ProviderPayment): void => {
  const isSame = amount === payment.amount && currency === payment.currency
  const isOwn = payment.providerReference === null || payment.providerReference === reference
  if (!isSame || !isOwn) throw new Error(`The provider’s payment is not that of ${payment.id}.`)
}

const captured = async (tx: Tx, deps: Deps, { payment, status, isAwaited, state, canRevive }: At): Promise<Rest> => {
  const { id, orderId } = payment
  const { capturedAmount, reference } = state
  if (payment.status === 'captured') {
    await noteForeignRefund(tx, deps, { payment, state })
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
  // One that was given up while its order lives on was paid for in another way meanwhile.
  const isTooLate = status === 'expired' || status === 'canceled' || isGivenUp(payment)
  return isTooLate ? giveBack(tx, deps, { payment, amount: kept }) : giveBackSurplus(tx, deps, { payment, kept })
}

const isGivenUp = ({ status }: PaymentRow): boolean => status === 'voiding' || status === 'voided'

/** Tells whether a payment was given up before its provider was known to have it. */
const isUnseen = ({ status, failure, providerReference }: PaymentRow): boolean =>
  failure === 'never_paid' || (status === 'voiding' && providerReference === null)

const voidUnseen = async (tx: Tx, deps: Deps, { id }: PaymentRow): Promise<Rest> => {
  await setPayment(tx, deps, { id, status: 'voiding', failure: null })
  return { refunds: [], voids: [id] }
}

const authorized = async (tx: Tx, deps: Deps, { payment, status, isAwaited, state, canRevive }: At): Promise<Rest> => {
  const { id, orderId, status: known } = payment
  if (isUnseen(payment)) return voidUnseen(tx, deps, payment)
  // One that is being given up is asked for again by the job; of any other end this was said before it.
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

/** Gives back, whole, what came for an order that is over, and tells the customer and the staff. */
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

/** Gives back what was taken in the provider's own dashboard beyond what an order costs since it was edited. */
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
