import { DrizzleQueryError } from 'drizzle-orm/errors'
import type { Executor, StatementResult } from './connection.ts'
import type { Statement } from './connection.ts'

const executors = new WeakMap<object, Executor>()

/** Remembers by which executor a Drizzle instance runs its statements. */
export const rememberExecutor = <T extends object>(drizzle: T, executor: Executor): T => {
  executors.set(drizzle, executor)
  return drizzle
}

/** What is run, made only when it is: `statement` binds the values, `take` gives what the caller wants of the result. */
export interface Run<T> {
  readonly statement: () => Statement
  readonly take: (result: StatementResult) => T
}

/** Runs a statement where a Drizzle instance would run it, under its guards, and fails as it would. */
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
