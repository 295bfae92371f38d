// When there are also writes, a reading client counts a tenth of a writing one, and all reads together get at least a
// tenth of the time.
const LEAST_READ_SHARE = 0.1
const READER_WEIGHT = 0.1
const QUIET_MS = 2
const MAX_CREDIT_MS = 20
const MAX_COST_MS = 20

/** The numbers of clients that wait or are served. */
export interface Clients {
  readonly reading: number
  readonly writing: number
}

/**
 * Divides the time of the event loop between writes and reads, so that many readers cannot hold up orders, nor one
 * writer hold up readers.
 */
export class Pace {
  #creditMs = MAX_CREDIT_MS
  #countedAt = 0
  #wroteAt = Number.NEGATIVE_INFINITY

  /** Records that a write is running. */
  noteWrite(now: number): void {
    this.#wroteAt = now
  }

  /** Deducts the time of a read, in milliseconds, from the share of reads. */
  spend(ms: number): void {
    this.#creditMs -= Math.min(ms, MAX_COST_MS)
  }

  /** Returns whether reads have time left in their share, so that the next one goes before any write. */
  hasShare(now: number, { reading, writing }: Clients): boolean {
    const weight = reading * READER_WEIGHT
    const share = Math.max(LEAST_READ_SHARE, weight / (weight + writing))
    this.#creditMs = Math.min(MAX_CREDIT_MS, this.#creditMs + (now - this.#countedAt) * share)
    this.#countedAt = now
    return this.#creditMs > 0
  }

  /** Returns whether no write has run for two milliseconds; reads then get all the time. */
  isQuiet(now: number, isWriting: boolean): boolean {
    if (isWriting) this.#wroteAt = now
    if (now - this.#wroteAt <= QUIET_MS) return false
    this.#creditMs = Math.max(0, this.#creditMs)
    return true
  }
}
