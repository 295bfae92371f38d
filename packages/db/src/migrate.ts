import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import Sqlite from 'libsql'
import type { Executor } from './connection.ts'
import type { LocalOptions } from './local-connection.ts'
import { APPLICATION_ID, codeOf, DISK_ADVICE, isStorageFault, openingOptions } from './local-connection.ts'
import type { WriteQueue } from './write-queue.ts'

/** A schema migration, read from `migrations/`. */
export interface Migration {
  readonly name: string
  readonly hash: string
  readonly statements: readonly string[]
}

const folder = new URL('../migrations/', import.meta.url)
const BREAKPOINT = '--> statement-breakpoint'

/** Reads the migrations in order and splits them into statements at the breakpoints. */
export const readMigrations = (): Migration[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .toSorted()
    .map((file) => {
      const text = readFileSync(new URL(file, folder), 'utf8')
      const statements = text.split(BREAKPOINT).map((statement) => statement.trim())
      return { name: file.slice(0, -'.sql'.length), hash: createHash('sha256').update(text).digest('hex'), statements }
    })

/**
 * Applies pending migrations, each in one transaction that ends with a foreign-key check. Throws if the database is
 * newer than this program, or if its applied migrations differ from those in `migrations/`. Returns the names of all
 * applied migrations.
 */
export const migrate = async (queue: WriteQueue, migrations = readMigrations()): Promise<string[]> => {
  const applied = await queue.run(readApplied)
  assertSameHistory(applied, migrations)
  for (const migration of migrations.slice(applied.length)) await queue.run((executor) => apply(executor, migration))
  return migrations.map(({ name }) => name)
}

interface Applied {
  readonly name: string
  readonly hash: string
}

const readApplied = async (executor: Executor): Promise<Applied[]> => {
  await executor.execute({
    sql: 'CREATE TABLE IF NOT EXISTS schema_migrations (name TEXT PRIMARY KEY, hash TEXT NOT NULL, applied_at TEXT NOT NULL) STRICT',
    args: [],
  })
  const { rows } = await executor.execute({ sql: 'SELECT name, hash FROM schema_migrations ORDER BY name', args: [] })
  return rows.map(([name, hash]) => ({ name: String(name), hash: String(hash) }))
}

const assertSameHistory = (applied: readonly Applied[], migrations: readonly Migration[]): void => {
  if (applied.length > migrations.length)
    throw new Error('The database is newer than this program: update the program.')
  applied.forEach(({ name, hash }, index) => {
    const own = migrations[index]
    if (own?.name !== name) throw new Error(`The database has migration ${name}, which is not the next one here.`)
    if (own.hash !== hash) throw new Error(`Migration ${name} was edited after it was applied: restore it.`)
  })
}

const apply = async (executor: Executor, { name, hash, statements }: Migration): Promise<void> => {
  for (const sql of statements) await executor.execute({ sql, args: [] })
  const { rows } = await executor.execute({ sql: 'PRAGMA foreign_key_check', args: [] })
  if (rows.length > 0) throw new Error(`Migration ${name} would leave ${rows.length} rows that point to nothing.`)
  await executor.execute({
    sql: "INSERT INTO schema_migrations VALUES (?, ?, strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))",
    args: [name, hash],
  })
}

const OPENING_WAIT_MS = 10_000

const whyUnreadable = (error: unknown): string => {
  const code = codeOf(error)
  if (/^SQLITE_(?:NOTADB|CORRUPT)/.test(code)) {
    return 'The database file is damaged, or DATABASE_ENCRYPTION_KEY does not fit it.'
  }
  if (isStorageFault(error)) return `The database cannot be written (${code}): ${DISK_ADVICE}`
  return `The database file cannot be read now (${code}): see that no other program uses it, and start again.`
}

/** Throws unless the file is empty or a Tradepost database that this key can read. Does not change the file. */
export const assertOwnFile = ({ path, encryptionKey }: LocalOptions): void => {
  if (statSync(path).size === 0) return
  let isOwn: boolean
  try {
    // A process that has just died may still hold its locks, and only one process at a time can recover its log.
    const file = new Sqlite(path, openingOptions(encryptionKey, OPENING_WAIT_MS))
    const valueOf = (sql: string): unknown => Object.values(Object(file.prepare(sql).get([])))[0]
    // A database without tables may be ours: a process may have died before it set the application ID.
    const id = valueOf('PRAGMA application_id')
    isOwn = id === APPLICATION_ID || (id === 0 && valueOf('SELECT count(*) FROM sqlite_schema') === 0)
    file.close()
  } catch (error) {
    throw new Error(whyUnreadable(error), { cause: error })
  }
  if (!isOwn) throw new Error('The database file belongs to another program: choose another DATABASE_URL.')
}
