import type { PaymentRow } from '../payments/payment-rows.ts'

/** What the balance of an order depends on. */
export type BalanceRow = Pick<
  PaymentRow,
  'provider' | 'status' | 'amount' | 'capturedAmount' | 'refundedAmount' | 'providerReference'
>

/** Tells whether a payment is an invoice that was written and waits for its money. */
export const isOwed = ({ provider, status, providerReference }: BalanceRow): boolean =>
  provider === 'manual' && status === 'pending' && providerReference !== null

/** Sums what the customer has been told to pay by bank transfer and has not. */
export const outstandingOf = (payments: readonly BalanceRow[]): number => sumAmounts(payments.filter(isOwed))

/** What was taken and has not been given back. */
export const keptOf = (payments: readonly BalanceRow[]): number =>
  payments.reduce((sum, { capturedAmount, refundedAmount }) => sum + capturedAmount - refundedAmount, 0)

/** What is held on cards. */
export const authorizedOf = (payments: readonly BalanceRow[]): number =>
  sumAmounts(payments.filter(({ status }) => status === 'authorized'))

/** What an order costs, and what of it is asked for no more since it came back unpaid. */
export interface OrderPrice {
  readonly totalAmount: number
  readonly creditedAmount: number
}

/** What an order costs beyond what was paid and is owed in another way than by card. */
const restOf = ({ totalAmount, creditedAmount }: OrderPrice, payments: readonly BalanceRow[]): number =>
  totalAmount - creditedAmount - keptOf(payments) - outstandingOf(payments)

/**
 * What of the money that is held on cards may be taken: never more than the order costs now, less what was paid or is to
 * be paid in another way.
 */
export const takableOf = (order: OrderPrice, payments: readonly BalanceRow[]): number =>
  Math.max(0, Math.min(authorizedOf(payments), restOf(order, payments)))

/** What an order costs that nobody is to pay: neither paid, nor owed, nor held. */
export const spareOf = (order: OrderPrice, payments: readonly BalanceRow[]): number =>
  Math.max(0, restOf(order, payments) - authorizedOf(payments))

/** What `capture` can take: from cards, and by noting that invoices were paid. */
export const capturableOf = (order: OrderPrice, payments: readonly BalanceRow[]): number =>
  takableOf(order, payments) + outstandingOf(payments)

/** What an order that costs so much is paid by: what was kept, what is owed, and what may be taken of what is held. */
export const coveredOf = (order: OrderPrice, payments: readonly BalanceRow[]): number =>
  keptOf(payments) + capturableOf(order, payments)

const sumAmounts = (payments: readonly BalanceRow[]): number => payments.reduce((sum, { amount }) => sum + amount, 0)
