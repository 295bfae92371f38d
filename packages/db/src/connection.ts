/** A statement with its positional values. */
export interface Statement {
  readonly sql: string
  readonly args: readonly unknown[]
  /** Asks for the first row at most, which the driver reads in half the time; what a statement writes is written whole. */
  readonly isForOne?: boolean
}

/** Rows as arrays in column order, and how many rows a statement without RETURNING has changed. */
export interface StatementResult {
  readonly rows: readonly (readonly unknown[])[]
  readonly rowsAffected: number
}

/** Runs one statement at a time. */
export interface Executor {
  execute(statement: Statement): Promise<StatementResult>
}

/** The one connection that writes; only the write queue holds it. */
export interface WriteConnection {
  /** Begins a transaction that holds the write lock from its start; throws {@link DatabaseLocked} where another process has it. */
  begin(): Promise<Executor>
  commit(): Promise<void>
  rollback(): Promise<void>
  /** Closes and opens the connection anew, with its settings set and asserted again. */
  reopen(): Promise<void>
  /** Puts what is written only to a log into the database file itself. */
  fold(): Promise<void>
  close(): void
}

/** The file's write lock is held by another process. */
export class DatabaseLocked extends Error {
  override readonly name = 'DatabaseLocked'
}

/** Nothing can be written: the disk or its quota is full, or the file or its folder is read-only. */
export class StorageFull extends Error {
  override readonly name = 'StorageFull'
}

type Bound = string | number | bigint | null

/**
 * Makes values safe to bind. Whole numbers go as integers, since the driver binds a JavaScript number as REAL and integer
 * arithmetic in SQL would leave integers; what the driver would abort the process on is refused here.
 */
export const bindable = (args: readonly unknown[]): Bound[] => args.map(bindOne)

const bindOne = (value: unknown): Bound => {
  if (value === null || value === undefined) return null
  if (typeof value === 'boolean') return value ? 1n : 0n
  if (typeof value === 'number') return Number.isSafeInteger(value) ? BigInt(value) : finite(value)
  if (typeof value === 'bigint') return value
  if (typeof value === 'string') return withoutNul(value)
  throw new TypeError('Only text, numbers, booleans and null can be bound to a statement.')
}

const finite = (value: number): number => {
  if (Number.isFinite(value) && !Number.isInteger(value)) return value
  throw new RangeError('A number bound to a statement must be finite and within 2^53.')
}

const withoutNul = (text: string): string => {
  if (text.includes('\u0000')) throw new RangeError('Text bound to a statement must not hold U+0000.')
  return text
}
