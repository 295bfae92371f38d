/** Counts something, such as streams or bytes, per client and in total. Forgets clients whose count is zero. */
export class ClientCounts {
  readonly #countOf = new Map<string, number>()
  #total = 0

  get total(): number {
    return this.#total
  }

  /** The number of clients whose count is above zero. */
  get clients(): number {
    return this.#countOf.size
  }

  of(client: string): number {
    return this.#countOf.get(client) ?? 0
  }

  add(client: string, amount = 1): void {
    this.#total += amount
    this.#countOf.set(client, this.of(client) + amount)
  }

  remove(client: string, amount = 1): void {
    this.#total -= amount
    const left = this.of(client) - amount
    if (left > 0) this.#countOf.set(client, left)
    else this.#countOf.delete(client)
  }
}
