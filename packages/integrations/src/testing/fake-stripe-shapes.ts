import type { FakeCharge, FakeIntent, FakeRefund } from './fake-stripe-ledger.ts'
import { refundedOf, releasedOf } from './fake-stripe-ledger.ts'

const REFUNDS_OF_A_CHARGE = 10

const seconds = (ms: number): number => Math.floor(ms / 1000)

/** Returns a payment as Stripe's API does. `latest_charge` is an ID unless it is expanded. */
export const intentJson = (intent: FakeIntent, expand: readonly string[] = []): Record<string, unknown> => {
  const { charge, status } = intent
  return {
    id: intent.id,
    object: 'payment_intent',
    amount: intent.amount,
    amount_capturable: status === 'requires_capture' ? intent.amount : 0,
    amount_received: charge?.captured ?? 0,
    automatic_payment_methods: { allow_redirects: 'never', enabled: true },
    canceled_at: intent.canceledAt === null ? null : seconds(intent.canceledAt),
    cancellation_reason: null,
    capture_method: intent.captureMethod,
    client_secret: intent.clientSecret,
    confirmation_method: 'automatic',
    created: seconds(intent.createdAt),
    currency: intent.currency,
    description: null,
    last_payment_error: intent.lastError,
    latest_charge:
      charge && expand.some((path) => path.startsWith('latest_charge'))
        ? chargeJson(intent, charge, expand)
        : (charge?.id ?? null),
    livemode: false,
    metadata: intent.metadata,
    next_action: status === 'requires_action' ? { type: 'use_stripe_sdk', use_stripe_sdk: {} } : null,
    payment_method: null,
    payment_method_types: ['card'],
    receipt_email: null,
    status,
  }
}

/** Returns the part of a payment that a browser with the publishable key may see. */
export const publicIntentJson = (intent: FakeIntent): Record<string, unknown> => {
  const { metadata: _metadata, latest_charge: _charge, amount_received: _received, ...seen } = intentJson(intent)
  return seen
}

/** Returns a charge as Stripe's API does. */
export const chargeJson = (
  intent: FakeIntent,
  charge: FakeCharge,
  expand: readonly string[] = []
): Record<string, unknown> => ({
  ...(expand.includes('latest_charge.refunds') ? { refunds: firstRefunds(intent) } : {}),
  id: charge.id,
  object: 'charge',
  amount: charge.amount,
  amount_captured: charge.captured,
  amount_refunded: countedOf(intent, charge),
  captured: charge.captured > 0,
  created: seconds(intent.createdAt),
  currency: intent.currency,
  disputed: false,
  livemode: false,
  metadata: intent.metadata,
  paid: true,
  payment_intent: intent.id,
  refunded: charge.captured > 0 && refundedOf(charge) === charge.captured,
  status: 'succeeded',
})

/**
 * Returns `amount_refunded`. Before API version 2025-03-31, Stripe counted released amounts as refunded (see its
 * changelog, “Partially capturing or canceling payments no longer creates a Refund”).
 */
const countedOf = (intent: FakeIntent, charge: FakeCharge): number =>
  refundedOf(charge) + (intent.countsReleased ? releasedOf(intent) : 0)

const firstRefunds = (intent: FakeIntent): Record<string, unknown> => {
  const all = intent.charge?.refunds.toReversed() ?? []
  const data = all.slice(0, REFUNDS_OF_A_CHARGE).map((refund) => refundJson(intent, refund))
  return { object: 'list', data, has_more: all.length > data.length, url: '/v1/refunds' }
}

/** Returns a refund as Stripe's API does. */
export const refundJson = (intent: FakeIntent, refund: FakeRefund): Record<string, unknown> => ({
  id: refund.id,
  object: 'refund',
  amount: refund.amount,
  charge: intent.charge?.id ?? null,
  created: seconds(intent.createdAt),
  currency: intent.currency,
  metadata: refund.metadata,
  payment_intent: intent.id,
  reason: null,
  status: refund.status,
})

/** Returns a dispute as Stripe's API does. */
export const disputeJson = (id: string, intent: FakeIntent): Record<string, unknown> => ({
  id,
  object: 'dispute',
  amount: intent.charge?.captured ?? 0,
  charge: intent.charge?.id ?? null,
  currency: intent.currency,
  livemode: false,
  payment_intent: intent.id,
  reason: 'fraudulent',
  status: 'needs_response',
})
