import type { IdOf } from '@tradepost/contract'
import { asId, fail } from '@tradepost/contract'
import { schema } from '@tradepost/db'
import { eq } from 'drizzle-orm'
import { takeAllowances } from '../allowances.ts'
import type { Deps } from '../deps.ts'
import { writeMail } from '../events/write-event.ts'
import { takeMailQuota } from '../mail/mail-quota.ts'
import { checkMailToken, useMailToken, voidAccountLinks } from '../mail/mail-tokens.ts'
import { countLiveKeys, revokeKeysOf } from '../staff/own-keys.ts'
import { isCommonPassword } from './common-passwords.ts'
import { knowOnlyReset } from './known-devices.ts'
import { turnOf } from './password-turn.ts'
import { networkRules } from './throttle.ts'
import { rowToUser } from './user-rows.ts'

const { sessions, users } = schema

/**
 * Accepts a request for a password reset. The response is the same for every address; only the mail shows whether an
 * account exists. If the address’s quota of mails is used up, no mail is sent and the last link stays valid. Throws
 * `auth.rate_limited` if a network makes too many requests.
 */
export const requestPasswordReset = (
  deps: Deps,
  { email, address }: { email: string; address: string }
): Promise<void> =>
  deps.db.write(async (tx) => {
    const retryAfterMs = await takeAllowances(tx, deps.now(), networkRules('reset', address))
    if (retryAfterMs > 0) throw fail('auth.rate_limited', { retryAfterMs })
    if (!(await takeMailQuota(tx, deps, { recipient: email, kind: 'password_reset' }))) return
    await writeMail(tx, deps, { topic: 'mail.password_reset', subjectId: 'reset', payload: { email } })
  })

/** A new password with the token of a mailed link, and the browser that sends it. */
export interface PasswordReset {
  readonly token: string
  readonly password: string
  /** Whether to revoke the account's API keys too. */
  readonly revokeApiKeys: boolean
  readonly address: string
  /** A new secret for the browser. A browser with the former device cookie becomes unknown. */
  readonly device: string
  readonly requestId: string
}

/**
 * Sets a new password with a mailed link, ends every session, forgets every known browser but this one, and notifies
 * the account owner. Does not sign in. Throws `auth.token_invalid`, `auth.weak_password` and `busy`. Returns how many
 * API keys of the account still work.
 */
export const resetPassword = async (deps: Deps, reset: PasswordReset): Promise<{ apiKeysLeft: number }> => {
  const { token, password, revokeApiKeys, address, device, requestId } = reset
  const { email } = await checkMailToken(deps, 'reset_password', token)
  if (isCommonPassword(password, email)) throw fail('auth.weak_password')
  const passwordHash = await deps.passwords.hash(password, turnOf(address, true))
  return deps.db.write(async (tx) => {
    const { subjectId } = await useMailToken(tx, deps, { purpose: 'reset_password', token })
    const userId: IdOf<'user'> = asId('user', subjectId)
    const [row] = await tx.update(users).set({ passwordHash }).where(eq(users.id, userId)).returning()
    if (!row || row.disabledAt !== null) throw fail('auth.token_invalid')
    await tx.delete(sessions).where(eq(sessions.userId, userId))
    await voidAccountLinks(tx, row)
    await knowOnlyReset(tx, deps, { userId, device })
    const payload = { email: row.email, name: row.name, notice: 'password_changed' as const }
    await writeMail(tx, deps, { topic: 'mail.notice', subjectId: userId, payload })
    if (revokeApiKeys) {
      const { id, name, permissions } = rowToUser(row)
      const actor = { kind: 'user' as const, id, userId, name, permissions, procedure: 'auth.resetPassword', requestId }
      await revokeKeysOf(tx, deps, { actor, userId })
    }
    return { apiKeysLeft: await countLiveKeys(tx, deps, userId) }
  })
}
