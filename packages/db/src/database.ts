import { existsSync, mkdirSync, statSync } from 'node:fs'
import { basename, dirname, resolve } from 'node:path'
import type { Client } from '@libsql/client'
import type { LibSQLDatabase } from 'drizzle-orm/libsql'
import { drizzle } from 'drizzle-orm/libsql'
import type { Executor } from './connection.ts'
import { rememberExecutor } from './executors.ts'
import type { LocalOptions } from './local-connection.ts'
import { codeOf, DISK_ADVICE, isStorageFault, LocalConnection } from './local-connection.ts'
import { assertOwnFile, migrate } from './migrate.ts'
import { RemoteConnection } from './remote-connection.ts'
import { makeStorageCheck, writeProbe } from './storage-check.ts'
import type { WriteQueueLimits } from './write-queue.ts'
import { defaultWriteQueueLimits, WriteQueue } from './write-queue.ts'

type Drizzle = LibSQLDatabase

/** Read-only queries, which see committed data. */
export type Reads = Pick<Drizzle, 'select' | 'selectDistinct' | '$with' | 'with' | '$count' | 'values'>

/** Queries inside one transaction of the write queue. Await every statement. */
export type Tx = Pick<Drizzle, 'insert' | 'update' | 'delete' | 'run'> & Reads

/** The database of one shop. Reads never wait; writes go through one queue. */
export interface Database {
  readonly read: Reads
  /**
   * Runs a transaction and resolves after its commit. Rejects with the error of `work`, or with `busy` if too many
   * writes are waiting. Rolls back a transaction that holds the connection for more than `maxMs` (default 2 s).
   */
  readonly write: <T>(work: (tx: Tx) => Promise<T>, maxMs?: number) => Promise<T>
  /** The names of all applied migrations. */
  readonly migrations: readonly string[]
  /** Returns a number that changes after every commit by any process, or null if the database cannot provide one. */
  readonly dataVersion: () => number | null
  /** Returns the number of writes that are waiting or running. */
  readonly openWrites: () => number
  /** Returns whether writes succeed, tested with a small write at most every 5 s, or every second after a failure. */
  readonly isWritable: () => Promise<boolean>
  readonly close: () => Promise<void>
}

export interface DatabaseOptions {
  /** `file:PATH`, or `libsql://…`, `https://…`, `http://…` for a remote server. */
  readonly url: string
  readonly authToken?: string | undefined
  readonly encryptionKey?: string | undefined
  readonly limits?: WriteQueueLimits
}

/** Opens a database and applies pending migrations. Throws if it cannot be written or is another program's. */
export const openDatabase = async (options: DatabaseOptions): Promise<Database> => {
  const { reader, writer } = connect(options)
  const probe = { run: async () => {} }
  const check = makeStorageCheck(() => probe.run())
  const queue = new WriteQueue(writer, { ...defaultWriteQueueLimits, ...options.limits, onStorageFull: check.noteFull })
  probe.run = () => queue.run(writeProbe)
  const migrations = await migrate(queue)
  return {
    read: drizzleOver(reader()),
    write: (work, maxMs) => queue.run((executor) => work(drizzleOver(executor)), maxMs),
    migrations,
    dataVersion: () => {
      const connection = reader()
      return connection instanceof LocalConnection ? connection.dataVersion() : null
    },
    openWrites: () => queue.depth,
    // Pending writes report a full disk themselves, and a health check must not queue behind them.
    isWritable: () => (queue.depth > 0 ? Promise.resolve(!check.isKnownFull()) : check.isWritable()),
    close: async () => {
      // Close the reader first, so that the writer can fold the whole log back into the file.
      reader().close()
      await queue.close()
    },
  }
}

/** Returns the absolute path of a `file:` URL, or null for the URL of a server. */
export const filePathOf = (url: string): string | null =>
  url.startsWith('file:') ? resolve(url.slice('file:'.length)) : null

const connect = (options: DatabaseOptions) => {
  const path = filePathOf(options.url)
  if (path === null) {
    const writer = new RemoteConnection(options)
    const reader = new RemoteConnection(options)
    return { writer, reader: () => reader }
  }
  mkdirSync(dirname(path), { recursive: true })
  const local = { path, encryptionKey: options.encryptionKey }
  if (existsSync(path)) assertOwnFile(local)
  else assertNoLog(path)
  const writer = openWriter(local)
  return { writer, reader: lazily(() => new LocalConnection(local, 'read')) }
}

const openWriter = (local: LocalOptions): LocalConnection => {
  try {
    return new LocalConnection(local, 'write')
  } catch (error) {
    if (!isStorageFault(error)) throw error
    throw new Error(`The database cannot be written (${codeOf(error)}): ${DISK_ADVICE}`, { cause: error })
  }
}

/** Throws if a log exists without its database: it has the latest writes, and a new database would destroy them. */
const assertNoLog = (path: string): void => {
  const log = `${path}-wal`
  if ((statSync(log, { throwIfNoEntry: false })?.size ?? 0) === 0) return
  throw new Error(
    `The database file is missing, but its log ${basename(log)} is there: restore the file, or move the log away to begin an empty shop.`
  )
}

/** Returns a function that calls `make` on its first call and returns the same value from then on. */
export const lazily = <T>(make: () => T): (() => T) => {
  let made: T | undefined
  return () => (made ??= make())
}

const drizzleOver = (executor: Executor): Drizzle => rememberExecutor(drizzle({ client: asClient(executor) }), executor)

/** Drizzle's libSQL session only calls `execute` on its client unless a batch or transaction is started on it. */
export const asClient = (executor: Executor): Client => executor as unknown as Client
