import { DrizzleQueryError } from 'drizzle-orm/errors'
import type { Executor, StatementResult } from './connection.ts'
import type { Statement } from './connection.ts'

const executors = new WeakMap<object, Executor>()

/** Remembers by which executor a Drizzle instance runs its statements. */
export const rememberExecutor = <T extends object>(drizzle: T, executor: Executor): T => {
  executors.set(drizzle, executor)
  return drizzle
}

/** Runs a statement where a Drizzle instance would run it, under its guards, and fails as it would. */
export const runOn = async (drizzle: object, statement: Statement): Promise<StatementResult> => {
  const executor = executors.get(drizzle)
  if (!executor) throw new TypeError('Only what `openDatabase` hands out runs statements.')
  try {
    return await executor.execute(statement)
  } catch (error) {
    throw new DrizzleQueryError(statement.sql, [...statement.args], error instanceof Error ? error : undefined)
  }
}
