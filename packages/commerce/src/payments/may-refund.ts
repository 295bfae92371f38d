import { fail } from '@tradepost/contract'
import type { Actor } from '../audit/record-audit.ts'

/** A rule of the shop that sends money back without asking anyone, and whom histories name for it. */
export interface ShopRule {
  readonly kind: 'rule'
  readonly name: string
}

/** Who sends money back: staff, a key or the operator by permission, or a rule of the shop. */
export type Refunder = Actor | ShopRule

/** Names who sent money back in histories and refunds. */
export const refunderName = (by: Refunder): string => (by.kind === 'rule' ? by.name : (by.id ?? by.kind))

/** Tells whether somebody may send captured money back. */
export const mayRefund = (by: Refunder): boolean => by.kind === 'rule' || by.permissions.includes('orders:refund')

/** Throws `auth.forbidden` unless somebody may send captured money back. */
export const assertMayRefund = (by: Refunder): void => {
  if (!mayRefund(by)) throw fail('auth.forbidden')
}
