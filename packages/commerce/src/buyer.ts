import { createHash } from 'node:crypto'
import type { IdOf } from '@tradepost/contract'

/** The owner of a cart or an order: an account, or the guest whose cookie has this hash. */
export type Buyer =
  | { readonly userId: IdOf<'user'>; readonly guestHash: null }
  | { readonly userId: null; readonly guestHash: string }

/** Returns the SHA-256 of a secret in hexadecimal, the only form in which secrets are stored. */
export const hashSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex')
