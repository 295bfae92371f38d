import type { IdOf, OrderEventKind, OrderStatus } from '@tradepost/contract'
import { formatMoney, money } from '@tradepost/contract'
import type { Given, Reads, Tx } from '@tradepost/db'
import { compiledForOne, insertRow, schema } from '@tradepost/db'
import { eq } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { newId } from '../deps.ts'
import { isAwaited } from '../orders/stored-answers.ts'
import type { NewPayment } from './payment-provider.ts'

const { orderEvents, orders, paymentEntries, payments } = schema

export type PaymentRow = typeof payments.$inferSelect

const selectPayment = compiledForOne((q, { id }: Given<{ id: IdOf<'payment'> }>) =>
  q.select().from(payments).where(eq(payments.id, id))
)

/** Reads a payment that must be there. */
export const readPayment = async (read: Reads, id: IdOf<'payment'>): Promise<PaymentRow> => {
  const payment = await selectPayment(read, { id })
  if (!payment) throw new Error('A payment that was begun is gone.')
  return payment
}

/** A payment with what is needed of the order that it is for. */
export interface OrderedPayment {
  readonly payment: PaymentRow
  readonly order: {
    readonly number: string
    readonly email: string
    readonly status: OrderStatus
    /** Whether the call that began it waits for its answer. */
    readonly isAwaited: boolean
  }
}

const selectOrderedPayment = compiledForOne((q, { id }: Given<{ id: IdOf<'payment'> }>) =>
  q
    .select({
      payment: payments,
      order: { number: orders.number, email: orders.email, status: orders.status, isAwaited },
    })
    .from(payments)
    .innerJoin(orders, eq(orders.id, payments.orderId))
    .where(eq(payments.id, id))
)

/** Reads a payment that must be there, and its order. */
export const readOrderedPayment = async (read: Reads, id: IdOf<'payment'>): Promise<OrderedPayment> => {
  const found = await selectOrderedPayment(read, { id })
  if (!found) throw new Error('A payment that was begun is gone.')
  return found
}

/** Says what a provider is asked for a payment of ours; its id is the provider's key. */
export const newPaymentOf = ({ payment, order }: OrderedPayment): Omit<NewPayment, 'cardNumber'> => {
  const { id, orderId, amount, currency, captureMode } = payment
  const about = { orderId, orderNumber: order.number, email: order.email, amount, currency }
  return { idempotencyKey: id, ...about, capture: captureMode }
}

/** Writes what became of a payment's money into its ledger; `source` makes a second writing of the same fail. */
export const writeEntry = async (
  tx: Tx,
  deps: Deps,
  entry: Omit<typeof paymentEntries.$inferInsert, 'id' | 'createdAt'>
): Promise<void> => {
  await insertRow(tx, paymentEntries, { id: newId(deps, 'event'), createdAt: deps.now(), ...entry })
}

/** Something that happened to an order beside its status. */
export interface OrderEvent {
  readonly orderId: IdOf<'order'>
  readonly kind: OrderEventKind
  readonly text: string
  readonly reason?: string | null
  readonly isPublic?: boolean
  readonly actor: string
  /** What mails and other listeners look up: the id of the parcel or the return it is about. */
  readonly subject?: string
}

/** Writes into the timeline of an order, in the transaction of what happened; a trigger of its table announces it. */
export const writeOrderEvent = async (tx: Tx, deps: Deps, event: OrderEvent): Promise<void> => {
  const { orderId, kind, text, reason = null, isPublic = true, actor, subject } = event
  const details = subject === undefined ? { text, reason } : { text, reason, subject }
  const [id, createdAt] = [newId(deps, 'event'), deps.now()]
  await insertRow(tx, orderEvents, { id, orderId, kind, details, isPublic, actor, createdAt })
}

/** Writes an amount as timelines have it. */
export const amountText = (amount: number, { currency }: Pick<PaymentRow, 'currency'>): string =>
  formatMoney(money(amount, currency))
