import type { IdOf } from '@tradepost/contract'
import { asId } from '@tradepost/contract'
import type { Reads, Tx } from '@tradepost/db'
import { schema } from '@tradepost/db'
import { and, asc, eq } from 'drizzle-orm'
import type { Buyer } from '../buyer.ts'
import type { Deps } from '../deps.ts'
import { newId } from '../deps.ts'
import type { KeyUse } from '../orders/idempotency.ts'
import { takeKey } from '../orders/idempotency.ts'
import { placeOpenOrder } from '../orders/order-outcome.ts'
import type { StoredAnswer } from '../orders/stored-answers.ts'
import type { ProviderPayment } from '../payments/payment-provider.ts'
import { ProviderRefused } from '../payments/payment-provider.ts'
import type { PaymentRow } from '../payments/payment-rows.ts'
import { newPaymentOf, readOrderedPayment } from '../payments/payment-rows.ts'
import { orUnavailable, providerOf } from '../payments/providers.ts'
import { settlePayment } from '../payments/settle-payment.ts'
import { readShop } from '../shop/read-shop.ts'
import { clientHashOf } from './hold-limits.ts'
import type { OrderDetails, Reserved } from './reserve-order.ts'
import { actorOf, reserveOrder } from './reserve-order.ts'

const { orders, payments } = schema

const DAY_MS = 24 * 60 * 60 * 1000

/** A buyer's request to order, with their idempotency key. */
export interface BeginOrder {
  readonly buyer: Buyer
  readonly use: KeyUse
  readonly details: OrderDetails
  /** The IP address that the request came from; omitted if no client sent it. */
  readonly address?: string | undefined
}

/** An order that this call or an earlier one with the key began, or the stored answer of that call. */
export type Begun = Reserved | { readonly answer: string }

/** Begins the order of a key in one transaction. Also places the order if there is nothing to pay. */
export const beginOrder = async (deps: Deps, { buyer, use, details, address }: BeginOrder): Promise<Begun> => {
  const clientHash = address === undefined ? null : clientHashOf(address)
  await deps.reached('checkout.begin')
  const begun = await deps.db.write(async (tx): Promise<Begun> => {
    const orderId = newId(deps, 'order')
    const known = await takeKey(tx, use, { subjectId: orderId, now: deps.now() })
    if (known.state === 'answered') return { answer: known.answer }
    if (known.state === 'begun') return goOn(tx, deps, asId('order', known.subjectId))
    const { paymentId, amount } = await reserveOrder(tx, deps, { buyer, orderId, details, clientHash })
    if (amount === 0) {
      const act = { orderId, from: 'pending_payment', actor: actorOf(buyer), reason: 'nothing to pay' } as const
      await placeOpenOrder(tx, deps, act)
    }
    return { orderId, paymentId }
  })
  await deps.reached('checkout.reserved')
  return begun
}

/**
 * Continues what an earlier call with the key has begun. Updates the payment's time, so that the recovery job leaves it
 * alone for now.
 */
const goOn = async (tx: Tx, deps: Deps, orderId: IdOf<'order'>): Promise<Reserved> => {
  const begun = await findBegun(tx, orderId)
  await tx
    .update(payments)
    .set({ updatedAt: deps.now() })
    .where(and(eq(payments.id, begun.paymentId), eq(payments.status, 'pending')))
  return begun
}

/** Finds the payment of an order's checkout. */
export const findBegun = async (read: Reads, orderId: IdOf<'order'>): Promise<Reserved> => {
  const [payment] = await read
    .select({ orderId: payments.orderId, paymentId: payments.id })
    .from(payments)
    .where(and(eq(payments.orderId, orderId), eq(payments.kind, 'checkout')))
    .orderBy(asc(payments.id))
    .limit(1)
  if (!payment) throw new Error('An order that was begun has no payment.')
  return payment
}

/**
 * The state of a payment at its provider, or null if it was not asked; and the answer to the call, if it is known now.
 */
export interface Opened {
  readonly state: ProviderPayment | null
  readonly answer: StoredAnswer | null
}

/**
 * Creates a payment at its provider, or reads the state of one created before, and settles it. Asks no provider if
 * nothing has to be paid, or no longer has to be. Throws `payment.provider_unavailable`; the same call then continues
 * where it stopped.
 */
export const openPayment = async (
  deps: Deps,
  { orderId, paymentId }: Reserved,
  cardNumber: string | null
): Promise<Opened> => {
  const ordered = await readOrderedPayment(deps.db.read, paymentId)
  const { payment } = ordered
  // Skip payments abandoned in the meantime.
  if (payment.amount === 0 || (payment.status !== 'pending' && payment.providerReference === null))
    return { state: null, answer: null }
  const provider = providerOf(deps, payment.provider)
  const known =
    payment.providerReference === null ? null : await orUnavailable(provider.find(payment.providerReference))
  const asked = { cardNumber, ...newPaymentOf(ordered) }
  const state = known ?? (await orUnavailable(provider.create(asked).catch(asFailed(payment))))
  await deps.reached('checkout.asked')
  const answer = await settlePayment(deps, { paymentId, state })
  if (payment.provider === 'manual' && state.status === 'requires_payment') await placeInvoiced(deps, orderId)
  return { state, answer }
}

/** A provider that refuses to create a payment has taken no money, and never will. */
const asFailed =
  ({ id, amount, currency }: PaymentRow) =>
  (error: unknown): ProviderPayment => {
    if (!(error instanceof ProviderRefused)) throw error
    const none = { capturedAmount: 0, refundedAmount: 0, clientSecret: null }
    return { reference: `refused_${id}`, status: 'failed', amount, currency, failure: 'processing_error', ...none }
  }

/**
 * Places an order by invoice at once, because it is paid later. The order expires if the money does not arrive within
 * the shop's period.
 */
const placeInvoiced = (deps: Deps, orderId: IdOf<'order'>): Promise<void> =>
  deps.db.write(async (tx) => {
    const [order] = await tx.select({ status: orders.status }).from(orders).where(eq(orders.id, orderId))
    if (order?.status !== 'pending_payment') return
    await placeOpenOrder(tx, deps, { orderId, actor: 'system', reason: 'pays by invoice' })
    const { invoiceDays } = await readShop(tx)
    const reservedUntil = invoiceDays === null ? null : deps.now() + invoiceDays * DAY_MS
    await tx.update(orders).set({ reservedUntil }).where(eq(orders.id, orderId))
  })
