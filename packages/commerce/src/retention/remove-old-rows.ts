import type { SQL } from 'drizzle-orm'
import { sql } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import type { RetentionRule } from './retention-rules.ts'
import { retentionRules } from './retention-rules.ts'

/** The most rows that one step takes: few enough that orders never wait for it. */
export const RETENTION_BATCH = 200

/**
 * Does one step: deletes at most 200 rows by each rule, each rule in a transaction of its own, so that other writes come in
 * between. Answers how many rows it has dealt with; 0 means that nothing is over.
 */
export const removeOldRows = async (deps: Pick<Deps, 'db' | 'now'>): Promise<number> => {
  let removed = 0
  for (const rule of retentionRules) {
    const statement = statementOf(rule, deps.now() - rule.keptMs)
    removed += await deps.db.write(async (tx) => (await tx.run(statement)).rowsAffected)
  }
  return removed
}

/** Writes the statement of one step of a rule. */
export const statementOf = ({ table, key, isOver, forgets }: RetentionRule, before: number): SQL => {
  const rows = sql`(${sql.raw(key)}) in (
    select ${sql.raw(key)} from ${sql.raw(table)} where ${isOver(before)} limit ${RETENTION_BATCH}
  )`
  if (forgets === undefined) return sql`delete from ${sql.raw(table)} where ${rows}`
  return sql`update ${sql.raw(table)} set ${sql.raw(forgets)} = null where ${rows}`
}
