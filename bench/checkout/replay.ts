import { createRequire } from 'node:module'
import type { Recorded } from './record.ts'

const require = createRequire(import.meta.url)

interface HandStatement {
  readonly reader: boolean
  readonly raw: (on: boolean) => HandStatement
  readonly all: (...args: readonly unknown[]) => unknown[]
  readonly run: (...args: readonly unknown[]) => unknown
}

/** As much of better-sqlite3 as is used here; it brings no types. */
export interface HandShop {
  readonly prepare: (sql: string) => HandStatement
  readonly exec: (sql: string) => unknown
  readonly close: () => void
}

type Open = new (path: string, options: { nativeBinding: string }) => HandShop

/** Opens a shop with better-sqlite3 and the settings of the product. */
export const openByHand = (path: string, nativeBinding: string): HandShop => {
  const Database: Open = require('better-sqlite3')
  const db = new Database(path, { nativeBinding })
  for (const setting of ['journal_mode = wal', 'synchronous = full', 'foreign_keys = on', 'cache_size = -65536']) {
    db.exec(`PRAGMA ${setting}`)
  }
  db.exec('PRAGMA temp_store = memory')
  return db
}

/** Runs the statements of orders with statements that are prepared once, `group` orders a commit; answers each commit's time in ms. */
export const replay = (db: HandShop, orders: readonly (readonly Recorded[])[], group: number): number[] => {
  const prepared = new Map<string, HandStatement>()
  const statementOf = (sql: string): HandStatement => {
    const known = prepared.get(sql)
    if (known) return known
    const statement = db.prepare(sql)
    if (statement.reader) statement.raw(true)
    prepared.set(sql, statement)
    return statement
  }
  const run = ({ sql, args }: Recorded) => {
    const statement = statementOf(sql)
    return statement.reader ? statement.all(...args) : statement.run(...args)
  }
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
