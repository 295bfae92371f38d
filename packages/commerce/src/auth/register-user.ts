import type { RegisterInput } from '@tradepost/contract'
import { asId, fail } from '@tradepost/contract'
import { schema } from '@tradepost/db'
import { eq } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { newId } from '../deps.ts'
import { writeMail } from '../events/write-event.ts'
import { clearMailQuota, mailQuota } from '../mail/mail-quota.ts'
import { useMailToken, voidMailTokens } from '../mail/mail-tokens.ts'
import { isCommonPassword } from './common-passwords.ts'
import { turnOf } from './password-turn.ts'
import { networkRules, orReturnTry, takeTry } from './throttle.ts'

const { registrations, users } = schema

/**
 * Accepts a registration, which becomes an account when the mailed link is opened. An address that already has an
 * account gets the same hashing, rows and response; only the mail differs. Throws `auth.weak_password`,
 * `auth.rate_limited` and `busy`.
 */
export const registerUser = async (deps: Deps, input: RegisterInput & { address: string }): Promise<void> => {
  const { email, name, password, address } = input
  if (isCommonPassword(password, email)) throw fail('auth.weak_password')
  const quota = mailQuota({ recipient: email, kind: 'registration' })
  const taken = await takeTry(deps, [[...networkRules('register', address), quota]])
  const passwordHash = await orReturnTry(deps, taken, () => deps.passwords.hash(password, turnOf(address, false)))
  const id = newId(deps, 'registration')
  await deps.db.write(async (tx) => {
    await tx.insert(registrations).values({ id, email, name, passwordHash, createdAt: deps.now() })
    await writeMail(tx, deps, { topic: 'mail.registration', subjectId: id, payload: { registrationId: id } })
  })
}

/**
 * Creates the account of a registration whose link was opened, and returns its email address. Throws
 * `auth.token_invalid`.
 */
export const verifyEmail = (deps: Deps, token: string): Promise<string> =>
  deps.db.write(async (tx) => {
    const { subjectId } = await useMailToken(tx, deps, { purpose: 'verify_email', token })
    const id = asId('registration', subjectId)
    const [registration] = await tx.delete(registrations).where(eq(registrations.id, id)).returning()
    if (!registration) throw fail('auth.token_invalid')
    const { email, name, passwordHash } = registration
    const made = await tx
      .insert(users)
      .values({ id: newId(deps, 'user'), email, name, passwordHash, role: 'customer', createdAt: deps.now() })
      .onConflictDoNothing({ target: users.email })
      .returning({ id: users.id })
    if (made.length === 0) throw fail('auth.token_invalid')
    await clearMailQuota(tx, { recipient: email, kind: 'password_reset' })
    const others = await tx
      .delete(registrations)
      .where(eq(registrations.email, email))
      .returning({ id: registrations.id })
    for (const other of others) await voidMailTokens(tx, 'verify_email', other.id)
    return email
  })
