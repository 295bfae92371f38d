import type { IdOf } from '@tradepost/contract'
import { fail, isStaff } from '@tradepost/contract'
import { schema } from '@tradepost/db'
import { and, eq, isNull } from 'drizzle-orm'
import { factorRule, returnTry, takeTry } from '../auth/throttle.ts'
import type { Deps } from '../deps.ts'
import { writeMail } from '../events/write-event.ts'
import { readShop } from '../shop/read-shop.ts'
import type { Proof } from './prove.ts'
import { prove, readAccount } from './prove.ts'
import { makeTotpSecret, renewRecoveryCodes, totpStep, totpUri } from './second-factor.ts'

const { recoveryCodes, shopSettings, users } = schema

/** Returns whether a user's second factor is on, whether the shop requires it, and how many recovery codes are left. */
export const readMfa = async (deps: Deps, userId: IdOf<'user'>) => {
  const user = await readAccount(deps, userId)
  return {
    enabled: user.totpEnabledAt !== null,
    required: isStaff(user.role) && (await isMfaRequired(deps)),
    recoveryCodesLeft: await deps.db.read.$count(recoveryCodes, eq(recoveryCodes.userId, userId)),
  }
}

/** Returns whether the shop requires a second factor of its staff. */
export const isMfaRequired = async ({ db: { read } }: Pick<Deps, 'db'>): Promise<boolean> => {
  const [row] = await read.select({ required: shopSettings.requireStaffMfa }).from(shopSettings)
  return row?.required ?? false
}

/**
 * Creates an authenticator secret that is not used before a code confirms it. Throws `auth.mfa_already_enabled`, and
 * what `prove` throws.
 */
export const beginMfa = async (deps: Deps, { userId, password }: { userId: IdOf<'user'>; password: string }) => {
  const { totpEnabledAt } = await readAccount(deps, userId)
  if (totpEnabledAt !== null) throw fail('auth.mfa_already_enabled')
  const user = await prove(deps, { userId, password })
  const secret = makeTotpSecret(deps)
  const notYet = and(eq(users.id, userId), isNull(users.totpEnabledAt))
  await deps.db.write((tx) => tx.update(users).set({ totpSecret: secret }).where(notYet))
  const { name } = await readShop(deps.db.read)
  return { secret, uri: totpUri(secret, { issuer: name, label: user.email }) }
}

/**
 * Turns the second factor on with a first code and returns the recovery codes. Throws `auth.mfa_not_begun`,
 * `auth.mfa_invalid`, `auth.mfa_already_enabled` and `auth.rate_limited`.
 */
export const confirmMfa = async (deps: Deps, { userId, code }: { userId: IdOf<'user'>; code: string }) => {
  const counted = await takeTry(deps, [[factorRule(userId)]])
  const user = await readAccount(deps, userId)
  if (user.totpEnabledAt !== null) throw fail('auth.mfa_already_enabled')
  const secret = user.totpSecret
  if (secret === null) throw fail('auth.mfa_not_begun')
  const step = totpStep(secret, code, deps.now())
  if (step === null) throw fail('auth.mfa_invalid')
  await returnTry(deps, counted)
  return deps.db.write(async (tx) => {
    const enabled = await tx
      .update(users)
      .set({ totpEnabledAt: deps.now(), totpLastStep: step })
      .where(and(eq(users.id, userId), eq(users.totpSecret, secret), isNull(users.totpEnabledAt)))
      .returning({ id: users.id })
    if (enabled.length === 0) throw fail('auth.mfa_already_enabled')
    const payload = { email: user.email, name: user.name, notice: 'mfa_enabled' as const }
    await writeMail(tx, deps, { topic: 'mail.notice', subjectId: userId, payload })
    return { recoveryCodes: await renewRecoveryCodes(tx, deps, userId) }
  })
}

const proveBoth = async (deps: Deps, proof: Required<Proof>) => {
  const user = await prove(deps, proof)
  if (user.totpEnabledAt === null) throw fail('auth.mfa_not_enabled')
  return user
}

/** Turns the second factor off. Throws `auth.wrong_password`, `auth.mfa_invalid`, `auth.mfa_not_enabled`. */
export const disableMfa = async (deps: Deps, proof: Required<Proof>): Promise<void> => {
  const { id, email, name } = await proveBoth(deps, proof)
  await deps.db.write(async (tx) => {
    await tx.update(users).set({ totpSecret: null, totpEnabledAt: null }).where(eq(users.id, id))
    await tx.delete(recoveryCodes).where(eq(recoveryCodes.userId, id))
    await writeMail(tx, deps, { topic: 'mail.notice', subjectId: id, payload: { email, name, notice: 'mfa_disabled' } })
  })
}

/** Replaces the recovery codes with new ones. Throws what `disableMfa` throws. */
export const regenerateRecoveryCodes = async (deps: Deps, proof: Required<Proof>) => {
  const { id } = await proveBoth(deps, proof)
  return { recoveryCodes: await deps.db.write((tx) => renewRecoveryCodes(tx, deps, id)) }
}
