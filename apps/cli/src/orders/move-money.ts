import type { AdminOrder, Money } from '@tradepost/contract'
import { formatMoney, refundAmount, unrefundedUnits } from '@tradepost/contract'
import { misused } from '../failure.ts'
import type { Terminal } from '../terminal/terminal.ts'
import type { ActOptions } from './act-on-order.ts'
import { actOnOrder } from './act-on-order.ts'
import type { TypedUnits } from './line-choice.ts'
import { linesOf } from './line-choice.ts'
import { amountIn } from './order-amount.ts'

export interface CaptureOptions extends ActOptions {
  readonly amount?: string
}

/** Captures an authorized card payment, or records that an invoice was paid; the full amount if none is named. */
export const captureOrder = (terminal: Terminal, name: string, options: CaptureOptions): Promise<void> =>
  actOnOrder(terminal, { name, options }, ({ number, capturable }) => {
    const amount = options.amount === undefined ? undefined : amountIn(options.amount, capturable.currency)
    return {
      question: `Take ${formatMoney(amount ?? capturable)} of ${number}`,
      act: (orders, base) => orders.capture.mutate({ ...base, ...(amount ? { amount } : {}) }),
      told: ({ paid, paymentStatus }) => `${paymentStatus}, ${formatMoney(paid)} taken in all.`,
    }
  })

export interface RefundOptions extends ActOptions {
  readonly reason: string
  readonly amount?: string
  readonly line?: TypedUnits[]
  readonly shipping?: boolean
}

type Asked = Pick<Parameters<typeof refundAmount>[1], 'includeShipping'> & {
  readonly amount?: Money
  readonly lines?: ReturnType<typeof linesOf>
}

const askedOf = (order: AdminOrder, { amount, line, shipping = false }: RefundOptions): Asked => {
  if ((amount === undefined) === (line === undefined && !shipping))
    throw misused('Name what to refund: --amount, or --line and --shipping.')
  if (amount !== undefined) return { amount: amountIn(amount, order.total.currency), includeShipping: false }
  return { includeShipping: shipping, ...(line ? { lines: linesOf(order, line) } : {}) }
}

/**
 * Returns the amount of a refund. Returns null if more units are requested than remain; the shop then refuses with its
 * error code.
 */
const foreseen = (order: AdminOrder, { amount, lines = [], includeShipping }: Asked): Money | null => {
  if (amount) return amount
  const isTooMuch = order.lines.some((line) => {
    const asked = lines.reduce((sum, one) => (one.lineId === line.id ? sum + one.quantity : sum), 0)
    return asked > unrefundedUnits(order, line)
  })
  return isTooMuch ? null : refundAmount(order, { lines, includeShipping })
}

/** Refunds an amount, or the price of some units and of the shipping. */
export const refundOrder = (terminal: Terminal, name: string, options: RefundOptions): Promise<void> =>
  actOnOrder(terminal, { name, options }, (order) => {
    const asked = askedOf(order, options)
    const amount = foreseen(order, asked)
    return {
      question: `Refund ${amount ? formatMoney(amount) : 'these units'} of ${order.number}`,
      act: (orders, base) => orders.refund.mutate({ ...base, ...asked, reason: options.reason }),
      told: ({ refunded, paymentStatus }) => `${paymentStatus}, ${formatMoney(refunded)} refunded in all.`,
    }
  })

export interface CancelOptions extends ActOptions {
  readonly reason: string
}

/** Cancels an order that has not been shipped: its stock and coupons are released and its money is refunded. */
export const cancelOrder = (terminal: Terminal, name: string, options: CancelOptions): Promise<void> =>
  actOnOrder(terminal, { name, options }, ({ number, refundable }) => ({
    question: refundable.amount > 0 ? `Cancel ${number} and refund ${formatMoney(refundable)}` : `Cancel ${number}`,
    givesMoneyBack: true,
    act: (orders, base) => orders.cancel.mutate({ ...base, reason: options.reason }),
    told: ({ status, paymentStatus }) => `${status}, ${paymentStatus}.`,
  }))
