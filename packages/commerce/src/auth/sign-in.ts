import type { IdOf, User } from '@tradepost/contract'
import { fail } from '@tradepost/contract'
import { schema } from '@tradepost/db'
import { and, eq } from 'drizzle-orm'
import { useSecondFactor } from '../account/second-factor.ts'
import { hashSecret } from '../buyer.ts'
import type { Deps } from '../deps.ts'
import type { ThrottleRule } from './throttle.ts'
import { accountRule, deviceRule, forgetTries, networkRule, returnTry, takeTry } from './throttle.ts'
import { rowToUser } from './user-rows.ts'

const { knownDevices, users } = schema

/** What was typed, and from where: the network address, and the device cookie of a browser that has one. */
export interface SignInAttempt {
  readonly email: string
  readonly password: string
  readonly code?: string | undefined
  readonly address: string
  readonly deviceHash: string | null
}

/**
 * Checks e-mail, password and, where the account has one, the second factor. Throws `auth.invalid_credentials`, alike and as
 * slowly for unknown addresses, `auth.mfa_required`, `auth.mfa_invalid`, and `auth.rate_limited` before anything is hashed.
 */
export const signIn = async (deps: Deps, attempt: SignInAttempt): Promise<User> => {
  const { email, password, code } = attempt
  const [row] = await deps.db.read.select().from(users).where(eq(users.email, email))
  const own = await ownRule(deps, attempt, row?.id)
  const network = networkRule(attempt.address)
  await takeTry(deps, [own, network])
  // An erased account has no hash left: it is answered as an unknown one is.
  const matches = await deps.passwords.verify(row?.passwordHash || null, password)
  if (!row || !matches || row.disabledAt !== null) throw fail('auth.invalid_credentials')
  if (row.totpEnabledAt !== null) {
    if (code === undefined) {
      await returnTry(deps, [own, network])
      throw fail('auth.mfa_required')
    }
    await useSecondFactor(deps, row, code)
  }
  await forgetTries(deps, [own])
  await returnTry(deps, [network])
  return rowToUser(row)
}

const ownRule = async (
  deps: Deps,
  { email, deviceHash }: SignInAttempt,
  userId: IdOf<'user'> | undefined
): Promise<ThrottleRule> => {
  const isKnown = userId !== undefined && deviceHash !== null && (await isKnownDevice(deps, userId, deviceHash))
  return isKnown ? deviceRule(email, deviceHash) : accountRule(email)
}

const isKnownDevice = async ({ db: { read } }: Deps, userId: IdOf<'user'>, deviceHash: string): Promise<boolean> =>
  (await read.$count(knownDevices, and(eq(knownDevices.userId, userId), eq(knownDevices.deviceHash, deviceHash)))) > 0

/** Remembers the browser that has proved to be the user's, by the hash of its device cookie. */
export const rememberDevice = async (deps: Deps, userId: IdOf<'user'>, device: string): Promise<void> => {
  const row = { userId, deviceHash: hashSecret(device), createdAt: deps.now() }
  await deps.db.write((tx) => tx.insert(knownDevices).values(row).onConflictDoNothing())
}
