import type { IdOf } from '@tradepost/contract'
import type { Tx } from '@tradepost/db'
import { schema } from '@tradepost/db'
import { asc, eq } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { insertOwed } from '../payments/manual-payment.ts'
import type { PaymentRow } from '../payments/payment-rows.ts'
import type { Refunder } from '../payments/may-refund.ts'
import { requestRefund } from '../payments/refund-payment.ts'
import { lowerOwed } from './lower-owed.ts'
import { authorizedOf, coveredOf, keptOf, outstandingOf } from './order-balance.ts'

const { payments } = schema

/** An order whose total has changed. */
export interface ChangedTotal {
  readonly orderId: IdOf<'order'>
  readonly by: Refunder
  readonly before: number
  readonly after: number
  readonly currency: PaymentRow['currency']
  readonly reason: string
}

/**
 * Adjusts invoices and payments to a new total: what is missing becomes outstanding, what is too much is refunded.
 * Returns the part of the price reduction that was already refunded earlier. Throws `auth.forbidden` if money would be
 * refunded by somebody who may not refund.
 */
export const settleDifference = async (tx: Tx, deps: Deps, changed: ChangedTotal): Promise<number> => {
  const { orderId, before, after } = changed
  const rows = await readPayments(tx, orderId)
  if (after >= before) {
    await askMore(tx, deps, { changed, rows })
    return 0
  }
  await giveBack(tx, deps, { changed, rows })
  // Orders with returns cannot be edited, so nothing is credited.
  const creditedAmount = 0
  const covered = coveredOf({ totalAmount: before, creditedAmount }, rows)
  const left = coveredOf({ totalAmount: after, creditedAmount }, await readPayments(tx, orderId))
  return before - after - (covered - left)
}

const readPayments = (tx: Tx, orderId: IdOf<'order'>) =>
  tx.select().from(payments).where(eq(payments.orderId, orderId)).orderBy(asc(payments.id))

interface Difference {
  readonly changed: ChangedTotal
  readonly rows: readonly PaymentRow[]
}

const askMore = async (tx: Tx, deps: Deps, { changed, rows }: Difference): Promise<void> => {
  const { orderId, before, after, currency } = changed
  // Authorized money for units that an earlier edit removed pays for the units that this edit adds.
  const covered = keptOf(rows) + authorizedOf(rows) + outstandingOf(rows)
  const amount = Math.min(after - before, Math.max(0, after - covered))
  if (amount > 0) await insertOwed(tx, deps, { orderId, kind: 'edit', amount, currency })
}

/** Reduces open invoices first, then refunds what was paid. Of authorized money, less will be captured. */
const giveBack = async (tx: Tx, deps: Deps, { changed, rows }: Difference): Promise<void> => {
  const { orderId, before, after, by, reason } = changed
  const surplus = before - after
  const lowered = await lowerOwed(tx, deps, { rows, amount: surplus })
  const amount = Math.min(surplus - lowered, Math.max(0, keptOf(rows) - after))
  if (amount > 0) await requestRefund(tx, deps, { orderId, amount, reason, by })
}
