import { randomBytes } from 'node:crypto'
import { rmSync, writeFileSync } from 'node:fs'
import { takeOwnerLock } from '@tradepost/db'
import type { Logger } from 'pino'

// The previous process takes at most ten seconds to stop.
const TRIES = 120
const RETRY_MS = 100

/** Exclusive ownership of a local database file, and how this machine's operator reaches the process that has it. */
export interface Instance {
  readonly operatorSecret: string
  /** Writes the address of this process to a file that only the operator can read. */
  readonly announce: (url: string) => void
  readonly release: () => void
}

/** Acquires ownership of a database file. Waits up to 12 s for a previous process that is stopping, then throws. */
export const takeInstance = async (databasePath: string, log: Logger): Promise<Instance> => {
  const lock = await waitForLock(databasePath, log)
  const file = `${databasePath}-server.json`
  const operatorSecret = randomBytes(32).toString('base64url')
  return {
    operatorSecret,
    announce: (url) => {
      rmSync(file, { force: true })
      writeFileSync(file, JSON.stringify({ url, operatorSecret, pid: process.pid }), { mode: 0o600, flag: 'wx' })
    },
    release: () => {
      rmSync(file, { force: true })
      lock.release()
    },
  }
}

const waitForLock = async (databasePath: string, log: Logger) => {
  for (let tries = 0; tries < TRIES; tries++) {
    const lock = takeOwnerLock(databasePath)
    if (lock) return lock
    if (tries === 0) log.info('another process owns the database: waiting for it to stop')
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS))
  }
  throw new Error('Another Tradepost process owns this database: stop it first, or use another DATABASE_URL.')
}
