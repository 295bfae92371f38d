import type { IdOf } from '@tradepost/contract'
import type { Tx } from '@tradepost/db'
import { schema } from '@tradepost/db'
import { and, eq } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { insertOwed } from '../payments/manual-payment.ts'
import type { PaymentRow } from '../payments/payment-rows.ts'
import { isOpenInvoice } from '../payments/take-or-free.ts'
import { isOwed } from './order-balance.ts'

const { payments } = schema

/**
 * Reduces the open invoices among an order's payments by an amount, newest first. Returns how much of it they covered.
 */
export const lowerOwed = async (
  tx: Tx,
  deps: Deps,
  { rows, amount }: { rows: readonly PaymentRow[]; amount: number }
): Promise<number> => {
  let left = amount
  for (const invoice of rows.filter(isOwed).toReversed()) {
    const cut = Math.min(left, invoice.amount)
    if (cut > 0) await reduceInvoice(tx, deps, { invoice, cut })
    left -= cut
  }
  return amount - left
}

/** Replaces an invoice with a smaller one, because the amount is part of its reference. */
const reduceInvoice = async (
  tx: Tx,
  deps: Deps,
  { invoice, cut }: { invoice: PaymentRow; cut: number }
): Promise<void> => {
  const { id, orderId, currency } = invoice
  await markInvoiceVoiding(tx, deps, id)
  const amount = invoice.amount - cut
  if (amount > 0) await insertOwed(tx, deps, { orderId, kind: 'edit', amount, currency })
}

const markInvoiceVoiding = async (tx: Tx, deps: Deps, id: IdOf<'payment'>): Promise<void> => {
  await tx
    .update(payments)
    .set({ status: 'voiding', updatedAt: deps.now() })
    .where(and(eq(payments.id, id), isOpenInvoice))
}
