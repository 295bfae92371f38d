import type { Currency, IdOf, PaymentFailure, PaymentMethod } from '@tradepost/contract'

/** A payment to be opened with a provider. `idempotencyKey` makes a second asking answer the same payment. */
export interface NewPayment {
  readonly idempotencyKey: string
  readonly orderId: IdOf<'order'>
  readonly orderNumber: string
  readonly email: string
  /** Minor units of `currency`. */
  readonly amount: number
  readonly currency: Currency
  /** `automatic` takes the money at once; `manual` reserves it on the card until it is captured or voided. */
  readonly capture: 'automatic' | 'manual'
  /** The test card; null where the buyer's browser gives the card to the provider itself. */
  readonly cardNumber: string | null
}

/**
 * Where a payment stands with its provider: `requires_payment` waits for the buyer's card, `requires_action` for the
 * buyer's proof (3-D Secure), `processing` for the provider; `authorized` holds money, `captured` has taken it.
 */
export type ProviderPaymentStatus =
  | 'requires_payment'
  | 'requires_action'
  | 'processing'
  | 'authorized'
  | 'captured'
  | 'failed'
  | 'voided'

/** What a provider says of a payment, whole; whoever hears it twice or late learns the same. Amounts are minor units. */
export interface ProviderPayment {
  /** The provider's own id of the payment. */
  readonly reference: string
  readonly status: ProviderPaymentStatus
  readonly amount: number
  readonly currency: Currency
  readonly capturedAmount: number
  /** What went back of the captured money; what a partial capture released was never taken and is not part of it. */
  readonly refundedAmount: number
  /** The refunds that the shop asked for, where the provider lists them: one that succeeded may still fail days later. */
  readonly refunds?: readonly ListedRefund[]
  /** Set with `failed`, and with `requires_payment` after a card was refused. */
  readonly failure: PaymentFailure | null
  /** What the buyer's browser needs to pay or to prove itself; a secret of this one payment. */
  readonly clientSecret: string | null
}

/** What a provider says of a refund. */
export interface ProviderRefund {
  readonly reference: string
  readonly status: 'pending' | 'succeeded' | 'failed'
  readonly amount: number
}

/** A refund in a provider's list, with the key that the shop asked for it by. */
export interface ListedRefund extends ProviderRefund {
  readonly idempotencyKey: string
}

/** An act on a payment that is there; `idempotencyKey` makes a second asking harmless. */
export interface PaymentAct {
  readonly idempotencyKey: string
  readonly reference: string
}

/** What a provider tells by itself: which payment it is about, or null for what is about none. */
export interface ProviderEvent {
  /** The provider's own id of the event, by which it is known when it comes again. */
  readonly id: string
  readonly type: string
  readonly reference: string | null
}

/**
 * Takes money. Never called inside a transaction. Its methods throw {@link ProviderUnavailable} where it cannot be told
 * whether the provider has done what was asked: the same call, with the same key, is then made again later.
 */
export interface PaymentProvider {
  readonly name: 'test' | 'stripe' | 'manual'
  readonly method: PaymentMethod
  /** Tells whether a payment goes through the hands of the buyer's browser: `orders.place` cannot finish such by itself. */
  readonly needsBrowser: boolean
  readonly create: (payment: NewPayment) => Promise<ProviderPayment>
  /**
   * Finds out what became of a payment whose opening was never answered, by its key, without taking any money; null where
   * the provider has never heard of it.
   */
  readonly recover: (payment: NewPayment) => Promise<ProviderPayment | null>
  /** Reads a payment as it is now; null where the provider does not know it. */
  readonly find: (reference: string) => Promise<ProviderPayment | null>
  /** Gives the outcome of the buyer's proof to the embedded provider; the others hear of it from the browser. */
  readonly answerChallenge?: (reference: string, passed: boolean) => Promise<ProviderPayment>
  /** Takes `amount` of what is authorized; the rest is given free. */
  readonly capture: (act: PaymentAct & { amount: number }) => Promise<ProviderPayment>
  readonly refund: (act: PaymentAct & { amount: number }) => Promise<ProviderRefund>
  /** Gives up a payment that has taken no money. */
  readonly void: (act: PaymentAct) => Promise<ProviderPayment>
  /**
   * Reads an event out of the raw bytes of its request; throws `webhook.invalid_signature` where they are not the provider's,
   * `request.invalid` where they are signed but no event.
   */
  readonly parseWebhook: (rawBody: string, signature: string | null) => Promise<ProviderEvent>
}

/** The provider has not answered, or with a fault of its own: what was asked may or may not have happened. */
export class ProviderUnavailable extends Error {
  override readonly name = 'ProviderUnavailable'
}

/** The provider refuses an act for good: the payment is not in a state that allows it. */
export class ProviderRefused extends Error {
  override readonly name = 'ProviderRefused'
}
