import { createRequire } from 'node:module'
import Sqlite from 'libsql'
import type { Recorded } from './record.ts'

const require = createRequire(import.meta.url)

interface HandStatement {
  readonly reader: boolean
  readonly raw: (on: boolean) => HandStatement
  readonly all: (args: readonly unknown[]) => unknown[]
  readonly get: (args: readonly unknown[]) => unknown
  readonly run: (args: readonly unknown[]) => unknown
}

/** The part of a driver that is used here. better-sqlite3 has no types, and those of libsql lack `raw`. */
export interface HandShop {
  readonly prepare: (sql: string) => HandStatement
  readonly exec: (sql: string) => unknown
  readonly close: () => void
}

type Open = new (path: string, options: { nativeBinding: string }) => HandShop

/** Opens a shop with better-sqlite3 and the database settings of the product. */
export const openByHand = (path: string, nativeBinding: string): HandShop => {
  const Database: Open = require('better-sqlite3')
  return set(new Database(path, { nativeBinding }))
}

/** Opens a shop with the product's own driver but none of its other code. */
export const openByDriver = (path: string): HandShop => set(new Sqlite(path))

const set = (db: HandShop): HandShop => {
  for (const setting of ['journal_mode = wal', 'synchronous = full', 'foreign_keys = on', 'cache_size = -65536']) {
    db.exec(`PRAGMA ${setting}`)
  }
  db.exec('PRAGMA temp_store = memory')
  return db
}

/**
 * Runs the recorded statements of orders with statements that are prepared once: a given number of orders per commit,
 * or each in the transactions in which it was recorded. Returns the time of each commit, or of each order, in ms.
 */
export const replay = (
  db: HandShop,
  orders: readonly (readonly Recorded[])[],
  group: number | 'as recorded'
): number[] => {
  const prepared = new Map<string, (args: readonly unknown[]) => unknown>()
  const prepare = (sql: string, act: Exclude<Recorded['act'], 'exec'>) => {
    const statement = db.prepare(sql)
    if (statement.reader) statement.raw(true)
    const run = statement[act].bind(statement)
    prepared.set(`${act} ${sql}`, run)
    return run
  }
  const isWhole = group === 'as recorded'
  const run = ({ sql, act, args }: Recorded) => {
    if (act !== 'exec') (prepared.get(`${act} ${sql}`) ?? prepare(sql, act))(args)
    else if (isWhole) db.exec(sql)
  }
  const times: number[] = []
  const size = isWhole ? 1 : group
  for (let done = 0; done < orders.length; done += size) {
    const startedAt = performance.now()
    if (!isWhole) db.exec('BEGIN IMMEDIATE')
    for (const order of orders.slice(done, done + size)) order.forEach(run)
    if (!isWhole) db.exec('COMMIT')
    times.push(performance.now() - startedAt)
  }
  return times
}
