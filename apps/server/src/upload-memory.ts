import { fail } from '@tradepost/contract'

const MAX_BYTES = 64 * 1024 * 1024
const MAX_WAITING = 32
const RETRY_AFTER_MS = 2000

/** How much of uploads may be in memory at once. */
export interface UploadMemory {
  /** Waits until there is room for so many bytes, first come, first served; gives what frees it. Throws `busy` where many wait already. */
  readonly take: (bytes: number) => Promise<() => void>
}

/** Makes the memory that all uploads share; one that waits is not read, so that its client is slowed down and costs nothing. */
export const makeUploadMemory = (): UploadMemory => {
  const waiting: { bytes: number; enter: () => void }[] = []
  let taken = 0
  const admit = () => {
    for (;;) {
      const [next] = waiting
      // One alone may always enter, whatever its size.
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
