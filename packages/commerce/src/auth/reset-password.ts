import type { IdOf } from '@tradepost/contract'
import { asId, fail } from '@tradepost/contract'
import { schema } from '@tradepost/db'
import { eq } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { writeMail } from '../events/write-event.ts'
import { checkMailToken, useMailToken, voidAccountLinks } from '../mail/mail-tokens.ts'
import { isCommonPassword } from './common-passwords.ts'
import { accountRule, forgetTries, mailRule, networkRule, takeTry } from './throttle.ts'

const { sessions, users } = schema

/** Takes a wish for a new password; the same for every address: what is true comes by mail, or does not come. */
export const requestPasswordReset = async (
  deps: Deps,
  { email, address }: { email: string; address: string }
): Promise<void> => {
  await takeTry(deps, [mailRule(email), networkRule(`mail:${address}`)])
  await deps.db.write((tx) =>
    writeMail(tx, deps, { topic: 'mail.password_reset', subjectId: 'reset', payload: { email } })
  )
}

/**
 * Sets a new password by the link that was mailed, ends every session and tells the owner. It signs nobody in. Throws
 * `auth.token_invalid` and `auth.weak_password`. Answers whose it was.
 */
export const resetPassword = async (
  deps: Deps,
  { token, password }: { token: string; password: string }
): Promise<IdOf<'user'>> => {
  const { email } = await checkMailToken(deps, 'reset_password', token)
  if (isCommonPassword(password, email)) throw fail('auth.weak_password')
  const passwordHash = await deps.passwords.hash(password)
  const user = await deps.db.write(async (tx) => {
    const { subjectId } = await useMailToken(tx, deps, { purpose: 'reset_password', token })
    const [row] = await tx
      .update(users)
      .set({ passwordHash })
      .where(eq(users.id, asId('user', subjectId)))
      .returning()
    if (!row || row.disabledAt !== null) throw fail('auth.token_invalid')
    await tx.delete(sessions).where(eq(sessions.userId, row.id))
    await voidAccountLinks(tx, row.id)
    const payload = { email: row.email, name: row.name, notice: 'password_changed' as const }
    await writeMail(tx, deps, { topic: 'mail.notice', subjectId: row.id, payload })
    return row
  })
  await forgetTries(deps, [accountRule(user.email)])
  return user.id
}
