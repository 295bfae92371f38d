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

/** Reads a payment; throws if it does not exist. */
export const readPayment = async (read: Reads, id: IdOf<'payment'>): Promise<PaymentRow> => {
  const payment = await selectPayment(read, { id })
  if (!payment) throw new Error('A payment that was begun is gone.')
  return payment
}

/** A payment, with the fields of its order that creating and settling it require. */
export interface OrderedPayment {
  readonly payment: PaymentRow
  readonly order: {
    readonly number: string
    readonly email: string
    readonly status: OrderStatus
    /** Whether the call that began the order still waits for its answer. */
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

/** Reads a payment and its order; throws if it does not exist. */
export const readOrderedPayment = async (read: Reads, id: IdOf<'payment'>): Promise<OrderedPayment> => {
  const found = await selectOrderedPayment(read, { id })
  if (!found) throw new Error('A payment that was begun is gone.')
  return found
}

/** Returns the request that creates a payment at its provider. The ID of our payment is the provider's key. */
export const newPaymentOf = ({ payment, order }: OrderedPayment): Omit<NewPayment, 'cardNumber'> => {
  const { id, orderId, amount, currency, captureMode } = payment
  const about = { orderId, orderNumber: order.number, email: order.email, amount, currency }
  return { idempotencyKey: id, ...about, capture: captureMode }
}

/** Writes a movement of money to a payment's ledger. Writing the same kind and `source` again fails. */
export const writeEntry = async (
  tx: Tx,
  deps: Deps,
  entry: Omit<typeof paymentEntries.$inferInsert, 'id' | 'createdAt'>
): Promise<void> => {
  await insertRow(tx, paymentEntries, { id: newId(deps, 'event'), createdAt: deps.now(), ...entry })
}

/** Something that happened to an order besides its status changes. */
export interface OrderEvent {
  readonly orderId: IdOf<'order'>
  readonly kind: OrderEventKind
  readonly text: string
  readonly reason?: string | null
  readonly isPublic?: boolean
  readonly actor: string
  /** The ID of the fulfillment or the return that the event is about, for mails and other listeners. */
  readonly subject?: string
}

/** Writes an entry to an order's timeline, in the transaction of the act. A trigger on the table announces it. */
export const writeOrderEvent = async (tx: Tx, deps: Deps, event: OrderEvent): Promise<void> => {
  const { orderId, kind, text, reason = null, isPublic = true, actor, subject } = event
  const details = subject === undefined ? { text, reason } : { text, reason, subject }
  const [id, createdAt] = [newId(deps, 'event'), deps.now()]
  await insertRow(tx, orderEvents, { id, orderId, kind, details, isPublic, actor, createdAt })
}

/** Formats an amount for a timeline. */
export const amountText = (amount: number, { currency }: Pick<PaymentRow, 'currency'>): string =>
  formatMoney(money(amount, currency))
