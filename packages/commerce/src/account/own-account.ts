import type { IdOf, User } from '@tradepost/contract'
import { asId, fail } from '@tradepost/contract'
import { schema } from '@tradepost/db'
import { eq } from 'drizzle-orm'
import { isCommonPassword } from '../auth/common-passwords.ts'
import { forgetTries, mailRule, takeTry, userRule } from '../auth/throttle.ts'
import { rowToUser } from '../auth/user-rows.ts'
import type { Deps } from '../deps.ts'
import { writeMail } from '../events/write-event.ts'
import { useMailToken, voidAccountLinks } from '../mail/mail-tokens.ts'

const { sessions, users } = schema

/** Reads the row of a signed-in user. */
export const readAccount = async ({ db: { read } }: Deps, userId: IdOf<'user'>) => {
  const [row] = await read.select().from(users).where(eq(users.id, userId))
  if (!row) throw fail('auth.required')
  return row
}

/** Asks a signed-in user for the password again; throws `auth.wrong_password` and `auth.rate_limited`. */
export const checkPassword = async (deps: Deps, userId: IdOf<'user'>, password: string) => {
  await takeTry(deps, [userRule(userId)])
  const row = await readAccount(deps, userId)
  if (!(await deps.passwords.verify(row.passwordHash, password))) throw fail('auth.wrong_password')
  await forgetTries(deps, [userRule(userId)])
  return row
}

/** Changes a user's name. */
export const updateProfile = async (
  deps: Deps,
  { userId, name }: { userId: IdOf<'user'>; name: string }
): Promise<User> => {
  const [row] = await deps.db.write((tx) => tx.update(users).set({ name }).where(eq(users.id, userId)).returning())
  if (!row) throw fail('auth.required')
  return rowToUser(row)
}

/** Changes a password and ends every session; the caller begins a new one. Throws `auth.wrong_password`, `auth.weak_password`. */
export const changePassword = async (
  deps: Deps,
  at: { userId: IdOf<'user'>; currentPassword: string; newPassword: string }
): Promise<void> => {
  const { userId, currentPassword, newPassword } = at
  const { email, name } = await checkPassword(deps, userId, currentPassword)
  if (isCommonPassword(newPassword, email)) throw fail('auth.weak_password')
  const passwordHash = await deps.passwords.hash(newPassword)
  await deps.db.write(async (tx) => {
    await tx.update(users).set({ passwordHash }).where(eq(users.id, userId))
    await tx.delete(sessions).where(eq(sessions.userId, userId))
    await voidAccountLinks(tx, userId)
    const payload = { email, name, notice: 'password_changed' as const }
    await writeMail(tx, deps, { topic: 'mail.notice', subjectId: userId, payload })
  })
}

/** Takes a wish to move the account to a new address, which a mail there asks to confirm; throws `auth.wrong_password`. */
export const requestEmailChange = async (
  deps: Deps,
  at: { userId: IdOf<'user'>; newEmail: string; password: string }
): Promise<void> => {
  const { userId, newEmail, password } = at
  await checkPassword(deps, userId, password)
  await takeTry(deps, [mailRule(newEmail)])
  await deps.db.write((tx) =>
    writeMail(tx, deps, { topic: 'mail.email_change', subjectId: userId, payload: { userId, newEmail } })
  )
}

/**
 * Moves an account to the address whose link was opened, ends every session, and tells the former address. Throws
 * `auth.token_invalid` and `auth.email_taken`. Answers the new address.
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
    await voidAccountLinks(tx, userId)
    const payload = { email: before.email, name: before.name, notice: 'email_changed' as const }
    await writeMail(tx, deps, { topic: 'mail.notice', subjectId: userId, payload })
    return email
  })
