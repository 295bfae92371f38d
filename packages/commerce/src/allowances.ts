import type { Tx } from '@tradepost/db'
import { schema } from '@tradepost/db'
import { inArray, sql } from 'drizzle-orm'
import { hashSecret } from './buyer.ts'

const { allowances } = schema

/**
 * How often one subject may do something: `atOnce` times in a row, and once more each `everyMs` milliseconds. That is
 * at most `atOnce` times in any `everyMs` milliseconds.
 */
export interface Allowance {
  /** The counted subject, for instance `network:192.0.2.1`. Only its hash is stored. */
  readonly subject: string
  readonly atOnce: number
  readonly everyMs: number
}

/**
 * Takes one unit of each allowance and returns 0. If one of them is used up, takes nothing and returns how many
 * milliseconds to wait. Counts are stored in the database, so that they survive a restart (GCRA, ITU-T I.371).
 */
export const takeAllowances = async (tx: Tx, now: number, rules: readonly Allowance[]): Promise<number> => {
  const subjects = rules.map(({ subject }) => hashSecret(subject))
  const rows = await tx.select().from(allowances).where(inArray(allowances.subject, subjects))
  const wholeAt = rules.map((rule, index) => {
    const stored = rows.find(({ subject }) => subject === subjects[index])?.wholeAt ?? 0
    // A clock that was set back must not block anybody for longer than the rule allows.
    return Math.min(Math.max(stored, now), now + rule.atOnce * rule.everyMs)
  })
  const waitMs = Math.max(0, ...rules.map((rule, i) => (wholeAt[i] ?? now) - (rule.atOnce - 1) * rule.everyMs - now))
  if (waitMs > 0) return waitMs
  for (const [index, subject] of subjects.entries()) {
    const next = (wholeAt[index] ?? now) + (rules[index]?.everyMs ?? 0)
    await tx
      .insert(allowances)
      .values({ subject, wholeAt: next })
      .onConflictDoUpdate({ target: allowances.subject, set: { wholeAt: next } })
  }
  return 0
}

/** Returns one unit to each allowance, for an act that turned out not to count. */
export const returnAllowances = async (tx: Tx, rules: readonly Allowance[]): Promise<void> => {
  for (const { subject, everyMs } of rules) {
    await tx
      .update(allowances)
      .set({ wholeAt: sql`max(0, ${allowances.wholeAt} - ${everyMs})` })
      .where(inArray(allowances.subject, [hashSecret(subject)]))
  }
}

/** Resets allowances, so that nothing counts as used. */
export const clearAllowances = async (tx: Tx, rules: readonly Pick<Allowance, 'subject'>[]): Promise<void> => {
  const subjects = rules.map(({ subject }) => hashSecret(subject))
  await tx.delete(allowances).where(inArray(allowances.subject, subjects))
}
