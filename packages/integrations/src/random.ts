import { randomFillSync } from 'node:crypto'

const POOL_BYTES = 4096

/**
 * Creates a source of random bytes that reads many bytes from the system at once: each read costs more than most SQL
 * statements, and an order needs about twenty IDs. No byte is returned twice, and returned bytes are erased from the
 * pool.
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
