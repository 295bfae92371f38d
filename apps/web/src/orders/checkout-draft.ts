import type { SavedAddress, ShippingOption, User } from '@tradepost/contract'
import type { KnownFields } from './checkout-form.ts'

/** The buyer's input when the payment began. */
export interface CheckoutDraft {
  readonly userId: User['id'] | null
  /** Without the card number. */
  readonly fields: KnownFields
  readonly chosenAddress: SavedAddress['id'] | null
  readonly shippingMethodId: ShippingOption['id'] | null
}

// Only in the memory of this page: an address must not remain in the browser's storage.
let kept: CheckoutDraft | null = null

/** Stores the input for a buyer who comes back after a failed payment. */
export const keepDraft = (draft: CheckoutDraft): void => {
  kept = draft
}

/** Deletes the stored input after the order was placed. */
export const dropDraft = (): void => {
  kept = null
}

/** Returns the stored input of this buyer, or null. */
export const draftOf = (user: User | null): CheckoutDraft | null =>
  kept !== null && kept.userId === (user?.id ?? null) ? kept : null
