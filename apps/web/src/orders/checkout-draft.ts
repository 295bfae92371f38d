import type { SavedAddress, ShippingOption, User } from '@tradepost/contract'
import type { KnownFields } from './checkout-form.ts'

/** What the buyer had filled in when the payment was begun. */
export interface CheckoutDraft {
  readonly userId: User['id'] | null
  /** Without the number of a card. */
  readonly fields: KnownFields
  readonly chosenAddress: SavedAddress['id'] | null
  readonly shippingMethodId: ShippingOption['id'] | null
}

// Held by this page alone: an address is not left behind in the browser's storage.
let kept: CheckoutDraft | null = null

/** Keeps what was filled in, for whoever comes back because the payment came to nothing. */
export const keepDraft = (draft: CheckoutDraft): void => {
  kept = draft
}

/** Forgets what was filled in: the order is placed. */
export const dropDraft = (): void => {
  kept = null
}

/** Gives what this buyer had filled in, or null. */
export const draftOf = (user: User | null): CheckoutDraft | null =>
  kept !== null && kept.userId === (user?.id ?? null) ? kept : null
