import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import Sqlite from 'libsql'
import { codeOf, DISK_ADVICE, isBusy } from './local-connection.ts'

/**
 * Takes sole ownership of a database file, or returns null if another process owns it. An open exclusive transaction
 * holds an operating system lock on a file beside the database. The lock ends with the process, even after a crash, so
 * it never becomes stale. Throws with the reason if the lock file cannot be created or locked.
 */
export const takeOwnerLock = (databasePath: string): { release: () => void } | null => {
  const path = `${databasePath}-lock`
  makeLockFile(path)
  const lock = new Sqlite(path)
  try {
    // Nothing is written to the lock file, so a full disk must not prevent locking.
    lock.exec('PRAGMA journal_mode = memory')
    lock.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    lock.close()
    if (isBusy(error)) return null
    throw new Error(`The lock file of the database cannot be used (${codeOf(error)}): ${DISK_ADVICE}`, { cause: error })
  }
  return { release: () => lock.close() }
}

const makeLockFile = (path: string): void => {
  try {
    mkdirSync(dirname(path), { recursive: true })
    closeSync(openSync(path, 'a', 0o600))
    chmodSync(path, 0o600)
  } catch (error) {
    throw new Error(`The folder of the database cannot be written (${codeOf(error)}): ${DISK_ADVICE}`, { cause: error })
  }
}
