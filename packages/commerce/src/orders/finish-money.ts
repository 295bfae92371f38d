import type { IdOf } from '@tradepost/contract'
import { schema } from '@tradepost/db'
import { and, asc, eq, inArray } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { sendRefund } from '../payments/refund-payment.ts'
import { settlePayment, settleVoid } from '../payments/settle-payment.ts'
import { askCapture } from '../payments/take-or-free.ts'

const { payments, refunds } = schema

/**
 * Asks the providers for all that acts on an order have written down to be asked: captures, voids and refunds, each with
 * its own key, so that asking twice is harmless. Throws `payment.provider_unavailable` if the caller needs an answer; else
 * what is not answered is left to the job that settles what is open.
 */
export const finishMoney = async (
  deps: Deps,
  orderId: IdOf<'order'>,
  { needsProvider }: { needsProvider: boolean }
): Promise<void> => {
  const settled = (step: Promise<void>): Promise<void> => (needsProvider ? step : step.catch(deps.wakePayments))
  for (const { id, status } of await readMarked(deps, orderId)) {
    await settled(status === 'capturing' ? capture(deps, id) : settleVoid(deps, id))
  }
  // After the captures: one that came too late has asked for its own refund.
  for (const { id } of await readUnsent(deps, orderId)) await settled(sendRefund(deps, id))
}

const capture = async (deps: Deps, id: IdOf<'payment'>): Promise<void> => {
  const state = await askCapture(deps, id)
  await settlePayment(deps, { paymentId: id, state })
  await deps.reached('capture.settled')
}

const readMarked = (deps: Deps, orderId: IdOf<'order'>) =>
  deps.db.read
    .select({ id: payments.id, status: payments.status })
    .from(payments)
    .where(and(eq(payments.orderId, orderId), inArray(payments.status, ['capturing', 'voiding'])))
    .orderBy(asc(payments.id))

const readUnsent = (deps: Deps, orderId: IdOf<'order'>) =>
  deps.db.read
    .select({ id: refunds.id })
    .from(refunds)
    .where(and(eq(refunds.orderId, orderId), eq(refunds.status, 'pending')))
    .orderBy(asc(refunds.id))
