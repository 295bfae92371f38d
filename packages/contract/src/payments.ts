import * as z from 'zod'
import { Id } from './ids.ts'
import { Money } from './money.ts'
import { Instant } from './page.ts'
import { Bounded } from './text.ts'

/**
 * The payment methods: a test card of the embedded provider, a card through Stripe, or an invoice paid by bank
 * transfer.
 */
export const paymentMethods = ['test_card', 'card', 'invoice'] as const

export const PaymentMethod = z.enum(paymentMethods)

export type PaymentMethod = z.infer<typeof PaymentMethod>

/** The embedded provider's test cards, each with its behavior. Any other number is declined. */
export const testCards = {
  '4242424242424242': 'succeeds',
  '4000000000000002': 'declined',
  '4000000000009995': 'insufficient_funds',
  '4000002500003155': 'challenge',
  '4000000000000077': 'answers_late',
  '4000000000000259': 'answers_twice',
} as const

export type TestCardBehaviour = (typeof testCards)[keyof typeof testCards]

/** Why a payment failed. */
export const PaymentFailure = z.enum([
  'card_declined',
  'insufficient_funds',
  'expired_card',
  'challenge_failed',
  'processing_error',
])

export type PaymentFailure = z.infer<typeof PaymentFailure>

const CARD_FORM = 'Enter the 12 to 19 digits of the card.'

/** Accepts the number of one of the embedded provider's cards. Removes spaces and hyphens. */
export const TestCardNumber = Bounded(30, CARD_FORM)
  .transform((number) => number.replaceAll(/[\s-]/g, ''))
  .pipe(z.string().regex(/^\d{12,19}$/, CARD_FORM))

/** How a buyer pays: with a test card of the embedded provider, a card through Stripe, or an invoice. */
export const PaymentChoice = z.discriminatedUnion('method', [
  /** No money moves. The card number decides the outcome. */
  z.strictObject({ method: z.literal('test_card'), cardNumber: TestCardNumber }),
  /** The buyer’s browser sends the card to Stripe, with the client secret that `checkout.start` returns. */
  z.strictObject({ method: z.literal('card') }),
  z.strictObject({ method: z.literal('invoice') }),
])

export type PaymentChoice = z.infer<typeof PaymentChoice>

/**
 * The payment status of an order, derived from its payments and refunds. A refund counts as soon as it is requested.
 */
export const PaymentStatus = z.enum([
  'unpaid',
  'authorized',
  'partially_paid',
  'paid',
  'partially_refunded',
  'refunded',
  'voided',
  'failed',
])

export type PaymentStatus = z.infer<typeof PaymentStatus>

/** A refund: pending, succeeded or failed. */
export const Refund = z.object({
  id: Id('refund'),
  status: z.enum(['pending', 'succeeded', 'failed']),
  amount: Money,
  reason: z.string(),
  at: Instant,
})

export type Refund = z.infer<typeof Refund>
