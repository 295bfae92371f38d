import type { User } from '@tradepost/contract'
import { fail } from '@tradepost/contract'
import { schema } from '@tradepost/db'
import { eq } from 'drizzle-orm'
import { useSecondFactor } from '../account/second-factor.ts'
import type { Allowance } from '../allowances.ts'
import { returnAllowances } from '../allowances.ts'
import type { Deps } from '../deps.ts'
import { findDevice } from './known-devices.ts'
import { turnOf } from './password-turn.ts'
import { networkRules, orReturnTry, returnTry, signInShares, takeTry } from './throttle.ts'
import { rowToUser } from './user-rows.ts'

const { users } = schema

type Row = typeof users.$inferSelect

/** The credentials, with the caller's network address and the hash of the browser's device cookie, if any. */
export interface SignInAttempt {
  readonly email: string
  readonly password: string
  readonly code?: string | undefined
  readonly address: string
  readonly deviceHash: string | null
}

/**
 * Checks the email address, the password and, if the account has one, the second factor. Throws
 * `auth.invalid_credentials`, with the same response and timing for unknown addresses, `auth.mfa_required`,
 * `auth.mfa_invalid`, and before any hashing `auth.rate_limited` and `busy`.
 */
export const signIn = async (deps: Deps, attempt: SignInAttempt): Promise<User> => {
  const { email, password, code, address, deviceHash } = attempt
  const [row] = await deps.db.read.select().from(users).where(eq(users.email, email))
  const device = row && deviceHash !== null ? await findDevice(deps, row.id, deviceHash) : undefined
  // A known browser counts only against the account, because its network may be full of attackers.
  const networks = device ? [] : networkRules('sign-in', address)
  const taken = await takeTry(deps, signInShares(email, device), networks)
  // An erased account has no hash left, so it gets the same response as an unknown one.
  const matches = await orReturnTry(deps, taken, () =>
    deps.passwords.verify(row?.passwordHash || null, password, turnOf(address, device !== undefined))
  )
  if (!row || !matches || row.disabledAt !== null) throw fail('auth.invalid_credentials')
  if (row.totpEnabledAt !== null) {
    if (code === undefined) {
      await returnTry(deps, taken)
      throw fail('auth.mfa_required')
    }
    await useSecondFactor(deps, row, code)
  }
  await settle(deps, row, taken)
  return rowToUser(row)
}

/** Returns the try. A password that was changed during the check counts as wrong. */
const settle = (deps: Deps, row: Row, taken: readonly Allowance[]): Promise<void> =>
  deps.db.write(async (tx) => {
    const [now] = await tx.select({ hash: users.passwordHash }).from(users).where(eq(users.id, row.id))
    if (now?.hash !== row.passwordHash) throw fail('auth.invalid_credentials')
    await returnAllowances(tx, taken)
  })
