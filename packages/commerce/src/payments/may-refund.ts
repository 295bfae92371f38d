import { fail } from '@tradepost/contract'
import type { Actor } from '../audit/record-audit.ts'

/** A rule of the shop that refunds automatically; histories name it as the actor. */
export interface ShopRule {
  readonly kind: 'rule'
  readonly name: string
}

/** Who refunds: staff, an API key or the operator by permission, or a rule of the shop. */
export type Refunder = Actor | ShopRule

/** Returns the refunder's name for histories and refunds. */
export const refunderName = (by: Refunder): string => (by.kind === 'rule' ? by.name : (by.id ?? by.kind))

/** Returns whether the refunder may refund captured money. */
export const mayRefund = (by: Refunder): boolean => by.kind === 'rule' || by.permissions.includes('orders:refund')

/** Throws `auth.forbidden` unless the refunder may refund captured money. */
export const assertMayRefund = (by: Refunder): void => {
  if (!mayRefund(by)) throw fail('auth.forbidden')
}
