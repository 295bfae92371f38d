import type { IdOf } from '@tradepost/contract'
import type { Tx } from '@tradepost/db'
import { schema } from '@tradepost/db'
import { and, asc, eq } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { insertOwed } from '../payments/manual-payment.ts'
import type { PaymentRow } from '../payments/payment-rows.ts'
import { requestRefund } from '../payments/refund-payment.ts'
import { isOpenInvoice } from '../payments/take-or-free.ts'
import type { OrderAct } from './order-outcome.ts'
import { authorizedOf, coveredOf, isOwed, keptOf, outstandingOf } from './order-balance.ts'

const { payments } = schema

/** An order that costs another total now. */
export interface ChangedTotal extends OrderAct {
  readonly before: number
  readonly after: number
  readonly currency: PaymentRow['currency']
  readonly reason: string
}

/**
 * Makes what is owed, held and paid follow a new total: what is missing is owed, what is too much goes back. Tells how much
 * of what the order costs less was not given back, because it was before.
 */
export const settleDifference = async (tx: Tx, deps: Deps, changed: ChangedTotal): Promise<number> => {
  const { orderId, before, after } = changed
  const rows = await readPayments(tx, orderId)
  if (after >= before) {
    await askMore(tx, deps, { changed, rows })
    return 0
  }
  await giveBack(tx, deps, { changed, rows })
  const covered = coveredOf({ totalAmount: before }, rows)
  return before - after - (covered - coveredOf({ totalAmount: after }, await readPayments(tx, orderId)))
}

const readPayments = (tx: Tx, orderId: IdOf<'order'>) =>
  tx.select().from(payments).where(eq(payments.orderId, orderId)).orderBy(asc(payments.id))

interface Difference {
  readonly changed: ChangedTotal
  readonly rows: readonly PaymentRow[]
}

const askMore = async (tx: Tx, deps: Deps, { changed, rows }: Difference): Promise<void> => {
  const { orderId, before, after, currency } = changed
  // What is held on a card for units that an earlier edit took out pays for those that this one puts in.
  const covered = keptOf(rows) + authorizedOf(rows) + outstandingOf(rows)
  const amount = Math.min(after - before, Math.max(0, after - covered))
  if (amount > 0) await insertOwed(tx, deps, { orderId, kind: 'edit', amount, currency })
}

/** What is owed goes down first, then what was paid; of what is held on a card less will be taken. */
const giveBack = async (tx: Tx, deps: Deps, { changed, rows }: Difference): Promise<void> => {
  const { orderId, before, after, actor, reason } = changed
  let surplus = before - after
  for (const invoice of rows.filter(isOwed).toReversed()) {
    const cut = Math.min(surplus, invoice.amount)
    if (cut > 0) await reduceInvoice(tx, deps, { invoice, cut })
    surplus -= cut
  }
  const amount = Math.min(surplus, Math.max(0, keptOf(rows) - after))
  if (amount > 0) await requestRefund(tx, deps, { orderId, amount, reason, actor })
}

/** An invoice's amount is part of its reference, so a smaller one takes its place. */
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
