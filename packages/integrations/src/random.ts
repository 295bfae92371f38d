import { randomFillSync } from 'node:crypto'

const POOL_BYTES = 4096

/**
 * Makes a source of random bytes that asks the system for many at once: asking costs more than most statements, and an
 * order needs some twenty ids. No byte is given twice, and none is kept once it is given.
 */
export const makeRandom = (): ((bytes: number) => Uint8Array) => {
  const pool = new Uint8Array(POOL_BYTES)
  let used = POOL_BYTES
  return (bytes) => {
    if (bytes > POOL_BYTES) return randomFillSync(new Uint8Array(bytes))
    if (used + bytes > POOL_BYTES) {
      randomFillSync(pool)
      used = 0
    }
    const given = pool.slice(used, used + bytes)
    pool.fill(0, used, used + bytes)
    used += bytes
    return given
  }
}
