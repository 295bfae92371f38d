import { Column, getTableColumns, getTableName } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Tx } from './database.ts'
import { runOn } from './executors.ts'

interface Written {
  readonly keys: readonly string[]
  readonly cells: readonly Cell[]
  readonly sql: string
}

interface Cell {
  readonly key: string
  /** Null if the value is bound unchanged. */
  readonly toDriver: ((value: unknown) => unknown) | null
}

/** Returns the SQL for a table and its columns, both by name. */
type Write = (table: string, columns: readonly string[]) => string

/** Inserts one row with a statement cached by table and keys. Missing columns get the table's defaults. */
export const insertRow = <T extends SQLiteTable>(tx: Tx, table: T, row: T['$inferInsert']): Promise<void> =>
  insertFew(tx, table, [row])

/** Inserts a few rows with the same keys, with a statement cached by table, keys and row count. */
export const insertFew = <T extends SQLiteTable>(
  tx: Tx,
  table: T,
  rows: readonly [T['$inferInsert'], ...T['$inferInsert'][]]
): Promise<void> =>
  runOn(tx, {
    statement: () => {
      const written = remembered(insertOf(rows.length), table, Object.keys(rows[0]))
      const args: unknown[] = []
      for (const row of rows) encode(written, row, args)
      return { sql: written.sql, args }
    },
    take: () => undefined,
  })

/** Updates columns of the row with this ID, with a statement cached by table and keys. */
export const updateRow = <T extends SQLiteTable>(
  tx: Tx,
  table: T,
  { id, ...to }: Partial<T['$inferInsert']> & { readonly id: string }
): Promise<void> =>
  runOn(tx, {
    statement: () => {
      const written = remembered(writeUpdate, table, Object.keys(to))
      const args: unknown[] = []
      encode(written, to, args)
      args.push(id)
      return { sql: written.sql, args }
    },
    take: () => undefined,
  })

const encode = ({ cells }: Written, row: object, args: unknown[]): void => {
  // Any object can be read by key; a missing key reads as undefined.
  const values = row as Readonly<Record<string, unknown>>
  for (const { key, toDriver } of cells) {
    const value = values[key] ?? null
    args.push(value === null || toDriver === null ? value : toDriver(value))
  }
}

const known = new Map<Write, WeakMap<SQLiteTable, Written[]>>()

const remembered = (write: Write, table: SQLiteTable, keys: readonly string[]): Written => {
  const byTable = known.get(write) ?? new WeakMap<SQLiteTable, Written[]>()
  known.set(write, byTable)
  const ofTable = byTable.get(table) ?? []
  byTable.set(table, ofTable)
  const found = ofTable.find((one) => isSame(one.keys, keys))
  if (found) return found
  const written = writeFor(write, table, keys)
  ofTable.push(written)
  return written
}

const isSame = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((key, n) => key === b[n])

const writeFor = (write: Write, table: SQLiteTable, keys: readonly string[]): Written => {
  const all = getTableColumns(table)
  const columns = keys.map((key) => {
    const column = all[key]
    if (!column) throw new TypeError(`${getTableName(table)} has no column ${key}.`)
    return column
  })
  const names = columns.map(({ name }) => name)
  const cells = keys.map((key, n) => ({ key, toDriver: encoderOf(columns[n]) }))
  return { keys, cells, sql: write(getTableName(table), names) }
}

const encoderOf = (column: Column | undefined): Cell['toDriver'] =>
  !column || column.mapToDriverValue === Column.prototype.mapToDriverValue
    ? null
    : (value) => column.mapToDriverValue(value)

const inserts = new Map<number, Write>()

const insertOf = (count: number): Write => {
  const written = inserts.get(count)
  if (written) return written
  const write: Write = (table, names) => {
    const row = `(${names.map(() => '?').join(', ')})`
    return `insert into ${table} (${names.join(', ')}) values ${Array.from({ length: count }, () => row).join(', ')}`
  }
  inserts.set(count, write)
  return write
}

const writeUpdate: Write = (table, names) =>
  `update ${table} set ${names.map((name) => `${name} = ?`).join(', ')} where id = ?`
