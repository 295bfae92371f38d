import { timeOfId } from '@tradepost/contract'
import { schema } from '@tradepost/db'
import { getTableColumns, is, sql } from 'drizzle-orm'
import { SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Deps } from './deps.ts'
import { continueIdsAfter } from './deps.ts'

/**
 * Makes new IDs sort after all stored ones. Call it once before any ID is created. Lists show the newest ID first and
 * pages continue by ID, so if the clock was set back between two runs, new rows would sort behind old ones.
 */
export const continueIds = async (deps: Pick<Deps, 'db' | 'random'>): Promise<void> => {
  const newest = identified().map((table) => sql`select max(id) as id from ${table}`)
  const rows = await deps.db.read.values<[id: string | null]>(sql.join(newest, sql` union all `))
  for (const [id] of rows) {
    const ms = id === null ? null : timeOfId(id)
    if (ms !== null) continueIdsAfter(deps, ms)
  }
}

/** Returns the tables whose primary key is one of our IDs, so that an index finds the greatest. */
const identified = (): SQLiteTable[] =>
  Object.values(schema).flatMap((table) => {
    if (!is(table, SQLiteTable)) return []
    const id = Object.values(getTableColumns(table)).find(({ name }) => name === 'id')
    return id?.primary && id.dataType === 'string' ? [table] : []
  })
