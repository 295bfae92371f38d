import { ClientCounts } from './client-counts.ts'

export interface SlotLimits {
  readonly maxOfClient: number
  readonly maxOfAll: number
}

/** Limits how much of something may be in use at once, per client and in total. */
export class ClientSlots {
  readonly #limits: SlotLimits
  readonly #used = new ClientCounts()

  constructor(limits: SlotLimits) {
    this.#limits = limits
  }

  /** Takes an amount and returns the function that releases it. Returns null if that would exceed a limit. */
  take(client: string, amount = 1): (() => void) | null {
    const { maxOfClient, maxOfAll } = this.#limits
    if (this.#used.of(client) + amount > maxOfClient || this.#used.total + amount > maxOfAll) return null
    this.#used.add(client, amount)
    let isReleased = false
    return () => {
      if (isReleased) return
      isReleased = true
      this.#used.remove(client, amount)
    }
  }
}
