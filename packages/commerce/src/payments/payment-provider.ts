import type { Currency, IdOf, PaymentFailure, PaymentMethod } from '@tradepost/contract'

/** A payment to create at a provider. A second call with the same `idempotencyKey` returns the same payment. */
export interface NewPayment {
  readonly idempotencyKey: string
  readonly orderId: IdOf<'order'>
  readonly orderNumber: string
  readonly email: string
  /** Minor units of `currency`. */
  readonly amount: number
  readonly currency: Currency
  /** `automatic` captures at once; `manual` only authorizes, until the payment is captured or voided. */
  readonly capture: 'automatic' | 'manual'
  /** The test card number; null if the buyer's browser sends the card to the provider itself. */
  readonly cardNumber: string | null
}

/**
 * The state of a payment at its provider: `requires_payment` waits for the buyer's card, `requires_action` for the
 * buyer's authentication (3-D Secure), `processing` for the provider. `authorized` means that the money is held,
 * `captured` that it has been taken.
 */
export type ProviderPaymentStatus =
  | 'requires_payment'
  | 'requires_action'
  | 'processing'
  | 'authorized'
  | 'captured'
  | 'failed'
  | 'voided'

/** The complete state of a payment at its provider, so that it may arrive twice or late. Amounts are in minor units. */
export interface ProviderPayment {
  /** The provider's own ID of the payment. */
  readonly reference: string
  readonly status: ProviderPaymentStatus
  readonly amount: number
  readonly currency: Currency
  readonly capturedAmount: number
  /** Captured money that was refunded. What a partial capture released was never captured and does not count. */
  readonly refundedAmount: number
  /**
   * The refunds that the shop requested, if the provider lists them. A refund that succeeded may still fail days later.
   */
  readonly refunds?: readonly ListedRefund[]
  /** Set with `failed`, and with `requires_payment` after a card was declined. */
  readonly failure: PaymentFailure | null
  /** The secret of this one payment with which the buyer's browser pays or authenticates. */
  readonly clientSecret: string | null
}

/** The state of a refund at its provider. */
export interface ProviderRefund {
  readonly reference: string
  readonly status: 'pending' | 'succeeded' | 'failed'
  readonly amount: number
}

/** A refund in a provider's list, with the key that the shop requested it with. */
export interface ListedRefund extends ProviderRefund {
  readonly idempotencyKey: string
}

/** An act on an existing payment. Repeating it with the same `idempotencyKey` is harmless. */
export interface PaymentAct {
  readonly idempotencyKey: string
  readonly reference: string
}

/** An event that a provider sends. `reference` names its payment, or is null if the event is about none. */
export interface ProviderEvent {
  /** The provider's own ID of the event, which identifies a repeated delivery. */
  readonly id: string
  readonly type: string
  readonly reference: string | null
}

/**
 * Moves money. Never call it inside a transaction. Its methods throw {@link ProviderUnavailable} if it is unknown
 * whether the provider did what was requested. The same call is then repeated later with the same key.
 */
export interface PaymentProvider {
  readonly name: 'test' | 'stripe' | 'manual'
  readonly method: PaymentMethod
  /** Whether the buyer's browser takes part in a payment, so that `orders.place` cannot finish it alone. */
  readonly needsBrowser: boolean
  readonly create: (payment: NewPayment) => Promise<ProviderPayment>
  /**
   * Finds a payment whose creation was never answered, by its key, without taking any money. Returns null if the
   * provider has never received it.
   */
  readonly recover: (payment: NewPayment) => Promise<ProviderPayment | null>
  /** Reads the current state of a payment; null if the provider does not know it. */
  readonly find: (reference: string) => Promise<ProviderPayment | null>
  /**
   * Passes the outcome of the buyer's authentication to the embedded provider. Other providers receive it from the
   * browser.
   */
  readonly answerChallenge?: (reference: string, passed: boolean) => Promise<ProviderPayment>
  /** Captures `amount` of the authorized amount and releases the rest. */
  readonly capture: (act: PaymentAct & { amount: number }) => Promise<ProviderPayment>
  readonly refund: (act: PaymentAct & { amount: number }) => Promise<ProviderRefund>
  /** Cancels a payment that has taken no money. */
  readonly void: (act: PaymentAct) => Promise<ProviderPayment>
  /**
   * Parses an event from the raw bytes of its request. Throws `webhook.invalid_signature` if they are not the
   * provider's, and `request.invalid` if they are signed but are not an event.
   */
  readonly parseWebhook: (rawBody: string, signature: string | null) => Promise<ProviderEvent>
}

/** The provider did not answer, or failed: the requested act may or may not have happened. */
export class ProviderUnavailable extends Error {
  override readonly name = 'ProviderUnavailable'
}

/** The provider permanently refuses an act, because the state of the payment does not allow it. */
export class ProviderRefused extends Error {
  override readonly name = 'ProviderRefused'
}
