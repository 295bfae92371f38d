import { getTableColumns, getTableName } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Tx } from './database.ts'
import { runOn } from './executors.ts'
import { insertFew } from './write-row.ts'

const statements = new WeakMap<SQLiteTable, Map<string, string>>()

// Up to this many rows are bound value by value, which is twice as fast as extracting them from JSON.
const FEW = 4

/**
 * Inserts any number of rows with one cached statement. Up to four rows bind one value per column; more rows are passed
 * as a single JSON value. All rows must have the same keys.
 */
export const insertRows = async <T extends SQLiteTable>(
  tx: Tx,
  table: T,
  rows: readonly T['$inferInsert'][]
): Promise<void> => {
  const [first, ...more] = rows
  if (!first) return
  if (rows.length <= FEW) return insertFew(tx, table, [first, ...more])
  const json = JSON.stringify(rows)
  if (json.includes('\\u0000')) throw new RangeError('Text bound to a statement must not hold U+0000.')
  const statement = { sql: statementFor(table, Object.keys(first)), args: [json] }
  await runOn(tx, { statement: () => statement, take: () => undefined })
}

const statementFor = (table: SQLiteTable, keys: readonly string[]): string => {
  const known = statements.get(table) ?? new Map<string, string>()
  statements.set(table, known)
  const name = keys.join()
  const statement = known.get(name) ?? writeStatement(table, keys)
  known.set(name, statement)
  return statement
}

/** Returns the SQL of the insert. Only names from the schema go into it, so they need no escaping. */
const writeStatement = (table: SQLiteTable, keys: readonly string[]): string => {
  const columns = getTableColumns(table)
  const names = keys.map((key) => {
    const column = columns[key]
    if (!column) throw new TypeError(`${getTableName(table)} has no column ${key}.`)
    return { key, name: column.name, isJson: column.dataType === 'json' }
  })
  const values = names.map(({ key, isJson }) => `value ${isJson ? '->' : '->>'} '$.${key}'`)
  const into = names.map(({ name }) => name).join(', ')
  return `insert into ${getTableName(table)} (${into}) select ${values.join(', ')} from json_each(?)`
}
