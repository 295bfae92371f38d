import type { IdOf } from '@tradepost/contract'
import { encodeBase32, fail } from '@tradepost/contract'
import type { Tx } from '@tradepost/db'
import { schema } from '@tradepost/db'
import { and, eq, isNull } from 'drizzle-orm'
import { hashSecret } from '../buyer.ts'
import type { Deps } from '../deps.ts'
import { clearMailQuota } from './mail-quota.ts'

const { mailTokens, outbox } = schema

export type MailTokenPurpose = (typeof mailTokens.$inferSelect)['purpose']

const HOUR_MS = 60 * 60 * 1000
const TOKEN_BYTES = 25

/** How long a link is valid, in milliseconds. */
export const lifetimes: Record<MailTokenPurpose, number> = {
  verify_email: 24 * HOUR_MS,
  reset_password: HOUR_MS,
  change_email: HOUR_MS,
  accept_invitation: 7 * 24 * HOUR_MS,
}

export interface MailTokenFor {
  readonly purpose: MailTokenPurpose
  readonly subjectId: string
  readonly email: string
}

/**
 * Creates the secret of a link right before it is mailed, so that only its hash is ever stored. Voids an older link for
 * the same purpose and subject.
 */
export const makeMailToken = async (deps: Deps, link: MailTokenFor): Promise<string> => {
  const token = encodeBase32(deps.random(TOKEN_BYTES))
  const { purpose, subjectId } = link
  await deps.db.write(async (tx) => {
    await voidMailTokens(tx, purpose, subjectId)
    const expiresAt = deps.now() + lifetimes[purpose]
    await tx.insert(mailTokens).values({ ...link, tokenHash: hashSecret(token), expiresAt })
  })
  return token
}

/**
 * Uses a link up and returns its subject and address. Throws `auth.token_invalid` if it is used, expired or unknown.
 */
export const useMailToken = async (
  tx: Tx,
  deps: Deps,
  { purpose, token }: { purpose: MailTokenPurpose; token: string }
): Promise<{ subjectId: string; email: string }> => {
  const [used] = await tx
    .delete(mailTokens)
    .where(and(eq(mailTokens.tokenHash, hashSecret(token)), eq(mailTokens.purpose, purpose)))
    .returning({ subjectId: mailTokens.subjectId, email: mailTokens.email, expiresAt: mailTokens.expiresAt })
  if (!used || used.expiresAt <= deps.now()) throw fail('auth.token_invalid')
  return used
}

/**
 * Looks up a link without using it, so that a wrong one causes no costly work. Returns the address it was mailed to.
 */
export const checkMailToken = async (
  deps: Deps,
  purpose: MailTokenPurpose,
  token: string
): Promise<{ email: string }> => {
  const [row] = await deps.db.read
    .select({ email: mailTokens.email, expiresAt: mailTokens.expiresAt })
    .from(mailTokens)
    .where(and(eq(mailTokens.tokenHash, hashSecret(token)), eq(mailTokens.purpose, purpose)))
  if (!row || row.expiresAt <= deps.now()) throw fail('auth.token_invalid')
  return row
}

/**
 * Voids all pending changes of an account's email address or password, including unsent mails. No link is left then, so
 * the next request must send one: its quota is reset.
 */
export const voidAccountLinks = async (
  tx: Tx,
  { id: userId, email }: { id: IdOf<'user'>; email: string }
): Promise<void> => {
  await clearMailQuota(tx, { recipient: email, kind: 'password_reset' })
  await voidMailTokens(tx, 'reset_password', userId)
  await voidMailTokens(tx, 'change_email', userId)
  const unsent = and(eq(outbox.topic, 'mail.email_change'), eq(outbox.subjectId, userId), isNull(outbox.deliveredAt))
  await tx.delete(outbox).where(unsent)
}

/** Voids the open link of a purpose and subject. */
export const voidMailTokens = async (tx: Tx, purpose: MailTokenPurpose, subjectId: string): Promise<void> => {
  await tx.delete(mailTokens).where(and(eq(mailTokens.purpose, purpose), eq(mailTokens.subjectId, subjectId)))
}
