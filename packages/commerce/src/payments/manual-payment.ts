import type { IdOf } from '@tradepost/contract'
import type { Tx } from '@tradepost/db'
import { schema } from '@tradepost/db'
import type { Deps } from '../deps.ts'
import { newId } from '../deps.ts'
import type { PaymentRow } from './payment-rows.ts'
import { writeEntry } from './payment-rows.ts'

const { payments } = schema

/** An amount that is outstanding, or was paid, by bank transfer. */
export interface ManualPayment {
  readonly orderId: IdOf<'order'>
  readonly kind: PaymentRow['kind']
  readonly amount: number
  readonly currency: PaymentRow['currency']
}

/**
 * Returns the reference of an invoice. There is no service behind invoices, so the reference itself contains currency
 * and amount, and an outstanding amount needs no lookup.
 */
export const manualReferenceOf = (id: string, { amount, currency }: Pick<ManualPayment, 'amount' | 'currency'>) =>
  `manual_${currency}_${amount}_${id}`

/** Records an outstanding amount; staff capture it when the money has arrived. */
export const insertOwed = (tx: Tx, deps: Deps, owed: ManualPayment): Promise<IdOf<'payment'>> =>
  insertManual(tx, deps, { ...owed, isPaid: false })

/** Records money that staff have seen arrive. */
export const insertPaid = async (tx: Tx, deps: Deps, paid: ManualPayment): Promise<void> => {
  const id = await insertManual(tx, deps, { ...paid, isPaid: true })
  const { amount } = paid
  await writeEntry(tx, deps, { paymentId: id, kind: 'captured', amount, source: manualReferenceOf(id, paid) })
}

const insertManual = async (
  tx: Tx,
  deps: Deps,
  { isPaid, ...payment }: ManualPayment & { isPaid: boolean }
): Promise<IdOf<'payment'>> => {
  const id = newId(deps, 'payment')
  const now = deps.now()
  await tx.insert(payments).values({
    id,
    ...payment,
    provider: 'manual',
    providerReference: manualReferenceOf(id, payment),
    status: isPaid ? 'captured' : 'pending',
    capturedAmount: isPaid ? payment.amount : 0,
    refundedAmount: 0,
    captureMode: 'manual',
    createdAt: now,
    updatedAt: now,
  })
  return id
}
