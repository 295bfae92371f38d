import { fail } from '@tradepost/contract'
import type { Tx } from '@tradepost/db'
import { schema } from '@tradepost/db'
import { eq, inArray, sql } from 'drizzle-orm'
import { hashSecret } from '../buyer.ts'
import type { Deps } from '../deps.ts'

const { signInFailures } = schema

/** How often one subject may try before each further try has to wait, twice as long as the one before. */
export interface ThrottleRule {
  /** What is slowed down, for instance `account:ada@example.com`; only its hash is stored. */
  readonly subject: string
  readonly freeTries: number
  readonly firstDelayMs: number
}

const MAX_DELAY_MS = 15 * 60 * 1000
const FORGOTTEN_AFTER_MS = 24 * 60 * 60 * 1000

// Three at once, then 4, 8, 16 … seconds apart: ten in a quarter of an hour, and not one more.
const account = { freeTries: 3, firstDelayMs: 4000 }
const network = { freeTries: 30, firstDelayMs: 1000 }

/** Slows down tries at one account, wherever they come from. */
export const accountRule = (email: string): ThrottleRule => ({ subject: `account:${email}`, ...account })

/**
 * Slows down tries at one account from a browser that has signed in to it before. It stands beside the account's own rule, so
 * that strangers who keep that one busy cannot keep the owner out.
 */
export const deviceRule = (email: string, deviceHash: string): ThrottleRule => ({
  subject: `device:${deviceHash}:${email}`,
  ...account,
})

/** Slows down tries from one network address, whatever the account. */
export const networkRule = (address: string): ThrottleRule => ({ subject: `network:${address}`, ...network })

/** Slows down a signed-in user who is asked for the password or a code again. */
export const userRule = (userId: string): ThrottleRule => ({ subject: `user:${userId}`, ...account })

/** Slows down codes of a signed-in user; it stands beside the password's rule, which a right password clears. */
export const factorRule = (userId: string): ThrottleRule => ({ subject: `factor:${userId}`, ...account })

/** Slows down mails to one address. */
export const mailRule = (email: string): ThrottleRule => ({
  subject: `mail:${email}`,
  freeTries: 3,
  firstDelayMs: 60_000,
})

/**
 * Counts a try before it is made, call by call, and throws `auth.rate_limited` while any of its subjects has to wait; a try
 * that has to wait is not counted. Kept in the database, so that a restart forgets nothing.
 */
export const takeTry = async (deps: Deps, rules: readonly ThrottleRule[]): Promise<void> => {
  const hashed = rules.map((rule) => ({ ...rule, subject: hashSecret(rule.subject) }))
  await deps.db.write(async (tx) => {
    const now = deps.now()
    const subjects = hashed.map(({ subject }) => subject)
    const rows = await tx.select().from(signInFailures).where(inArray(signInFailures.subject, subjects))
    const waits = hashed.map((rule) =>
      waitMs(
        rule,
        rows.find((row) => row.subject === rule.subject),
        now
      )
    )
    const retryAfterMs = Math.max(...waits)
    if (retryAfterMs > 0) throw fail('auth.rate_limited', { retryAfterMs })
    for (const subject of subjects) await count(tx, subject, now)
  })
}

/** Takes back a try that was no failure, and with it all failures of these subjects. */
export const forgetTries = async (deps: Deps, rules: readonly ThrottleRule[]): Promise<void> => {
  const subjects = rules.map(({ subject }) => hashSecret(subject))
  await deps.db.write((tx) => tx.delete(signInFailures).where(inArray(signInFailures.subject, subjects)))
}

/** Takes back one try alone, where it was neither a success nor a failure. */
export const returnTry = async (deps: Deps, rules: readonly ThrottleRule[]): Promise<void> => {
  await deps.db.write(async (tx) => {
    for (const { subject } of rules) {
      await tx
        .update(signInFailures)
        .set({ failures: sql`max(1, ${signInFailures.failures} - 1)` })
        .where(eq(signInFailures.subject, hashSecret(subject)))
    }
  })
}

const waitMs = (
  rule: ThrottleRule,
  row: { failures: number; lastFailureAt: number } | undefined,
  now: number
): number => {
  if (!row || row.failures < rule.freeTries) return 0
  const doublings = Math.min(row.failures - rule.freeTries, 20)
  return row.lastFailureAt + Math.min(rule.firstDelayMs * 2 ** doublings, MAX_DELAY_MS) - now
}

const count = async (tx: Tx, subject: string, now: number): Promise<void> => {
  const isOld = sql`${signInFailures.lastFailureAt} < ${now - FORGOTTEN_AFTER_MS}`
  await tx
    .insert(signInFailures)
    .values({ subject, failures: 1, lastFailureAt: now })
    .onConflictDoUpdate({
      target: signInFailures.subject,
      set: { failures: sql`case when ${isOld} then 1 else ${signInFailures.failures} + 1 end`, lastFailureAt: now },
    })
}
