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

/** Reads, at any time, what is committed. */
export type Reads = Pick<Drizzle, 'select' | 'selectDistinct' | '$with' | 'with' | '$count' | 'values'>

/** Reads and writes inside one transaction of the write queue. Await every statement. */
export type Tx = Pick<Drizzle, 'insert' | 'update' | 'delete' | 'run'> & Reads

/** The database of one shop: reads that never wait, writes through one queue. */
export interface Database {
  readonly read: Reads
  /**
   * Runs a transaction and answers after its commit; throws what `work` throws, `busy` when too many wait. One that
   * holds the connection for more than `maxMs` (2 s unless told) is rolled back.
   */
  readonly write: <T>(work: (tx: Tx) => Promise<T>, maxMs?: number) => Promise<T>
  /** Names the migrations that the tables have been through. */
  readonly migrations: readonly string[]
  /** Gives a number that is another one after every commit, whoever made it; null where the database cannot tell. */
  readonly dataVersion: () => number | null
  /** Counts the writes that wait or are under way. */
  readonly openWrites: () => number
  /** Tells whether writes are taken now, by making a small one; every 5 s at most, or every second after one has failed. */
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

/** Opens a database, brings its tables up to date, and hands out its reading and writing sides. */
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
    // While writes wait, each of them finds out as much, and a health check is not to wait behind them.
    isWritable: () => (queue.depth > 0 ? Promise.resolve(!check.isKnownFull()) : check.isWritable()),
    close: async () => {
      // The log is folded back into the file by the writing side, once nobody reads.
      reader().close()
      await queue.close()
    },
  }
}

/** Gives the path of a `file:` address, or null where the address is a server's. */
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

/** The log holds what was written last: a new file beside it would lose that for good. */
const assertNoLog = (path: string): void => {
  const log = `${path}-wal`
  if ((statSync(log, { throwIfNoEntry: false })?.size ?? 0) === 0) return
  throw new Error(
    `The database file is missing, but its log ${basename(log)} is there: restore the file, or move the log away to begin an empty shop.`
  )
}

/** Makes something when it is first asked for, once. */
export const lazily = <T>(make: () => T): (() => T) => {
  let made: T | undefined
  return () => (made ??= make())
}

const drizzleOver = (executor: Executor): Drizzle => rememberExecutor(drizzle({ client: asClient(executor) }), executor)

/** Drizzle's libSQL session asks a client for nothing but `execute` as long as no batch or transaction is begun on it. */
export const asClient = (executor: Executor): Client => executor as unknown as Client
