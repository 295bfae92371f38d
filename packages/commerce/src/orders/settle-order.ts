import type { IdOf, PlaceOrderOutput } from '@tradepost/contract'
import { fail } from '@tradepost/contract'
import type { Tx } from '@tradepost/db'
import { schema } from '@tradepost/db'
import { and, eq, sql } from 'drizzle-orm'
import type { Buyer } from '../buyer.ts'
import { readCart } from '../cart/read-cart.ts'
import type { ChargeResult, Deps } from '../deps.ts'
import { releaseStock } from '../inventory/stock.ts'
import { changeStatus } from './change-status.ts'
import { answerKey, readAnswer } from './idempotency.ts'
import { readOrder } from './order-rows.ts'

const { carts, orders, payments, stockMovements } = schema

/** What is stored under an idempotency key, and so what a repeated call is answered. */
export type StoredAnswer =
  | { readonly ok: true; readonly output: PlaceOrderOutput }
  | { readonly ok: false; readonly reason: 'card_declined' | 'insufficient_funds' }

/** An open payment and what the provider said of it. */
export interface Settlement {
  readonly orderId: IdOf<'order'>
  readonly paymentId: IdOf<'payment'>
  readonly result: ChargeResult
}

/** Places or cancels an order by what its payment came to, and stores the answer; a second settlement changes nothing. */
export const settleOrder = async (
  tx: Tx,
  deps: Deps,
  { orderId, paymentId, result }: Settlement
): Promise<StoredAnswer> => {
  const failure = result.status === 'failed' ? result.reason : null
  const settled = await tx
    .update(payments)
    .set({ status: result.status, providerReference: result.reference, failure })
    .where(and(eq(payments.id, paymentId), eq(payments.status, 'pending')))
    .returning({ id: payments.id })
  const answered = settled.length === 0 ? await readAnswer(tx, orderId) : null
  if (answered !== null) return parseAnswer(answered)
  if (settled.length > 0) {
    if (failure === null) await placePaidOrder(tx, deps, orderId)
    else await releaseOrder(tx, deps, { orderId, reason: `payment ${failure}` })
  }
  const answer = await makeAnswer(tx, orderId, failure)
  await answerKey(tx, orderId, answer)
  return answer
}

/** Reads an answer as it was stored; `answerKey` alone writes them. */
export const parseAnswer = (text: string): StoredAnswer => JSON.parse(text) as StoredAnswer

const placePaidOrder = async (tx: Tx, deps: Deps, orderId: IdOf<'order'>): Promise<void> => {
  await changeStatus(tx, deps, { orderId, action: 'place', actor: 'system', reason: 'payment captured' })
  await setCartStatus(tx, orderId, 'ordered')
}

/** Cancels an order that was not paid: gives back its stock and opens its cart again. */
export const releaseOrder = async (
  tx: Tx,
  deps: Deps,
  { orderId, reason }: { orderId: IdOf<'order'>; reason: string }
): Promise<void> => {
  await changeStatus(tx, deps, { orderId, action: 'cancel', actor: 'system', reason })
  // By the ledger and not by the lines: a variant may have become tracked, or untracked, since.
  const taken = await tx
    .select({ variantId: stockMovements.variantId, quantity: sql<number>`sum(${stockMovements.allocatedDelta})` })
    .from(stockMovements)
    .where(eq(stockMovements.orderId, orderId))
    .groupBy(stockMovements.variantId)
  for (const { variantId, quantity } of taken) {
    if (quantity > 0) await releaseStock(tx, deps, { variantId, quantity, orderId, actor: 'system' })
  }
  await setCartStatus(tx, orderId, 'open')
}

const setCartStatus = async (tx: Tx, orderId: IdOf<'order'>, status: 'open' | 'ordered'): Promise<void> => {
  const [order] = await tx.select({ cartId: orders.cartId }).from(orders).where(eq(orders.id, orderId))
  if (!order?.cartId) return
  await tx
    .update(carts)
    .set({ status })
    .where(and(eq(carts.id, order.cartId), eq(carts.status, 'ordering')))
}

const makeAnswer = async (tx: Tx, orderId: IdOf<'order'>, failure: StoredFailure | null): Promise<StoredAnswer> => {
  if (failure !== null) return { ok: false, reason: failure }
  const order = await readOrder(tx, eq(orders.id, orderId))
  const [row] = await tx
    .select({ userId: orders.userId, guestHash: orders.guestHash })
    .from(orders)
    .where(eq(orders.id, orderId))
  if (!order || !row) throw fail('order.not_found')
  return { ok: true, output: { order, cart: await readCart(tx, buyerOf(row)) } }
}

type StoredFailure = 'card_declined' | 'insufficient_funds'

const buyerOf = ({ userId, guestHash }: { userId: IdOf<'user'> | null; guestHash: string | null }): Buyer | null => {
  if (userId) return { userId, guestHash: null }
  return guestHash ? { userId: null, guestHash } : null
}
