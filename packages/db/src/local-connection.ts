import Database from 'libsql'
import type { Executor, Statement, StatementResult, WriteConnection } from './connection.ts'
import { bindable, DatabaseLocked, StorageFull } from './connection.ts'

/** The path and the encryption key of a local database. */
export interface LocalOptions {
  readonly path: string
  readonly encryptionKey?: string | undefined
}

/** The SQLite application ID that marks a file as a Tradepost database: "TPST" in ASCII. */
export const APPLICATION_ID = 0x54_50_53_54

// Short, because the driver waits synchronously and blocks the whole process. The queue retries without blocking.
const LOCK_WAIT_MS = 50
const MAX_CACHED_STATEMENTS = 500

const settings = {
  journal_mode: 'wal',
  synchronous: 2,
  foreign_keys: 1,
} as const

/**
 * A connection to a local libSQL file that caches prepared statements. The stock client prepares every statement again,
 * opens more connections without these settings, and can no longer commit after one SQLITE_BUSY; see decision 3.
 */
export class LocalConnection implements Executor, WriteConnection {
  readonly #options: LocalOptions
  readonly #readOnly: boolean
  #database: Database.Database
  #statements = new Map<string, Prepared>()
  /**
   * Statements that read only the first row. The driver's `get` resets a statement after a success but not before it
   * starts: after `all` or after a failure, it would return rows for the previous values.
   */
  #ofFirstRow = new Map<string, Prepared>()

  constructor(options: LocalOptions, mode: 'write' | 'read') {
    this.#options = options
    this.#readOnly = mode === 'read'
    this.#database = this.#open()
  }

  // Runs synchronously, so that statements of the same tick never interleave.
  execute = (statement: Statement): Promise<StatementResult> => {
    try {
      return Promise.resolve(this.#run(statement))
    } catch (error) {
      return Promise.reject(this.#told(error))
    }
  }

  begin = async (): Promise<Executor> => {
    try {
      // While the disk is full, `reopen` fails too, so the connection may still be closed.
      if (!this.#database.open) this.#database = this.#open()
      this.#database.exec('BEGIN IMMEDIATE')
    } catch (error) {
      throw isBusy(error)
        ? new DatabaseLocked('Another process holds the write lock.', { cause: error })
        : this.#told(error)
    }
    return this
  }

  commit = async (): Promise<void> => {
    try {
      this.#database.exec('COMMIT')
    } catch (error) {
      throw this.#told(error)
    }
  }

  rollback = async (): Promise<void> => {
    if (this.#database.inTransaction) this.#database.exec('ROLLBACK')
  }

  reopen = async (): Promise<void> => {
    this.close()
    this.#database = this.#open()
  }

  /** Returns a number that changes after every commit of another connection. */
  dataVersion = (): number => {
    const { rows } = this.#run({ sql: 'PRAGMA data_version', args: [] })
    return Number(rows[0]?.[0])
  }

  /** Returns the connection's current settings, for a health check. */
  readSettings = (): Record<string, unknown> =>
    Object.fromEntries(Object.keys(settings).map((name) => [name, pragma(this.#database, name)]))

  close = (): void => {
    this.#statements = new Map()
    this.#ofFirstRow = new Map()
    if (this.#database.open) this.#database.close()
  }

  /**
   * Folds the write-ahead log back into the file. Closing does this only for the last connection, and the driver keeps
   * a connection open until its prepared statements are garbage-collected.
   */
  fold = async (): Promise<void> => {
    if (this.#database.open) this.#database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  }

  #told(error: unknown): unknown {
    // The reader's own setting (`query_only`) rejects writes, which says nothing about the disk.
    if (this.#readOnly || !isStorageFault(error)) return error
    return new StorageFull(`The database cannot be written (${codeOf(error)}).`, { cause: error })
  }

  #open(): Database.Database {
    const { path, encryptionKey } = this.#options
    const database = new Database(path, openingOptions(encryptionKey, LOCK_WAIT_MS))
    for (const [name, value] of Object.entries(settings)) database.exec(`PRAGMA ${name} = ${value}`)
    database.exec('PRAGMA cache_size = -65536')
    database.exec('PRAGMA temp_store = memory')
    if (this.#readOnly) database.exec('PRAGMA query_only = on')
    else if (pragma(database, 'application_id') === 0) database.exec(`PRAGMA application_id = ${APPLICATION_ID}`)
    assertSettings(database)
    return database
  }

  #run({ sql, args, isForOne }: Statement): StatementResult {
    const known = isForOne ? this.#ofFirstRow : this.#statements
    const { statement, isReader } = known.get(sql) ?? this.#prepare(sql, known)
    const values = bindable(args)
    if (!isReader) return { rows: [], rowsAffected: statement.run(values).changes }
    if (!isForOne) return { rows: asRows(statement.all(values)), rowsAffected: 0 }
    try {
      const row = statement.get(values)
      return { rows: row === undefined ? [] : asRows([row]), rowsAffected: 0 }
    } catch (error) {
      known.delete(sql)
      throw error
    }
  }

  #prepare(sql: string, known: Map<string, Prepared>): Prepared {
    const statement = this.#database.prepare(sql)
    const isReader = statement.reader
    if (isReader) statement.raw(true)
    if (known.size >= MAX_CACHED_STATEMENTS) known.clear()
    const prepared = { statement, isReader }
    known.set(sql, prepared)
    return prepared
  }
}

/** A statement and whether it returns rows. Asking the driver each time takes as long as a small statement. */
interface Prepared {
  readonly statement: Database.Statement
  readonly isReader: boolean
}

const assertSettings = (database: Database.Database): void => {
  for (const [name, value] of Object.entries(settings)) {
    const actual = pragma(database, name)
    if (actual !== value) throw new Error(`The database did not accept ${name}: it is ${String(actual)}.`)
  }
}

const pragma = (database: Database.Database, name: string): unknown =>
  asRows(database.prepare(`PRAGMA ${name}`).raw(true).all([]))[0]?.[0]

/** Returns the driver's options. Its type declarations lack `encryptionKey`, which it supports. */
export const openingOptions = (encryptionKey: string | undefined, timeout: number): Database.Options => {
  const options: Database.Options & { encryptionKey?: string } = { timeout }
  if (encryptionKey) options.encryptionKey = encryptionKey
  return options
}

/** In raw mode every row is an array, which the driver's type declarations do not know. */
const asRows = (rows: unknown[]): unknown[][] => rows as unknown[][]

/** Returns whether a driver error means that another process holds a lock. */
export const isBusy = (error: unknown): boolean => codeOf(error).startsWith('SQLITE_BUSY')

// SQLite reports an exceeded quota or file size limit as an I/O error, not as SQLITE_FULL.
const storageFaults =
  /^SQLITE_(?:FULL|READONLY|CANTOPEN|IOERR_(?:WRITE|FSYNC|DIR_FSYNC|TRUNCATE|SHMSIZE|SHMOPEN|SHMMAP))/

/** Advice for the operator when the database cannot be written. */
export const DISK_ADVICE = 'see that the disk has space left and that the folder of the database can be written.'

/** Returns whether a driver error means that the database cannot be written. */
export const isStorageFault = (error: unknown): boolean => storageFaults.test(codeOf(error))

/** Returns the code of a driver error, such as `SQLITE_BUSY`, or the text of any other error. */
export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error)
