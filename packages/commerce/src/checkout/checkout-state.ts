import type { CheckoutPaymentStatus, CheckoutState, IdOf } from '@tradepost/contract'
import { fail, money } from '@tradepost/contract'
import { schema } from '@tradepost/db'
import { and, eq } from 'drizzle-orm'
import type { Buyer } from '../buyer.ts'
import { getCart } from '../cart/read-cart.ts'
import type { Deps } from '../deps.ts'
import { toInstant } from '../deps.ts'
import type { OrderReader } from '../orders/customer-act.ts'
import { ownedBy } from '../orders/customer-act.ts'
import type { OrderSource, PaymentRow } from '../orders/order-source.ts'
import { readOrderSource } from '../orders/order-source.ts'
import { sourceToOrder } from '../orders/order-rows.ts'
import type { ProviderPayment } from '../payments/payment-provider.ts'

const { orders } = schema

/** An order that is being paid, possibly begun before its buyer signed in. `buyer` determines their current cart. */
export interface OwnOrder {
  readonly buyer: Buyer
  readonly reader: OrderReader
  readonly orderId: IdOf<'order'>
}

/** Matches the reader's own order, so that anybody else's is `order.not_found`. */
export const ownOrder = ({ reader, orderId }: OwnOrder) => and(eq(orders.id, orderId), ownedBy(reader))

/**
 * Returns the payment state of an order. `state` is the provider's current state, if it was asked. Throws
 * `order.not_found`.
 */
export const readCheckout = async (
  deps: Deps,
  own: OwnOrder,
  state: ProviderPayment | null
): Promise<CheckoutState> => {
  const source = await readOrderSource(deps.db.read, ownOrder(own))
  const payment = source?.payments.find(({ kind }) => kind === 'checkout')
  if (!source || !payment) throw fail('order.not_found')
  const order = sourceToOrder(source)
  const { status, reservedUntil, totalAmount, currency } = source.order
  const isPlaced = !['pending_payment', 'canceled', 'expired'].includes(status)
  return {
    orderId: order.id,
    number: order.number,
    status,
    total: money(totalAmount, currency),
    reservedUntil: status !== 'pending_payment' || reservedUntil === null ? null : toInstant(reservedUntil),
    payment: {
      method: order.paymentMethod,
      status: statusOf(source, payment, state),
      failure: payment.failure === 'never_paid' ? null : (payment.failure ?? state?.failure ?? null),
      clientSecret: status === 'pending_payment' ? (state?.clientSecret ?? null) : null,
    },
    order: isPlaced ? order : null,
    cart: await getCart(deps, own.buyer),
  }
}

const statusOf = (source: OrderSource, payment: PaymentRow, state: ProviderPayment | null): CheckoutPaymentStatus => {
  const { paymentStatus } = source.order
  if (paymentStatus === 'refunded') return 'refunded'
  // The order may have been paid in another way than its checkout began.
  if (paymentStatus === 'paid') return 'captured'
  switch (payment.status) {
    case 'captured':
    case 'authorized':
    case 'failed':
      return payment.status
    case 'capturing':
      return 'authorized'
    case 'voiding':
    case 'voided':
      return 'failed'
    case 'pending':
      return waitingFor(state)
  }
}

const waitingFor = (state: ProviderPayment | null): CheckoutPaymentStatus =>
  state?.status === 'requires_payment' || state?.status === 'requires_action' ? state.status : 'processing'
