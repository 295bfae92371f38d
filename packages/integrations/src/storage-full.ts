import { fail } from '@tradepost/contract'

const RETRY_AFTER_MS = 5000
// EFBIG: a file size limit. EDQUOT: a quota. EROFS: a file system that was remounted read-only after a fault.
const codes = new Set(['ENOSPC', 'EDQUOT', 'EFBIG', 'EROFS'])

/** Waits for a disk write. Throws `storage.full` if there is no space, and any other error unchanged. */
export const orStorageFull = async <T>(written: Promise<T>): Promise<T> => {
  try {
    return await written
  } catch (error) {
    const isFull = error instanceof Error && 'code' in error && codes.has(String(error.code))
    throw isFull ? fail('storage.full', { retryAfterMs: RETRY_AFTER_MS }) : error
  }
}
