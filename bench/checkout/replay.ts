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

/** As much of a driver as is used here; better-sqlite3 brings no types, and those of libsql leave out `raw`. */
export interface HandShop {
  readonly prepare: (sql: string) => HandStatement
  readonly exec: (sql: string) => unknown
  readonly close: () => void
}

type Open = new (path: string, options: { nativeBinding: string }) => HandShop

/** Opens a shop with better-sqlite3 and the settings of the product. */
export const openByHand = (path: string, nativeBinding: string): HandShop => {
  const Database: Open = require('better-sqlite3')
  return set(new Database(path, { nativeBinding }))
}

/** Opens a shop with the driver of the product itself, and nothing else of it. */
export const openByDriver = (path: string): HandShop => set(new Sqlite(path))

const set = (db: HandShop): HandShop => {
  for (const setting of ['journal_mode = wal', 'synchronous = full', 'foreign_keys = on', 'cache_size = -65536']) {
    db.exec(`PRAGMA ${setting}`)
  }
  db.exec('PRAGMA temp_store = memory')
  return db
}

/** Runs the statements of orders with statements that are prepared once, `group` orders a commit; answers each commit's time in ms. */
export const replay = (db: HandShop, orders: readonly (readonly Recorded[])[], group: number): number[] => {
  const prepared = new Map<string, (args: readonly unknown[]) => unknown>()
  const prepare = ({ sql, act }: Recorded) => {
    const statement = db.prepare(sql)
    if (statement.reader) statement.raw(true)
    const run = statement[act].bind(statement)
    prepared.set(`${act} ${sql}`, run)
    return run
  }
  const run = (recorded: Recorded) =>
    (prepared.get(`${recorded.act} ${recorded.sql}`) ?? prepare(recorded))(recorded.args)
  const times: number[] = []
  for (let done = 0; done < orders.length; done += group) {
    const startedAt = performance.now()
    db.exec('BEGIN IMMEDIATE')
    for (const order of orders.slice(done, done + group)) order.forEach(run)
    db.exec('COMMIT')
    times.push(performance.now() - startedAt)
  }
  return times
}
