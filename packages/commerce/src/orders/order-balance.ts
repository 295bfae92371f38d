import type { PaymentRow } from '../payments/payment-rows.ts'

/** The fields of a payment that an order's balance depends on. */
export type BalanceRow = Pick<
  PaymentRow,
  'provider' | 'status' | 'amount' | 'capturedAmount' | 'refundedAmount' | 'providerReference'
>

/** Returns whether a payment is an issued invoice that waits for its money. */
export const isOwed = ({ provider, status, providerReference }: BalanceRow): boolean =>
  provider === 'manual' && status === 'pending' && providerReference !== null

/** Returns what the customer was told to pay by bank transfer and has not paid yet. */
export const outstandingOf = (payments: readonly BalanceRow[]): number => sumAmounts(payments.filter(isOwed))

/** Returns what was captured and has not been refunded. */
export const keptOf = (payments: readonly BalanceRow[]): number =>
  payments.reduce((sum, { capturedAmount, refundedAmount }) => sum + capturedAmount - refundedAmount, 0)

/** Returns what is authorized on cards. */
export const authorizedOf = (payments: readonly BalanceRow[]): number =>
  sumAmounts(payments.filter(({ status }) => status === 'authorized'))

/** The total of an order, and the part that is no longer charged because its goods came back unpaid. */
export interface OrderPrice {
  readonly totalAmount: number
  readonly creditedAmount: number
}

/** Returns what an order costs beyond what was paid and what is outstanding by invoice. */
const restOf = ({ totalAmount, creditedAmount }: OrderPrice, payments: readonly BalanceRow[]): number =>
  totalAmount - creditedAmount - keptOf(payments) - outstandingOf(payments)

/**
 * Returns how much of the authorized money may be captured: never more than the order costs now, minus what was paid or
 * will be paid in another way.
 */
export const takableOf = (order: OrderPrice, payments: readonly BalanceRow[]): number =>
  Math.max(0, Math.min(authorizedOf(payments), restOf(order, payments)))

/** Returns the part of an order's price that nobody will pay: neither paid, nor outstanding, nor authorized. */
export const spareOf = (order: OrderPrice, payments: readonly BalanceRow[]): number =>
  Math.max(0, restOf(order, payments) - authorizedOf(payments))

/** Returns what `capture` can take: from cards, and by recording that invoices were paid. */
export const capturableOf = (order: OrderPrice, payments: readonly BalanceRow[]): number =>
  takableOf(order, payments) + outstandingOf(payments)

/**
 * Returns what covers the price of an order: what was kept, what is outstanding, and the authorized money that may be
 * captured.
 */
export const coveredOf = (order: OrderPrice, payments: readonly BalanceRow[]): number =>
  keptOf(payments) + capturableOf(order, payments)

const sumAmounts = (payments: readonly BalanceRow[]): number => payments.reduce((sum, { amount }) => sum + amount, 0)
