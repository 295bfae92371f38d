import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import Sqlite from 'libsql'

/**
 * Takes sole ownership of a database file, or answers null where another process has it. The lock is the operating
 * system's on a file beside the database, held by an open exclusive transaction, so that the end of the process, however
 * it comes, ends it: no stale lock is ever left behind.
 */
export const takeOwnerLock = (databasePath: string): { release: () => void } | null => {
  const path = `${databasePath}-lock`
  mkdirSync(dirname(path), { recursive: true })
  closeSync(openSync(path, 'a', 0o600))
  chmodSync(path, 0o600)
  const lock = new Sqlite(path)
  try {
    lock.exec('BEGIN EXCLUSIVE')
  } catch {
    lock.close()
    return null
  }
  return { release: () => lock.close() }
}
