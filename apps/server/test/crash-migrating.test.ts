import { existsSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'libsql'
import { expect, test } from 'vitest'
import { readMigrations } from '../../../packages/db/src/migrate.ts'
import { findBrokenInvariants } from '../../../packages/router/test/invariants.ts'
import { roundsOf } from './proof-shop.ts'
import { makeShopFolder, runServer, spawnServer } from './run-server.ts'

const KILLS = roundsOf('MIGRATION_KILLS', 6)
const LIMIT_MS = 20_000

/** Kills a server about `turns` ms after it has begun to create its database. */
const killWhileMigrating = async (folder: string, turns: number): Promise<void> => {
  const child = spawnServer(folder, { PORT: '0', NODE_ENV: 'test', LOG_LEVEL: 'silent' })
  const gone = new Promise((resolve) => child.once('exit', resolve))
  const giveUpAt = Date.now() + LIMIT_MS
  while (!existsSync(join(folder, 'shop.db')) && Date.now() < giveUpAt)
    await new Promise((resolve) => setImmediate(resolve))
  for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setTimeout(resolve, 1))
  child.kill('SIGKILL')
  await gone
}

test(`crash: ${KILLS} kills while the tables are made: each migration is whole or not there, and the next start ends them`, async () => {
  const { folder, remove } = makeShopFolder()
  const path = join(folder, 'shop.db')
  const names = readMigrations().map(({ name }) => name)
  const applied = (): unknown[] => {
    const file = new Sqlite(path)
    try {
      const tables = file.prepare("SELECT name FROM sqlite_schema WHERE name = 'schema_migrations'").all([])
      return tables.length === 0
        ? []
        : file.prepare('SELECT name FROM schema_migrations ORDER BY name').raw().all([]).flat()
    } finally {
      file.close()
    }
  }
  try {
    for (let kill = 0; kill < KILLS; kill++) {
      await killWhileMigrating(folder, kill * 3)
      const done = existsSync(path) ? applied() : []
      expect(done).toEqual(names.slice(0, done.length))
    }
    const server = await runServer(folder, { LOG_LEVEL: 'error' })
    expect(applied()).toEqual(names)
    expect(findBrokenInvariants(server.databasePath)).toEqual([])
    await server.stop('SIGKILL')
  } finally {
    remove()
  }
})
