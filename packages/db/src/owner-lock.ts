import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import Sqlite from 'libsql'
import { codeOf, DISK_ADVICE, isBusy } from './local-connection.ts'

/**
 * Takes sole ownership of a database file, or answers null where another process has it. The lock is the operating
 * system's on a file beside the database, held by an open exclusive transaction, so that the end of the process, however
 * it comes, ends it: no stale lock is ever left behind. Throws, with the reason, where the file cannot be made or locked.
 */
export const takeOwnerLock = (databasePath: string): { release: () => void } | null => {
  const path = `${databasePath}-lock`
  makeLockFile(path)
  const lock = new Sqlite(path)
  try {
    // Nothing is ever written to it, so a full disk must not keep the lock from being taken.
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
