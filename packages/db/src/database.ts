import { existsSync, mkdirSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { Client } from '@libsql/client'
import type { LibSQLDatabase } from 'drizzle-orm/libsql'
import { drizzle } from 'drizzle-orm/libsql'
import type { Executor } from './connection.ts'
import { rememberExecutor } from './executors.ts'
import { LocalConnection } from './local-connection.ts'
import { assertOwnFile, migrate } from './migrate.ts'
import { RemoteConnection } from './remote-connection.ts'
import type { WriteQueueLimits } from './write-queue.ts'
import { WriteQueue } from './write-queue.ts'

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
  /** Counts the writes that wait or are under way. */
  readonly openWrites: () => number
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
  const queue = new WriteQueue(writer, options.limits)
  const migrations = await migrate(queue)
  return {
    read: drizzleOver(reader()),
    write: (work, maxMs) => queue.run((executor) => work(drizzleOver(executor)), maxMs),
    migrations,
    openWrites: () => queue.depth,
    close: async () => {
      // The last connection to close folds the log back into the file, and the reading one may not write.
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
  const writer = new LocalConnection(local, 'write')
  return { writer, reader: lazily(() => new LocalConnection(local, 'read')) }
}

/** Makes something when it is first asked for, once. */
export const lazily = <T>(make: () => T): (() => T) => {
  let made: T | undefined
  return () => (made ??= make())
}

const drizzleOver = (executor: Executor): Drizzle => rememberExecutor(drizzle({ client: asClient(executor) }), executor)

/** Drizzle's libSQL session asks a client for nothing but `execute` as long as no batch or transaction is begun on it. */
export const asClient = (executor: Executor): Client => executor as unknown as Client
