import type { ListedRefund, ProviderPayment, ProviderRefund } from '@tradepost/commerce'
import { ProviderRefused, ProviderUnavailable } from '@tradepost/commerce'
import type { PaymentFailure } from '@tradepost/contract'
import { Currency, currencyDigits } from '@tradepost/contract'
import type { Stripe } from 'stripe'

/**
 * Throws {@link ProviderRefused} if Stripe would not accept the exact amount: in currencies with three decimal digits,
 * the last digit must be 0. The shop must price in tens of fils; a customer is never charged an amount that differs
 * from the order's.
 */
export const checkAmount = (amount: number, currency: Currency): void => {
  if (currencyDigits[currency] === 3 && amount % 10 !== 0) {
    throw new ProviderRefused(`Stripe takes ${currency} only in whole tens of its smallest unit; ${amount} is not.`)
  }
}

const statuses: Readonly<Record<string, ProviderPayment['status']>> = {
  requires_payment_method: 'requires_payment',
  requires_confirmation: 'requires_payment',
  requires_action: 'requires_action',
  processing: 'processing',
  requires_capture: 'authorized',
  succeeded: 'captured',
  canceled: 'voided',
}

/** Converts a PaymentIntent with expanded `latest_charge`; `refunds` are all of its refunds, including failed ones. */
export const intentToPayment = (intent: Stripe.PaymentIntent, refunds: readonly Stripe.Refund[]): ProviderPayment => {
  const status = statuses[intent.status]
  if (intent.object !== 'payment_intent' || !status) throw new ProviderUnavailable('Stripe answers what is no payment.')
  const currency = Currency.safeParse(intent.currency.toUpperCase())
  if (!currency.success) throw new ProviderRefused('The payment is in a currency that the shop does not know.')
  const isOpen = status === 'requires_payment' || status === 'requires_action'
  return {
    reference: intent.id,
    status,
    amount: intent.amount,
    currency: currency.data,
    capturedAmount: intent.amount_received,
    refundedAmount: refundedOf(refunds),
    refunds: refunds.flatMap(toListedRefund),
    failure: status === 'requires_payment' && intent.last_payment_error ? toFailure(intent.last_payment_error) : null,
    clientSecret: isOpen ? intent.client_secret : null,
  }
}

/** Returns the expanded charge of a PaymentIntent, or null if there is none yet. Throws if it is not expanded. */
export const chargeOf = ({ latest_charge: charge }: Stripe.PaymentIntent): Stripe.Charge | null => {
  if (typeof charge === 'string') throw new ProviderUnavailable('Stripe answers a payment without its charge.')
  return charge
}

/**
 * Returns the sum of the refunds. The charge’s `amount_refunded` is unreliable: before API version 2025-03-31 it
 * included the amount that a partial capture released (woocommerce-gateway-stripe#1073, solidus_stripe#268), and it is
 * not documented when a failed refund is subtracted.
 */
const refundedOf = (refunds: readonly Stripe.Refund[]): number =>
  refunds
    .filter(({ status }) => status !== 'failed' && status !== 'canceled')
    .reduce((sum, { amount }) => sum + amount, 0)

const toFailure = ({ type, code, decline_code }: Stripe.PaymentIntent.LastPaymentError): PaymentFailure => {
  if (code === 'payment_intent_authentication_failure' || code === 'authentication_required') return 'challenge_failed'
  if (decline_code === 'authentication_required') return 'challenge_failed'
  if (code === 'insufficient_funds' || decline_code === 'insufficient_funds') return 'insufficient_funds'
  if (code === 'expired_card' || decline_code === 'expired_card') return 'expired_card'
  if (code === 'processing_error' || decline_code === 'processing_error') return 'processing_error'
  return type === 'card_error' ? 'card_declined' : 'processing_error'
}

/** Converts a refund. A refund that waits for the buyer is pending, and a canceled refund is failed. */
export const toRefund = ({ object, id, amount, status }: Stripe.Refund): ProviderRefund => {
  if (object !== 'refund') throw new ProviderUnavailable('Stripe answers what is no refund.')
  if (status === 'succeeded') return { reference: id, status, amount }
  return { reference: id, status: status === 'failed' || status === 'canceled' ? 'failed' : 'pending', amount }
}

/** Skips refunds without an idempotency key, which were made in Stripe's dashboard. */
const toListedRefund = (refund: Stripe.Refund): ListedRefund[] => {
  const idempotencyKey = refund.metadata?.['idempotency_key']
  return idempotencyKey ? [{ idempotencyKey, ...toRefund(refund) }] : []
}
