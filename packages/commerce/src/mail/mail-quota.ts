import type { Tx } from '@tradepost/db'
import type { Allowance } from '../allowances.ts'
import { clearAllowances, takeAllowances } from '../allowances.ts'
import type { Deps } from '../deps.ts'

const MINUTE_MS = 60 * 1000
const HOUR_MS = 60 * MINUTE_MS

/**
 * How many mails of a kind one recipient gets: some at once, then one each `everyMs`. Each kind has a quota of its own, so
 * that registrations cannot use up the owner's resets; together they bound what anybody can have mailed to an address.
 *
 * A reset link is good for 60 minutes and its quota grows every 50, so whoever is refused a mail holds a link that is good
 * for ten minutes more at least.
 */
const quotas = {
  registration: { atOnce: 3, everyMs: 8 * HOUR_MS },
  password_reset: { atOnce: 3, everyMs: 50 * MINUTE_MS },
  email_change: { atOnce: 3, everyMs: 8 * HOUR_MS },
  invitation: { atOnce: 5, everyMs: HOUR_MS },
  order: { atOnce: 12, everyMs: HOUR_MS },
} as const satisfies Record<string, Omit<Allowance, 'subject'>>

/** What a mail is about, as far as quotas tell mails apart. */
export type MailKind = keyof typeof quotas

/** Who gets a mail, and what it is about. */
export interface MailQuota {
  readonly recipient: string
  readonly kind: MailKind
}

/**
 * Counts one mail to a recipient in the transaction that writes it. Answers false when the quota of its kind is spent: then
 * do not write the mail.
 */
export const takeMailQuota = async (tx: Tx, deps: Pick<Deps, 'now'>, quota: MailQuota): Promise<boolean> =>
  (await takeAllowances(tx, deps.now(), [mailQuota(quota)])) === 0

/** Gives the quota as an allowance, to be taken together with others. */
export const mailQuota = ({ recipient, kind }: MailQuota): Allowance => ({
  subject: `mail:${kind}:${kind === 'password_reset' ? recipient : mailboxOf(recipient)}`,
  ...quotas[kind],
})

/** Makes a quota whole again, once the recipient has proved to hold the mailbox. */
export const clearMailQuota = (tx: Tx, quota: MailQuota): Promise<void> => clearAllowances(tx, [mailQuota(quota)])

/**
 * Counts `ada+shop@example.com` as `ada@example.com`, where many providers deliver it. Resets count by the whole address: an
 * address without an account gets no mail, and must not use up the quota of one that has.
 */
const mailboxOf = (recipient: string): string => recipient.toLowerCase().replace(/\+[^@]*(?=@[^@]*$)/, '')
