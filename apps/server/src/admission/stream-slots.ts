const MAX_OF_CLIENT = 60
const MAX_OF_ALL = 2000

/** Counts the streams that are open, by client and in all: each takes memory for as long as its client likes. */
export class StreamSlots {
  readonly #openOf = new Map<string, number>()
  #open = 0

  /** Takes a slot for another stream of the client; returns false if it, or the server, has as many as it may. */
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
