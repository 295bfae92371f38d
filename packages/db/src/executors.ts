import { DrizzleQueryError } from 'drizzle-orm/errors'
import type { Executor, StatementResult } from './connection.ts'
import type { Statement } from './connection.ts'

const executors = new WeakMap<object, Executor>()

/** Records which executor runs the statements of a Drizzle instance. */
export const rememberExecutor = <T extends object>(drizzle: T, executor: Executor): T => {
  executors.set(drizzle, executor)
  return drizzle
}

/** A statement to run: `statement` builds it when it runs, and `take` converts its result for the caller. */
export interface Run<T> {
  readonly statement: () => Statement
  readonly take: (result: StatementResult) => T
}

/** Runs a statement on the executor of a Drizzle instance, with the same checks and errors as Drizzle itself. */
export const runOn = async <T>(drizzle: object, { statement: bind, take }: Run<T>): Promise<T> => {
  const executor = executors.get(drizzle)
  if (!executor) throw new TypeError('Only what `openDatabase` hands out runs statements.')
  const statement = bind()
  let result: StatementResult
  try {
    result = await executor.execute(statement)
  } catch (error) {
    throw new DrizzleQueryError(statement.sql, [...statement.args], error instanceof Error ? error : undefined)
  }
  return take(result)
}
