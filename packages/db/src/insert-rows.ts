import type { Tx } from './database.ts'
import { runOn } from './executors.ts'
import { getTableColumns, getTableName } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'

const statements = new WeakMap<SQLiteTable, Map<string, string>>()

/**
 * Inserts rows, however many, by one statement with one value: the rows as JSON. Drizzle's own builder writes another
 * statement for every number of rows, which costs more than running it. All rows have the same keys.
 */
export const insertRows = async <T extends SQLiteTable>(
  tx: Tx,
  table: T,
  rows: readonly T['$inferInsert'][]
): Promise<void> => {
  const [first] = rows
  if (!first) return
  const json = JSON.stringify(rows)
  if (json.includes('\\u0000')) throw new RangeError('Text bound to a statement must not hold U+0000.')
  await runOn(tx, { sql: statementFor(table, Object.keys(first)), args: [json] })
}

const statementFor = (table: SQLiteTable, keys: readonly string[]): string => {
  const known = statements.get(table) ?? new Map<string, string>()
  statements.set(table, known)
  const name = keys.join()
  const statement = known.get(name) ?? writeStatement(table, keys)
  known.set(name, statement)
  return statement
}

/** Holds nothing but names of the schema, so that it may be written as it is, once. */
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
