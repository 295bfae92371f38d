import { fail } from '@tradepost/contract'

const MAX_BYTES = 64 * 1024 * 1024
const MAX_WAITING = 32
const RETRY_AFTER_MS = 2000

/** The memory that uploads may use at once. */
export interface UploadMemory {
  /**
   * Waits until the bytes fit, first come, first served. Returns the function that frees them. Throws `busy` if too
   * many uploads wait already.
   */
  readonly take: (bytes: number) => Promise<() => void>
}

/**
 * Creates the memory that all uploads share. A waiting upload is not read, so that its client slows down and costs
 * nothing.
 */
export const makeUploadMemory = (): UploadMemory => {
  const waiting: { bytes: number; enter: () => void }[] = []
  let taken = 0
  const admit = () => {
    for (;;) {
      const [next] = waiting
      // A single upload may always enter, whatever its size.
      if (!next || (taken > 0 && taken + next.bytes > MAX_BYTES)) return
      waiting.shift()
      taken += next.bytes
      next.enter()
    }
  }
  return {
    take: async (bytes) => {
      if (waiting.length >= MAX_WAITING) throw fail('busy', { retryAfterMs: RETRY_AFTER_MS })
      await new Promise<void>((enter) => {
        waiting.push({ bytes, enter })
        admit()
      })
      return () => {
        taken -= bytes
        admit()
      }
    },
  }
}
