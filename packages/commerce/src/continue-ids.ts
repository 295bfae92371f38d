import { timeOfId } from '@tradepost/contract'
import { schema } from '@tradepost/db'
import { getTableColumns, is, sql } from 'drizzle-orm'
import { SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Deps } from './deps.ts'
import { continueIdsAfter } from './deps.ts'

/**
 * Has new ids sort after all that are stored, to be called once before any is made. Lists show the newest id first and pages
 * go on by it, so a clock that was set back between two runs would put what is new behind what is old.
 */
export const continueIds = async (deps: Pick<Deps, 'db' | 'random'>): Promise<void> => {
  const newest = identified().map((table) => sql`select max(id) as id from ${table}`)
  const rows = await deps.db.read.values<[id: string | null]>(sql.join(newest, sql` union all `))
  for (const [id] of rows) {
    const ms = id === null ? null : timeOfId(id)
    if (ms !== null) continueIdsAfter(deps, ms)
  }
}

/** Names the tables whose primary key is an id of ours, so that its greatest is found in an index. */
const identified = (): SQLiteTable[] =>
  Object.values(schema).flatMap((table) => {
    if (!is(table, SQLiteTable)) return []
    const id = Object.values(getTableColumns(table)).find(({ name }) => name === 'id')
    return id?.primary && id.dataType === 'string' ? [table] : []
  })
