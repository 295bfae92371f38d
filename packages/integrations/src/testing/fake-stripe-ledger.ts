import { randomBytes } from 'node:crypto'

/** A payment as the fake keeps it. */
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
  /** How often money was reserved or taken. */
  charges: number
  canceledAt: number | null
  /** Whether what is released counts as refunded, as it did before API version 2025-03-31. */
  readonly countsReleased: boolean
}

/** Money that was reserved or taken. */
export interface FakeCharge {
  readonly id: string
  readonly amount: number
  captured: number
  readonly refunds: FakeRefund[]
}

/** Money given back, or on its way. */
export interface FakeRefund {
  readonly id: string
  readonly amount: number
  readonly metadata: Readonly<Record<string, string>>
  status: string
}

/** Why a card was refused, as Stripe says it. */
export interface FakeCardError {
  readonly type: string
  readonly code: string
  readonly decline_code?: string
  readonly message: string
}

/** What the books say of one payment; `orderId` is null where the shop gave none. */
export interface LedgerRow {
  readonly intent: string
  readonly orderId: string | null
  readonly status: string
  readonly currency: string
  readonly amount: number
  /** How often money was reserved or taken. */
  readonly charges: number
  readonly captured: number
  readonly refunded: number
}

/** Makes an id as Stripe's are: a prefix and 24 random characters. */
export const fakeId = (prefix: string): string => `${prefix}_${randomBytes(12).toString('hex')}`

const bank = { type: 'card_error', code: 'card_declined' }

const cardErrors: Readonly<Record<string, FakeCardError>> = {
  '4000000000000002': { ...bank, decline_code: 'generic_decline', message: 'Your card was declined.' },
  '4000000000009995': { ...bank, decline_code: 'insufficient_funds', message: 'Your card has insufficient funds.' },
  '4000000000000069': { type: 'card_error', code: 'expired_card', message: 'Your card has expired.' },
  '4000000000000119': { type: 'card_error', code: 'processing_error', message: 'An error occurred. Try again.' },
}

/** What Stripe's own test cards do; any other is declined. */
export const cardOutcome = (card: string): 'charge' | 'challenge' | FakeCardError => {
  if (card === '4242424242424242') return 'charge'
  if (card === '4000002500003155') return 'challenge'
  return cardErrors[card] ?? { ...bank, decline_code: 'generic_decline', message: 'Your card was declined.' }
}

/** Says that a buyer has failed to prove that the card is theirs. */
export const challengeError: FakeCardError = {
  type: 'invalid_request_error',
  code: 'payment_intent_authentication_failure',
  message: 'The provided PaymentMethod has failed authentication.',
}

/** What was given back of the captured money, with what is on its way. */
export const refundedOf = ({ refunds }: FakeCharge): number =>
  refunds
    .filter(({ status }) => status !== 'failed' && status !== 'canceled')
    .reduce((sum, { amount }) => sum + amount, 0)

/** What was authorized and is not taken any more: the rest of a partial capture, or all of a canceled payment. */
export const releasedOf = ({ status, charge }: FakeIntent): number =>
  charge && (charge.captured > 0 || status === 'canceled') ? charge.amount - charge.captured : 0

/** Puts a payment into the words of the books. */
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
