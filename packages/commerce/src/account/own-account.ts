import type { ApiKey, IdOf, User } from '@tradepost/contract'
import { asId, fail } from '@tradepost/contract'
import { schema } from '@tradepost/db'
import { eq } from 'drizzle-orm'
import type { Actor } from '../audit/record-audit.ts'
import { isCommonPassword } from '../auth/common-passwords.ts'
import { forgetOtherDevices } from '../auth/known-devices.ts'
import { turnOfUser } from '../auth/password-turn.ts'
import { emailChangeRule, networkRules, takeTry } from '../auth/throttle.ts'
import { rowToUser } from '../auth/user-rows.ts'
import type { Deps } from '../deps.ts'
import { writeMail } from '../events/write-event.ts'
import { clearMailQuota, mailQuota } from '../mail/mail-quota.ts'
import { useMailToken, voidAccountLinks } from '../mail/mail-tokens.ts'
import { listLiveKeys, revokeKeysOf } from '../staff/own-keys.ts'
import type { Proof } from './prove.ts'
import { prove } from './prove.ts'

const { sessions, users } = schema

/** Changes a user's name. */
export const updateProfile = async (
  deps: Deps,
  { userId, name }: { userId: IdOf<'user'>; name: string }
): Promise<User> => {
  const [row] = await deps.db.write((tx) => tx.update(users).set({ name }).where(eq(users.id, userId)).returning())
  if (!row) throw fail('auth.required')
  return rowToUser(row)
}

export interface PasswordChange {
  readonly userId: IdOf<'user'>
  readonly currentPassword: string
  readonly code?: string | undefined
  readonly newPassword: string
  /** Whether to revoke the account's API keys too. */
  readonly revokeApiKeys: boolean
  /** The browser that makes the change. Every other browser becomes unknown. */
  readonly deviceHash: string | null
  readonly actor: Actor
}

/**
 * Changes a password and ends every session; the caller begins a new one. Returns the API keys of the account that
 * still work. Throws what `prove` throws, and `auth.weak_password`.
 */
export const changePassword = async (deps: Deps, at: PasswordChange): Promise<{ apiKeys: ApiKey[] }> => {
  const { userId, currentPassword, code, newPassword, revokeApiKeys, deviceHash, actor } = at
  const account = await prove(deps, { userId, password: currentPassword, code })
  const { email, name } = account
  if (isCommonPassword(newPassword, email)) throw fail('auth.weak_password')
  const passwordHash = await deps.passwords.hash(newPassword, turnOfUser(userId))
  return deps.db.write(async (tx) => {
    await tx.update(users).set({ passwordHash }).where(eq(users.id, userId))
    await tx.delete(sessions).where(eq(sessions.userId, userId))
    await forgetOtherDevices(tx, userId, deviceHash)
    await voidAccountLinks(tx, account)
    const payload = { email, name, notice: 'password_changed' as const }
    await writeMail(tx, deps, { topic: 'mail.notice', subjectId: userId, payload })
    if (revokeApiKeys) await revokeKeysOf(tx, deps, { actor, userId })
    return { apiKeys: await listLiveKeys(tx, deps, userId) }
  })
}

/** A request to change the email address of an account. */
export interface EmailChange extends Proof {
  readonly newEmail: string
  /** The network address of the caller. */
  readonly address: string
}

/**
 * Accepts a request to change the email address, and mails a confirmation link to the new address. Throws what `prove`
 * throws, and `auth.rate_limited` if the account, its network or the new address has used up its quota of such mails.
 */
export const requestEmailChange = async (deps: Deps, { newEmail, address, ...proof }: EmailChange): Promise<void> => {
  const { userId } = proof
  await prove(deps, proof)
  const quota = mailQuota({ recipient: newEmail, kind: 'email_change' })
  await takeTry(deps, [[...networkRules('email-change', address), emailChangeRule(userId), quota]])
  await deps.db.write((tx) =>
    writeMail(tx, deps, { topic: 'mail.email_change', subjectId: userId, payload: { userId, newEmail } })
  )
}

/**
 * Changes the email address of an account when its confirmation link is opened, ends every session, and notifies the
 * old address. Throws `auth.token_invalid` and `auth.email_taken`. Returns the new address.
 */
export const confirmEmailChange = (deps: Deps, token: string): Promise<string> =>
  deps.db.write(async (tx) => {
    const { subjectId, email } = await useMailToken(tx, deps, { purpose: 'change_email', token })
    const userId = asId('user', subjectId)
    const [before] = await tx.select().from(users).where(eq(users.id, userId))
    const [other] = await tx.select({ id: users.id }).from(users).where(eq(users.email, email))
    if (!before || before.disabledAt !== null) throw fail('auth.token_invalid')
    if (other) throw fail('auth.email_taken')
    await tx.update(users).set({ email }).where(eq(users.id, userId))
    await tx.delete(sessions).where(eq(sessions.userId, userId))
    await voidAccountLinks(tx, before)
    await clearMailQuota(tx, { recipient: email, kind: 'password_reset' })
    const payload = { email: before.email, name: before.name, notice: 'email_changed' as const }
    await writeMail(tx, deps, { topic: 'mail.notice', subjectId: userId, payload })
    return email
  })
