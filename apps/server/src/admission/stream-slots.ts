const MAX_OF_CLIENT = 60
const MAX_OF_ALL = 2000

/** Limits the open streams, per client and in total: each uses memory for as long as its client stays connected. */
export class StreamSlots {
  readonly #openOf = new Map<string, number>()
  #open = 0

  /** Takes a slot for another stream of the client. Returns false if the client or the server has reached its limit. */
  take(client: string): boolean {
    const own = this.#openOf.get(client) ?? 0
    if (own >= MAX_OF_CLIENT || this.#open >= MAX_OF_ALL) return false
    this.#openOf.set(client, own + 1)
    this.#open++
    return true
  }

  release(client: string): void {
    const left = (this.#openOf.get(client) ?? 1) - 1
    if (left > 0) this.#openOf.set(client, left)
    else this.#openOf.delete(client)
    this.#open--
  }
}
