import type { Column } from 'drizzle-orm'
import { getTableColumns, getTableName } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Tx } from './database.ts'
import { runOn } from './executors.ts'

interface Written {
  readonly sql: string
  readonly columns: readonly Column[]
}

const inserts = new WeakMap<SQLiteTable, Map<string, Written>>()
const updates = new WeakMap<SQLiteTable, Map<string, Written>>()

/** Inserts one row by a statement that is written once for its table and keys; what it leaves out is the table's default. */
export const insertRow = async <T extends SQLiteTable>(tx: Tx, table: T, row: T['$inferInsert']): Promise<void> => {
  const written = remembered(inserts, { table, keys: Object.keys(row), write: writeInsert })
  await runOn(tx, { sql: written.sql, args: encode(written.columns, Object.values(row)) })
}

/** Sets columns of the row with this id by a statement that is written once for its table and keys. */
export const updateRow = async <T extends SQLiteTable>(
  tx: Tx,
  table: T,
  { id, ...to }: Partial<T['$inferInsert']> & { readonly id: string }
): Promise<void> => {
  const written = remembered(updates, { table, keys: Object.keys(to), write: writeUpdate })
  await runOn(tx, { sql: written.sql, args: [...encode(written.columns, Object.values(to)), id] })
}

const encode = (columns: readonly Column[], values: readonly unknown[]): unknown[] =>
  columns.map((column, n) => {
    const value = values[n] ?? null
    return value === null ? null : column.mapToDriverValue(value)
  })

interface ToWrite {
  readonly table: SQLiteTable
  readonly keys: readonly string[]
  readonly write: (name: string, columns: readonly string[]) => string
}

const remembered = (by: typeof inserts, { table, keys, write }: ToWrite): Written => {
  const known = by.get(table) ?? new Map<string, Written>()
  by.set(table, known)
  const name = keys.join()
  const written = known.get(name) ?? writeFor({ table, keys, write })
  known.set(name, written)
  return written
}

const writeFor = ({ table, keys, write }: ToWrite): Written => {
  const all = getTableColumns(table)
  const columns = keys.map((key) => {
    const column = all[key]
    if (!column) throw new TypeError(`${getTableName(table)} has no column ${key}.`)
    return column
  })
  const names = columns.map(({ name }) => name)
  return { columns, sql: write(getTableName(table), names) }
}

const writeInsert = (table: string, names: readonly string[]): string =>
  `insert into ${table} (${names.join(', ')}) values (${names.map(() => '?').join(', ')})`

const writeUpdate = (table: string, names: readonly string[]): string =>
  `update ${table} set ${names.map((name) => `${name} = ?`).join(', ')} where id = ?`
