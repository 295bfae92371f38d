import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Database } from './database.ts'
import { openDatabase } from './database.ts'
import type { WriteQueueLimits } from './write-queue.ts'

/** A database for one test, with the path of its file. */
export interface TestDatabase {
  readonly database: Database
  readonly path: string
  readonly remove: () => Promise<void>
}

/** Opens a new database, or a copy of `template`, in a temporary folder and migrates it. `remove` deletes it. */
export const openTestDatabase = async (limits?: WriteQueueLimits, template?: string): Promise<TestDatabase> => {
  const folder = mkdtempSync(join(tmpdir(), 'tradepost-'))
  const path = join(folder, 'shop.db')
  if (template) copyFileSync(template, path)
  const database = await openDatabase({ url: `file:${path}`, ...(limits ? { limits } : {}) })
  const remove = async () => {
    await database.close()
    rmSync(folder, { recursive: true, force: true })
  }
  return { database, path, remove }
}
