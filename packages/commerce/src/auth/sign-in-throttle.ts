import { fail } from '@tradepost/contract'
import { schema } from '@tradepost/db'
import { inArray, sql } from 'drizzle-orm'
import { hashSecret } from '../buyer.ts'
import type { Deps } from '../deps.ts'

const { signInFailures } = schema

const FREE_TRIES = { account: 5, address: 20 } as const
const FIRST_DELAY_MS = 1000
const MAX_DELAY_MS = 15 * 60 * 1000
const FORGOTTEN_AFTER_MS = 24 * 60 * 60 * 1000

/** Who tries to sign in: the account that is tried, and the network address it is tried from. */
export interface SignInAttempt {
  readonly email: string
  readonly address: string
}

const subjectsOf = ({ email, address }: SignInAttempt) => [
  { subject: hashSecret(`account:${email}`), freeTries: FREE_TRIES.account },
  { subject: hashSecret(`address:${address}`), freeTries: FREE_TRIES.address },
]

/**
 * Counts a try as failed before its password is looked at, and throws `auth.rate_limited` while a delay runs. The delay
 * doubles with each failure from one second to a quarter of an hour, per account and per address.
 */
export const takeSignInTry = async (deps: Deps, attempt: SignInAttempt): Promise<void> => {
  const subjects = subjectsOf(attempt)
  await deps.db.write(async (tx) => {
    const rows = await tx
      .select()
      .from(signInFailures)
      .where(
        inArray(
          signInFailures.subject,
          subjects.map((s) => s.subject)
        )
      )
    const now = deps.now()
    for (const { subject, freeTries } of subjects) {
      const row = rows.find((candidate) => candidate.subject === subject)
      const waitMs = row ? row.lastFailureAt + delayMs(row.failures - freeTries) - now : 0
      if (waitMs > 0) throw fail('auth.rate_limited', { retryAfterMs: waitMs })
    }
    for (const { subject } of subjects) await countFailure(tx, subject, now)
  })
}

/** Forgets the failures of an account and its address after a success. */
export const clearSignInFailures = async (deps: Deps, attempt: SignInAttempt): Promise<void> => {
  const subjects = subjectsOf(attempt).map(({ subject }) => subject)
  await deps.db.write((tx) => tx.delete(signInFailures).where(inArray(signInFailures.subject, subjects)))
}

const delayMs = (beyondFree: number): number =>
  beyondFree < 0 ? 0 : Math.min(FIRST_DELAY_MS * 2 ** Math.min(beyondFree, 20), MAX_DELAY_MS)

const countFailure = (tx: Parameters<Parameters<Deps['db']['write']>[0]>[0], subject: string, now: number) =>
  tx
    .insert(signInFailures)
    .values({ subject, failures: 1, lastFailureAt: now })
    .onConflictDoUpdate({
      target: signInFailures.subject,
      set: {
        failures: sql`case when ${signInFailures.lastFailureAt} < ${now - FORGOTTEN_AFTER_MS} then 1 else ${signInFailures.failures} + 1 end`,
        lastFailureAt: now,
      },
    })
