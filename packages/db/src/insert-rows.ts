import type { Tx } from './database.ts'
import type { SQL } from 'drizzle-orm'
import { getTableColumns, getTableName, sql } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'

const statements = new WeakMap<SQLiteTable, Map<string, SQL>>()

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
  await tx.run(sql`${statementFor(table, Object.keys(first))} from json_each(${json})`)
}

const statementFor = (table: SQLiteTable, keys: readonly string[]): SQL => {
  const known = statements.get(table) ?? new Map<string, SQL>()
  statements.set(table, known)
  const name = keys.join()
  const statement = known.get(name) ?? writeStatement(table, keys)
  known.set(name, statement)
  return statement
}

/** Holds nothing but names of the schema, so that it may be written as it is, once. */
const writeStatement = (table: SQLiteTable, keys: readonly string[]): SQL => {
  const columns = getTableColumns(table)
  const names = keys.map((key) => {
    const column = columns[key]
    if (!column) throw new TypeError(`${getTableName(table)} has no column ${key}.`)
    return { key, name: column.name, isJson: column.dataType === 'json' }
  })
  const values = names.map(({ key, isJson }) => `value ${isJson ? '->' : '->>'} '$.${key}'`)
  return sql.raw(
    `insert into ${getTableName(table)} (${names.map(({ name }) => name).join(', ')}) select ${values.join(', ')}`
  )
}
