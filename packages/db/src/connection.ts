/** An SQL statement with its positional values. */
export interface Statement {
  readonly sql: string
  readonly args: readonly unknown[]
  /** Reads at most the first row, which takes the driver half the time. Writes of the statement still complete. */
  readonly isForOne?: boolean
}

/** Rows as arrays in column order, and the number of rows that a statement without RETURNING changed. */
export interface StatementResult {
  readonly rows: readonly (readonly unknown[])[]
  readonly rowsAffected: number
}

/** Runs one statement at a time. */
export interface Executor {
  execute(statement: Statement): Promise<StatementResult>
}

/** The only connection that writes. Only the write queue uses it. */
export interface WriteConnection {
  /** Begins a transaction and takes the write lock. Throws {@link DatabaseLocked} if another process has the lock. */
  begin(): Promise<Executor>
  commit(): Promise<void>
  rollback(): Promise<void>
  /** Closes and reopens the connection, and sets and verifies its settings again. */
  reopen(): Promise<void>
  /** Writes the contents of the write-ahead log into the database file. */
  fold(): Promise<void>
  close(): void
}

/** Another process holds the file's write lock. */
export class DatabaseLocked extends Error {
  override readonly name = 'DatabaseLocked'
}

/** The database cannot be written: the disk or its quota is full, or the file or its folder is read-only. */
export class StorageFull extends Error {
  override readonly name = 'StorageFull'
}

type Bound = string | number | bigint | null

/**
 * Converts values to types that are safe to bind. Whole numbers become BigInts, because the driver binds a JavaScript
 * number as REAL, which would turn integer arithmetic in SQL into floating point. Throws for values that would make the
 * driver abort the process.
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
