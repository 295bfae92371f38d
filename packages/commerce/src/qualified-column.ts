import type { SQL } from 'drizzle-orm'
import { getTableName, sql } from 'drizzle-orm'
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core'

/**
 * Names a column with its table. Drizzle leaves the table out of columns that it selects from one table alone, and inside
 * a subquery such a name would mean the subquery's own column.
 */
export const qualified = (column: SQLiteColumn): SQL =>
  sql`${sql.identifier(getTableName(column.table))}.${sql.identifier(column.name)}`
