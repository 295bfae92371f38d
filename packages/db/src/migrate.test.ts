import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getTableColumns, getTableName, is } from 'drizzle-orm'
import { SQLiteTable } from 'drizzle-orm/sqlite-core'
import Sqlite from 'libsql'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openDatabase } from './database.ts'
import { LocalConnection } from './local-connection.ts'
import type { Migration } from './migrate.ts'
import { migrate, readMigrations } from './migrate.ts'
import { takeOwnerLock } from './owner-lock.ts'
import * as schema from './schema/index.ts'
import { WriteQueue } from './write-queue.ts'

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tradepost-migrate-'))
  path = join(folder, 'shop.db')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const migrateWith = async (migrations: Migration[]) => {
  const queue = new WriteQueue(new LocalConnection({ path }, 'write'))
  try {
    return await migrate(queue, migrations)
  } finally {
    await queue.close()
  }
}

const step = (name: string, ...statements: string[]): Migration => ({ name, hash: name, statements })

const hashOf = (file: string) => (existsSync(file) ? createHash('sha256').update(readFileSync(file)).digest('hex') : '')

test('migrations: every file holds one statement between two breakpoints and ends without one', () => {
  for (const { name, statements } of readMigrations()) {
    for (const statement of statements) {
      const body = /^(?:--.*\n)*CREATE TRIGGER/i.test(statement) ? statement.replace(/BEGIN[\s\S]*END/i, '') : statement
      expect(body.match(/;/g), `${name}: ${statement.slice(0, 60)}`).toHaveLength(1)
      expect(statement.endsWith(';'), `${name}: ${statement.slice(0, 60)}`).toBe(true)
    }
  }
})

test('migrations: the tables they make are the tables that Drizzle describes, all of them STRICT', async () => {
  const db = await openDatabase({ url: `file:${path}` })
  await db.close()
  const reader = new LocalConnection({ path }, 'read')
  const rowsOf = async (sql: string) => (await reader.execute({ sql, args: [] })).rows
  for (const table of Object.values(schema).filter((value) => is(value, SQLiteTable))) {
    const actual = await rowsOf(`SELECT name, type, "notnull" FROM pragma_table_info('${getTableName(table)}')`)
    const described = Object.values(getTableColumns(table)).map((column) => [
      column.name,
      column.getSQLType().toUpperCase(),
      column.notNull && !column.primary ? 1 : 0,
    ])
    const primary = new Set(
      Object.values(getTableColumns(table))
        .filter((column) => column.primary)
        .map((c) => c.name)
    )
    expect(actual.map(([name, type, notNull]) => [name, type, primary.has(String(name)) ? 0 : notNull])).toEqual(
      described
    )
  }
  const loose = await rowsOf(
    "SELECT name FROM pragma_table_list WHERE type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'"
  )
  expect(loose).toEqual([])
  reader.close()
})

test('migrations: one that fails half way leaves nothing behind, and the next start does it whole', async () => {
  await expect(migrateWith([step('1', 'CREATE TABLE a (n) ', 'CREATE TABLE a (n)')])).rejects.toThrow('already exists')
  expect(await migrateWith([step('1', 'CREATE TABLE a (n)')])).toEqual(['1'])
})

test('migrations: one that leaves rows pointing to nothing is refused', async () => {
  const parent = step(
    '1',
    'CREATE TABLE a (id INTEGER PRIMARY KEY)',
    'CREATE TABLE b (a INTEGER)',
    'INSERT INTO b VALUES (7)'
  )
  await migrateWith([parent])
  const dangling = step(
    '2',
    'CREATE TABLE c (a INTEGER REFERENCES a (id) DEFERRABLE INITIALLY DEFERRED)',
    'INSERT INTO c SELECT a FROM b'
  )
  await expect(migrateWith([parent, dangling])).rejects.toThrow('point to nothing')
})

test('migrations: an edited, a missing and a newer one stop the start with a sentence', async () => {
  const first = step('1', 'CREATE TABLE a (n)')
  await migrateWith([first])
  await expect(migrateWith([{ ...first, hash: 'other' }])).rejects.toThrow('Migration 1 was edited')
  await expect(migrateWith([step('0', 'CREATE TABLE b (n)')])).rejects.toThrow('not the next one here')
  await expect(migrateWith([])).rejects.toThrow('newer than this program')
})

test('open: a foreign, damaged or encrypted file is refused and left untouched', async () => {
  const files = { 'junk.db': Buffer.alloc(8192, 7), 'text.db': Buffer.from('not a database at all, but a text file') }
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content)
  const secret = join(folder, 'secret.db')
  await (await openDatabase({ url: `file:${secret}`, encryptionKey: 'k1' })).close()
  for (const file of [...Object.keys(files).map((name) => join(folder, name)), secret]) {
    const before = hashOf(file)
    await expect(openDatabase({ url: `file:${file}` })).rejects.toThrow(/damaged|belongs to another/)
    expect(hashOf(file)).toBe(before)
  }
  await (await openDatabase({ url: `file:${secret}`, encryptionKey: 'k1' })).close()
})

test('open: a file that a process had made and not yet marked when it died is ours, one with a foreign table is not', async () => {
  const make = (name: string, sql: string) => {
    const file = new Sqlite(join(folder, name))
    file.exec(`PRAGMA journal_mode = wal; ${sql}`)
    file.close()
    return { url: `file:${join(folder, name)}` }
  }
  await expect(openDatabase(make('foreign.db', 'CREATE TABLE theirs (n)'))).rejects.toThrow('belongs to another')
  await expect(openDatabase(make('marked.db', 'PRAGMA application_id = 7'))).rejects.toThrow('belongs to another')
  await (await openDatabase(make('half-made.db', ''))).close()
})

test('owner lock: one process or holder alone has it, and it ends with its holder', () => {
  const first = takeOwnerLock(path)
  expect(first).not.toBeNull()
  expect(takeOwnerLock(path)).toBeNull()
  first?.release()
  const second = takeOwnerLock(path)
  expect(second).not.toBeNull()
  second?.release()
})
