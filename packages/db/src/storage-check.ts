import { CodedError } from '@tradepost/contract'
import type { Executor } from './connection.ts'

const RECHECK_MS = 5000
const RECHECK_AFTER_FAULT_MS = 1000

/** Checks whether the database can be written. */
export interface StorageCheck {
  /** Call this when a write has found the disk full. */
  readonly noteFull: () => void
  /** Returns the last result without a new check. */
  readonly isKnownFull: () => boolean
  readonly isWritable: () => Promise<boolean>
}

/** Creates a check that caches its result: 5 s, or 1 s after a failure. `probe` writes, and throws if it cannot. */
export const makeStorageCheck = (probe: () => Promise<void>, now = () => performance.now()): StorageCheck => {
  let isKnownFull = false
  let checkedAt = Number.NEGATIVE_INFINITY
  const check = async (): Promise<void> => {
    checkedAt = now()
    try {
      await probe()
      isKnownFull = false
    } catch (error) {
      // A busy queue says nothing about the disk.
      if (error instanceof CodedError && error.code === 'storage.full') isKnownFull = true
    }
  }
  return {
    noteFull: () => {
      isKnownFull = true
    },
    isKnownFull: () => isKnownFull,
    isWritable: async () => {
      if (now() - checkedAt >= (isKnownFull ? RECHECK_AFTER_FAULT_MS : RECHECK_MS)) await check()
      return !isKnownFull
    },
  }
}

/** Writes a row whose value changes each time, because SQLite skips a write that changes nothing. */
export const writeProbe = async (executor: Executor): Promise<void> => {
  await executor.execute({
    sql: `INSERT INTO job_marks VALUES ('storage-check', '1')
      ON CONFLICT (job) DO UPDATE SET mark = CAST(CAST(mark AS INTEGER) + 1 AS TEXT)`,
    args: [],
  })
}
