import type { SQL } from 'drizzle-orm'
import { sql } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import type { RetentionRule } from './retention-rules.ts'
import { retentionRules } from './retention-rules.ts'

/** The most rows that one step handles per rule: few enough that orders never wait for it. */
export const RETENTION_BATCH = 200

/**
 * Performs one step: handles at most 200 rows per rule, each rule in its own transaction, so that other writes can run
 * in between. Returns how many rows it handled; 0 means that nothing has expired.
 */
export const removeOldRows = async (deps: Pick<Deps, 'db' | 'now'>): Promise<number> => {
  let removed = 0
  for (const rule of retentionRules) {
    const statement = statementOf(rule, deps.now() - rule.keptMs)
    removed += await deps.db.write(async (tx) => (await tx.run(statement)).rowsAffected)
  }
  return removed
}

/** Builds the statement of one step of a rule. */
export const statementOf = ({ of, key, isOver, forgets }: RetentionRule, before: number): SQL => {
  const rows = sql`(${key}) in (select ${key} from ${of} where ${isOver(before)} limit ${RETENTION_BATCH})`
  if (forgets === undefined) return sql`delete from ${of} where ${rows}`
  return sql`update ${of} set ${forgets} = null where ${rows}`
}
