// Beside writes, reads have a tenth of the time, and all of it whenever no write has been at work for two milliseconds.
const READ_SHARE = 0.1
const QUIET_MS = 2
const MAX_CREDIT_MS = 20
const MAX_COST_MS = 20

/** Shares the time of the event loop between writes and reads, so that many readers cannot hold up orders. */
export class Pace {
  #creditMs = MAX_CREDIT_MS
  #countedAt = 0
  #wroteAt = Number.NEGATIVE_INFINITY

  /** Notes that a write is at work. */
  noteWrite(now: number): void {
    this.#wroteAt = now
  }

  /** Takes the time of a read, in milliseconds, off what reads may still have. */
  spend(ms: number): void {
    this.#creditMs -= Math.min(ms, MAX_COST_MS)
  }

  /** Returns whether a read may start now. */
  mayRead(now: number, isWriting: boolean): boolean {
    this.#creditMs = Math.min(MAX_CREDIT_MS, this.#creditMs + (now - this.#countedAt) * READ_SHARE)
    this.#countedAt = now
    if (isWriting) this.#wroteAt = now
    if (now - this.#wroteAt > QUIET_MS) {
      this.#creditMs = Math.max(0, this.#creditMs)
      return true
    }
    return this.#creditMs > 0
  }
}
