import { fail } from '@tradepost/contract'
import { encodeBase32 } from '@tradepost/contract'
import type { Tx } from '@tradepost/db'
import { schema } from '@tradepost/db'
import { and, eq, lt } from 'drizzle-orm'
import { Secret, TOTP } from 'otpauth'
import { hashSecret } from '../buyer.ts'
import type { Deps } from '../deps.ts'

const { recoveryCodes, users } = schema

type UserRow = typeof users.$inferSelect

const STEP_MS = 30_000
const SECRET_BYTES = 20
const RECOVERY_CODES = 10
// 120 bits: a code stored as a plain SHA-256 must have at least 112 (ASVS 5.0, 6.5.2).
const RECOVERY_CODE_BYTES = 15

/** Creates the secret of an authenticator: 160 bits in base 32 (RFC 4226 §4). */
export const makeTotpSecret = ({ random }: Pick<Deps, 'random'>): string =>
  new Secret({ buffer: new Uint8Array(random(SECRET_BYTES)).buffer }).base32

/** Returns the content of an authenticator's QR code. */
export const totpUri = (secret: string, { issuer, label }: { issuer: string; label: string }): string =>
  new TOTP({ issuer, label, secret: Secret.fromBase32(secret) }).toString()

/** Returns the 30-second step of an authenticator code, also if it is one step early or late; null for a wrong code. */
export const totpStep = (secret: string, code: string, now: number): number | null => {
  const totp = new TOTP({ secret: Secret.fromBase32(secret) })
  const delta = totp.validate({ token: code, timestamp: now, window: 1 })
  return delta === null ? null : Math.floor(now / STEP_MS) + delta
}

/** Uses up an authenticator code or a recovery code. Throws `auth.mfa_invalid` for a wrong or used code. */
export const useSecondFactor = async (deps: Deps, user: UserRow, code: string): Promise<void> => {
  const isUsed = await deps.db.write((tx) =>
    code.length === 6 ? useTotp(tx, deps, { user, code }) : useRecoveryCode(tx, user, code)
  )
  if (!isUsed) throw fail('auth.mfa_invalid')
}

const useTotp = async (tx: Tx, deps: Deps, { user, code }: { user: UserRow; code: string }): Promise<boolean> => {
  const step = user.totpSecret === null ? null : totpStep(user.totpSecret, code, deps.now())
  if (step === null) return false
  const used = await tx
    .update(users)
    .set({ totpLastStep: step })
    .where(and(eq(users.id, user.id), lt(users.totpLastStep, step)))
    .returning({ id: users.id })
  return used.length > 0
}

const useRecoveryCode = async (tx: Tx, user: UserRow, code: string): Promise<boolean> => {
  const mine = and(eq(recoveryCodes.userId, user.id), eq(recoveryCodes.codeHash, hashSecret(`${user.id}:${code}`)))
  return (await tx.delete(recoveryCodes).where(mine).returning({ userId: recoveryCodes.userId })).length > 0
}

/** Replaces the recovery codes with ten new ones and returns them in groups of four. They are never shown again. */
export const renewRecoveryCodes = async (tx: Tx, deps: Deps, userId: UserRow['id']): Promise<string[]> => {
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId))
  const codes = Array.from({ length: RECOVERY_CODES }, () => encodeBase32(deps.random(RECOVERY_CODE_BYTES)))
  for (const code of codes) await tx.insert(recoveryCodes).values({ userId, codeHash: hashSecret(`${userId}:${code}`) })
  return codes.map((code) => code.replaceAll(/(.{4})(?!$)/g, '$1-'))
}
