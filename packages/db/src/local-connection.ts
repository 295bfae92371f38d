import Database from 'libsql'
import type { Executor, Statement, StatementResult, WriteConnection } from './connection.ts'
import { bindable, DatabaseLocked, StorageFull } from './connection.ts'

/** Where a local database lies and how it is opened. */
export interface LocalOptions {
  readonly path: string
  readonly encryptionKey?: string | undefined
}

/** Marks a file as a Tradepost database: "TPST" in ASCII. */
export const APPLICATION_ID = 0x54_50_53_54

// Short, because the driver waits synchronously and the whole process with it; the queue retries without blocking.
const LOCK_WAIT_MS = 50
const MAX_CACHED_STATEMENTS = 500

const settings = {
  journal_mode: 'wal',
  synchronous: 2,
  foreign_keys: 1,
} as const

/**
 * One connection to a local libSQL file, with prepared statements kept. The stock client prepares every statement anew,
 * opens further connections without these settings, and stays unable to commit after one SQLITE_BUSY; see decision 3.
 */
export class LocalConnection implements Executor, WriteConnection {
  readonly #options: LocalOptions
  readonly #readOnly: boolean
  #database: Database.Database
  #statements = new Map<string, Prepared>()
  /**
   * Those of which the first row is read. The driver's `get` rewinds a statement after it has succeeded and never before it
   * begins: run on one that `all` has read, or that has failed, it would answer for the values of before.
   */
  #ofFirstRow = new Map<string, Prepared>()

  constructor(options: LocalOptions, mode: 'write' | 'read') {
    this.#options = options
    this.#readOnly = mode === 'read'
    this.#database = this.#open()
  }

  // Synchronous inside, so that a statement is never interleaved with another one of the same tick.
  execute = (statement: Statement): Promise<StatementResult> => {
    try {
      return Promise.resolve(this.#run(statement))
    } catch (error) {
      return Promise.reject(this.#told(error))
    }
  }

  begin = async (): Promise<Executor> => {
    try {
      // Opening it anew fails as well while the disk is full, and is then made good here.
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

  /** Gives a number that is another one after every commit of any other connection. */
  dataVersion = (): number => {
    const { rows } = this.#run({ sql: 'PRAGMA data_version', args: [] })
    return Number(rows[0]?.[0])
  }

  /** Gives the settings as the connection has them now, for a health check. */
  readSettings = (): Record<string, unknown> =>
    Object.fromEntries(Object.keys(settings).map((name) => [name, pragma(this.#database, name)]))

  close = (): void => {
    this.#statements = new Map()
    this.#ofFirstRow = new Map()
    if (this.#database.open) this.#database.close()
  }

  /**
   * Folds the write-ahead log back into the file. Closing does so only for the last connection, and the driver keeps one open
   * until the statements that were prepared on it are collected as garbage.
   */
  fold = async (): Promise<void> => {
    if (this.#database.open) this.#database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  }

  #told(error: unknown): unknown {
    // The reading side is refused writes by its own setting, which says nothing about the disk.
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

/** A statement, and whether it gives rows: asking the driver each time takes as long as a small statement. */
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

/** Gives the driver's options; its declarations leave out `encryptionKey`, which it reads. */
export const openingOptions = (encryptionKey: string | undefined, timeout: number): Database.Options => {
  const options: Database.Options & { encryptionKey?: string } = { timeout }
  if (encryptionKey) options.encryptionKey = encryptionKey
  return options
}

/** The driver's declarations know nothing of raw mode; in it every row is an array. */
const asRows = (rows: unknown[]): unknown[][] => rows as unknown[][]

/** Tells whether an error of the driver means that another process holds a lock. */
export const isBusy = (error: unknown): boolean => codeOf(error).startsWith('SQLITE_BUSY')

// Running into a quota or a limit on the size of files is an I/O error to SQLite, and not FULL.
const storageFaults =
  /^SQLITE_(?:FULL|READONLY|CANTOPEN|IOERR_(?:WRITE|FSYNC|DIR_FSYNC|TRUNCATE|SHMSIZE|SHMOPEN|SHMMAP))/

/** What helps where nothing can be written. */
export const DISK_ADVICE = 'see that the disk has space left and that the folder of the database can be written.'

/** Tells whether an error of the driver means that nothing can be written. */
export const isStorageFault = (error: unknown): boolean => storageFaults.test(codeOf(error))

/** Gives the driver's name for what went wrong, as `SQLITE_BUSY`; of any other error its text. */
export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error)
