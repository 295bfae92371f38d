const WINDOW_MS = 200
const ASSUMED_PER_SECOND = 400
const WEIGHT_OF_LAST = 0.5

/** Measures how many calls per second a lane starts while others wait. An idle lane keeps its last rate. */
export class Throughput {
  #perSecond = ASSUMED_PER_SECOND
  #windowBeganAt = 0
  #started = 0
  #hadBacklog = false

  get perSecond(): number {
    return this.#perSecond
  }

  /** Records that calls were started; `hasBacklog` is whether others still wait. */
  note(calls: number, hasBacklog: boolean, now: number): void {
    const elapsedMs = now - this.#windowBeganAt
    if (!hasBacklog || !this.#hadBacklog) this.#begin(now, hasBacklog)
    else if (elapsedMs >= WINDOW_MS) {
      const measured = ((this.#started + calls) * 1000) / elapsedMs
      this.#perSecond += WEIGHT_OF_LAST * (measured - this.#perSecond)
      this.#begin(now, hasBacklog)
    } else this.#started += calls
  }

  #begin(now: number, hasBacklog: boolean): void {
    this.#windowBeganAt = now
    this.#started = 0
    this.#hadBacklog = hasBacklog
  }
}
