import { randomBytes } from 'node:crypto'

/** A PaymentIntent of the fake. */
export interface FakeIntent {
  readonly id: string
  readonly clientSecret: string
  readonly createdAt: number
  readonly amount: number
  readonly currency: string
  readonly captureMethod: string
  readonly metadata: Readonly<Record<string, string>>
  status: string
  lastError: FakeCardError | null
  charge: FakeCharge | null
  /** How many times money was authorized or captured. */
  charges: number
  canceledAt: number | null
  /** Whether released amounts count as refunded, as they did before API version 2025-03-31. */
  readonly countsReleased: boolean
}

/** An authorized or captured charge. */
export interface FakeCharge {
  readonly id: string
  readonly amount: number
  captured: number
  readonly refunds: FakeRefund[]
}

/** A refund, possibly still pending or failed. */
export interface FakeRefund {
  readonly id: string
  readonly amount: number
  readonly metadata: Readonly<Record<string, string>>
  status: string
}

/** The reason why a card was declined, in Stripe's format. */
export interface FakeCardError {
  readonly type: string
  readonly code: string
  readonly decline_code?: string
  readonly message: string
}

/** The ledger row of a payment. `orderId` is null if the shop did not send one. */
export interface LedgerRow {
  readonly intent: string
  readonly orderId: string | null
  readonly status: string
  readonly currency: string
  readonly amount: number
  /** How many times money was authorized or captured. */
  readonly charges: number
  readonly captured: number
  readonly refunded: number
}

/** Returns an ID like Stripe's: a prefix and 24 random characters. */
export const fakeId = (prefix: string): string => `${prefix}_${randomBytes(12).toString('hex')}`

const bank = { type: 'card_error', code: 'card_declined' }

const cardErrors: Readonly<Record<string, FakeCardError>> = {
  '4000000000000002': { ...bank, decline_code: 'generic_decline', message: 'Your card was declined.' },
  '4000000000009995': { ...bank, decline_code: 'insufficient_funds', message: 'Your card has insufficient funds.' },
  '4000000000000069': { type: 'card_error', code: 'expired_card', message: 'Your card has expired.' },
  '4000000000000119': { type: 'card_error', code: 'processing_error', message: 'An error occurred. Try again.' },
}

/** Returns the outcome of one of Stripe's test cards; any other card is declined. */
export const cardOutcome = (card: string): 'charge' | 'challenge' | FakeCardError => {
  if (card === '4242424242424242') return 'charge'
  if (card === '4000002500003155') return 'challenge'
  return cardErrors[card] ?? { ...bank, decline_code: 'generic_decline', message: 'Your card was declined.' }
}

/** The error of a buyer who failed the authentication challenge. */
export const challengeError: FakeCardError = {
  type: 'invalid_request_error',
  code: 'payment_intent_authentication_failure',
  message: 'The provided PaymentMethod has failed authentication.',
}

/** Returns the refunded amount, including pending refunds. */
export const refundedOf = ({ refunds }: FakeCharge): number =>
  refunds
    .filter(({ status }) => status !== 'failed' && status !== 'canceled')
    .reduce((sum, { amount }) => sum + amount, 0)

/** Returns the released amount: the rest of a partial capture, or all of a canceled payment. */
export const releasedOf = ({ status, charge }: FakeIntent): number =>
  charge && (charge.captured > 0 || status === 'canceled') ? charge.amount - charge.captured : 0

/** Converts a payment to a ledger row. */
export const toLedgerRow = (intent: FakeIntent): LedgerRow => ({
  intent: intent.id,
  orderId: intent.metadata['order_id'] ?? null,
  status: intent.status,
  currency: intent.currency.toUpperCase(),
  amount: intent.amount,
  charges: intent.charges,
  captured: intent.charge?.captured ?? 0,
  refunded: intent.charge ? refundedOf(intent.charge) : 0,
})
