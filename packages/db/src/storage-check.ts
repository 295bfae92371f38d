import { CodedError } from '@tradepost/contract'
import type { Executor } from './connection.ts'

const RECHECK_MS = 5000
const RECHECK_AFTER_FAULT_MS = 1000

/** Tells whether the database can be written. */
export interface StorageCheck {
  /** To be called when a write found the disk full. */
  readonly noteFull: () => void
  /** Gives the last answer. */
  readonly isKnownFull: () => boolean
  readonly isWritable: () => Promise<boolean>
}

/** Makes a check that remembers its last answer for a while; `probe` writes, and throws where that is not possible. */
export const makeStorageCheck = (probe: () => Promise<void>, now = () => performance.now()): StorageCheck => {
  let isKnownFull = false
  let checkedAt = Number.NEGATIVE_INFINITY
  const check = async (): Promise<void> => {
    checkedAt = now()
    try {
      await probe()
      isKnownFull = false
    } catch (error) {
      // A queue that is busy says nothing about the disk.
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

/** Writes a row that changes each time: SQLite leaves out a write that changes nothing. */
export const writeProbe = async (executor: Executor): Promise<void> => {
  await executor.execute({
    sql: `INSERT INTO job_marks VALUES ('storage-check', '1')
      ON CONFLICT (job) DO UPDATE SET mark = CAST(CAST(mark AS INTEGER) + 1 AS TEXT)`,
    args: [],
  })
}
