import type { IdOf } from '@tradepost/contract'
import { schema } from '@tradepost/db'
import { and, asc, eq, inArray, ne } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import type { ProviderPayment } from './payment-provider.ts'
import type { PaymentRow } from './payment-rows.ts'
import { newPaymentOf, readOrderedPayment } from './payment-rows.ts'
import { orUnavailable, providerOf } from './providers.ts'
import { settlePayment } from './settle-payment.ts'

const { payments } = schema

/** Asks the provider for the current state of a payment. Returns null if the provider has never received it. */
export const findPayment = async (
  deps: Deps,
  { id, provider: name, providerReference: reference }: PaymentRow
): Promise<ProviderPayment | null> => {
  const provider = providerOf(deps, name)
  if (reference !== null) return provider.find(reference)
  return provider.recover({ cardNumber: null, ...newPaymentOf(await readOrderedPayment(deps.db.read, id)) })
}

/**
 * Settles the current provider state of an order's open payments, so that a payment whose event has not arrived yet
 * counts as paid. Throws `payment.provider_unavailable`.
 */
export const learnPayments = async (deps: Deps, orderId: IdOf<'order'>): Promise<void> => {
  const open = await deps.db.read
    .select()
    .from(payments)
    .where(
      and(
        eq(payments.orderId, orderId),
        inArray(payments.status, ['pending', 'authorized']),
        ne(payments.provider, 'manual')
      )
    )
    .orderBy(asc(payments.id))
  for (const payment of open) {
    const state = await orUnavailable(findPayment(deps, payment))
    if (state) await settlePayment(deps, { paymentId: payment.id, state })
  }
}
