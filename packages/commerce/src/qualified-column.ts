import type { SQL } from 'drizzle-orm'
import { getTableName, sql } from 'drizzle-orm'
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core'

/**
 * Returns a column qualified with its table. Drizzle omits the table when it selects from a single table, and inside a
 * subquery such a name would refer to the subquery's own column.
 */
export const qualified = (column: SQLiteColumn): SQL =>
  sql`${sql.identifier(getTableName(column.table))}.${sql.identifier(column.name)}`
