import type { IdOf } from '@tradepost/contract'
import { fail } from '@tradepost/contract'
import { schema } from '@tradepost/db'
import { eq } from 'drizzle-orm'
import { turnOfUser } from '../auth/password-turn.ts'
import { factorRule, orReturnTry, returnTry, sessionShares, takeTry } from '../auth/throttle.ts'
import type { Deps } from '../deps.ts'
import { useSecondFactor } from './second-factor.ts'

const { users } = schema

/** Reads the row of a signed-in user. Throws `auth.required` if there is none. */
export const readAccount = async ({ db: { read } }: Deps, userId: IdOf<'user'>) => {
  const [row] = await read.select().from(users).where(eq(users.id, userId))
  if (!row) throw fail('auth.required')
  return row
}

/** The credentials that a signed-in user must enter again before a sensitive act. */
export interface Proof {
  readonly userId: IdOf<'user'>
  readonly password: string
  /** An authenticator code or a recovery code; required if the account has a second factor. */
  readonly code?: string | undefined
}

/**
 * Checks a signed-in user's password again, and the second factor if the account has one. Throws `auth.wrong_password`,
 * `auth.mfa_required`, `auth.mfa_invalid`, `auth.rate_limited` and `busy`.
 */
export const prove = async (deps: Deps, { userId, password, code }: Proof) => {
  const row = await readAccount(deps, userId)
  const taken = await takeTry(deps, sessionShares(row.email))
  const matches = await orReturnTry(deps, taken, () =>
    deps.passwords.verify(row.passwordHash, password, turnOfUser(userId))
  )
  if (!matches) throw fail('auth.wrong_password')
  await returnTry(deps, taken)
  if (row.totpEnabledAt === null) return row
  if (code === undefined) throw fail('auth.mfa_required')
  const counted = await takeTry(deps, [[factorRule(userId)]])
  await useSecondFactor(deps, row, code)
  await returnTry(deps, counted)
  return row
}
