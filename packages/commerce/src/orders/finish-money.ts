import type { IdOf } from '@tradepost/contract'
import { schema } from '@tradepost/db'
import { and, asc, eq, inArray } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { sendRefund } from '../payments/refund-payment.ts'
import { settleCapture } from '../payments/settle-capture.ts'
import { settleVoid } from '../payments/settle-payment.ts'

const { payments, refunds } = schema

/**
 * Asks the providers for everything that acts on an order have requested: captures, voids and refunds, each with its
 * own key, so that asking twice is harmless. Throws `payment.provider_unavailable` if the caller needs an answer;
 * otherwise the recovery job asks again for what was not answered. Returns false if a capture was refused.
 */
export const finishMoney = async (
  deps: Deps,
  orderId: IdOf<'order'>,
  { needsProvider }: { needsProvider: boolean }
): Promise<boolean> => {
  let isTaken = true
  const settled = (step: Promise<void>): Promise<void> => (needsProvider ? step : step.catch(deps.wakePayments))
  const capture = async (id: IdOf<'payment'>): Promise<void> => {
    if (!(await settleCapture(deps, id))) isTaken = false
  }
  for (const { id, status } of await readMarked(deps, orderId)) {
    await settled(status === 'capturing' ? capture(id) : settleVoid(deps, id))
  }
  // After the captures, because a capture that came too late has requested its own refund.
  for (const { id } of await readUnsent(deps, orderId)) await settled(sendRefund(deps, id))
  return isTaken
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
