import type { Tx } from '@tradepost/db'
import type { Allowance } from '../allowances.ts'
import { clearAllowances, takeAllowances } from '../allowances.ts'
import type { Deps } from '../deps.ts'

const MINUTE_MS = 60 * 1000
const HOUR_MS = 60 * MINUTE_MS

/**
 * How many mails of each kind a recipient may get: `atOnce` in a row, then one more each `everyMs`. Each kind has its
 * own quota, so that registrations cannot use up the account owner's password resets. Together they limit what anybody
 * can have mailed to an address.
 *
 * A reset link expires after 60 minutes, and its quota allows another mail every 50. A recipient who is refused a mail
 * therefore has a link that remains valid for at least ten more minutes.
 */
const quotas = {
  registration: { atOnce: 3, everyMs: 8 * HOUR_MS },
  password_reset: { atOnce: 3, everyMs: 50 * MINUTE_MS },
  email_change: { atOnce: 3, everyMs: 8 * HOUR_MS },
  invitation: { atOnce: 5, everyMs: HOUR_MS },
  order: { atOnce: 12, everyMs: HOUR_MS },
} as const satisfies Record<string, Omit<Allowance, 'subject'>>

/** The kinds of mail that have their own quota. */
export type MailKind = keyof typeof quotas

export interface MailQuota {
  readonly recipient: string
  readonly kind: MailKind
}

/**
 * Counts one mail to a recipient, in the transaction that writes the mail. Returns false if the quota of its kind is
 * used up: then do not write the mail.
 */
export const takeMailQuota = async (tx: Tx, deps: Pick<Deps, 'now'>, quota: MailQuota): Promise<boolean> =>
  (await takeAllowances(tx, deps.now(), [mailQuota(quota)])) === 0

/** Returns the quota as an allowance, so that it can be taken together with others. */
export const mailQuota = ({ recipient, kind }: MailQuota): Allowance => ({
  subject: `mail:${kind}:${kind === 'password_reset' ? recipient : mailboxOf(recipient)}`,
  ...quotas[kind],
})

/** Resets a quota after the recipient has proved that the mailbox is theirs. */
export const clearMailQuota = (tx: Tx, quota: MailQuota): Promise<void> => clearAllowances(tx, [mailQuota(quota)])

/**
 * Counts `ada+shop@example.com` as `ada@example.com`, because many providers deliver it there. Password resets count by
 * the whole address: an address without an account gets no mail, and must not use up the quota of an address that has
 * one.
 */
const mailboxOf = (recipient: string): string => recipient.toLowerCase().replace(/\+[^@]*(?=@[^@]*$)/, '')
