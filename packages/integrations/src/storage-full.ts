import { fail } from '@tradepost/contract'

const RETRY_AFTER_MS = 5000
// EFBIG is a limit on the size of files, EDQUOT a quota, EROFS a file system that was remounted after a fault.
const codes = new Set(['ENOSPC', 'EDQUOT', 'EFBIG', 'EROFS'])

/** Waits for a write to the disk; where there is no space for it throws `storage.full`, and its own error otherwise. */
export const orStorageFull = async <T>(written: Promise<T>): Promise<T> => {
  try {
    return await written
  } catch (error) {
    const isFull = error instanceof Error && 'code' in error && codes.has(String(error.code))
    throw isFull ? fail('storage.full', { retryAfterMs: RETRY_AFTER_MS }) : error
  }
}
