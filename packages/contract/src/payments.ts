import * as z from 'zod'
import { Id } from './ids.ts'
import { Money } from './money.ts'
import { Instant } from './page.ts'
import { Bounded } from './text.ts'

/** The ways of paying: the embedded provider's test cards, a card by Stripe, or an invoice that is paid by bank transfer. */
export const paymentMethods = ['test_card', 'card', 'invoice'] as const

/** Accepts a way of paying. */
export const PaymentMethod = z.enum(paymentMethods)

export type PaymentMethod = z.infer<typeof PaymentMethod>

/** The embedded provider's cards; what each does is its name. Any other number is declined. */
export const testCards = {
  '4242424242424242': 'succeeds',
  '4000000000000002': 'declined',
  '4000000000009995': 'insufficient_funds',
  '4000002500003155': 'challenge',
  '4000000000000077': 'answers_late',
  '4000000000000259': 'answers_twice',
} as const

export type TestCardBehaviour = (typeof testCards)[keyof typeof testCards]

/** Why a payment came to nothing. */
export const PaymentFailure = z.enum([
  'card_declined',
  'insufficient_funds',
  'expired_card',
  'challenge_failed',
  'processing_error',
])

export type PaymentFailure = z.infer<typeof PaymentFailure>

const CARD_FORM = 'Enter the 12 to 19 digits of the card.'

/** Accepts the number of one of the embedded provider's cards, with or without spaces. */
export const TestCardNumber = Bounded(30, CARD_FORM)
  .transform((number) => number.replaceAll(/[\s-]/g, ''))
  .pipe(z.string().regex(/^\d{12,19}$/, CARD_FORM))

/** How a buyer pays: with a card of the embedded test provider, with a card by Stripe, or by an invoice. */
export const PaymentChoice = z.discriminatedUnion('method', [
  /** No money moves; the number decides what happens. */
  z.strictObject({ method: z.literal('test_card'), cardNumber: TestCardNumber }),
  /** The card is given to Stripe by the buyer’s browser, with the client secret that `checkout.start` answers. */
  z.strictObject({ method: z.literal('card') }),
  z.strictObject({ method: z.literal('invoice') }),
])

export type PaymentChoice = z.infer<typeof PaymentChoice>

/** What became of an order's money, by its payments and refunds; a refund counts from the moment it is asked for. */
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

/** Money that was given back, is on its way, or could not be. */
export const Refund = z.object({
  id: Id('refund'),
  status: z.enum(['pending', 'succeeded', 'failed']),
  amount: Money,
  reason: z.string(),
  at: Instant,
})

export type Refund = z.infer<typeof Refund>
