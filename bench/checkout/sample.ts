/** How fast orders were placed: a second, and the milliseconds that one took. */
export interface Sample {
  readonly perSecond: number
  readonly p50: number
  readonly p99: number
}

/** Gives the middle one of some numbers. */
export const median = (list: readonly number[]): number =>
  list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0

/** Sums up the times of so many orders, which took `tookMs` all together. */
export const sampleOf = (orders: number, tookMs: number, times: readonly number[]): Sample => {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  return { perSecond: orders / (tookMs / 1000), p50: at(0.5), p99: at(0.99) }
}

/** Lets so many buyers at once place the orders of all, one after another each. */
export const placeAll = async (
  buyers: readonly string[],
  clients: number,
  place: (buyer: string) => Promise<unknown>
): Promise<{ tookMs: number; times: number[] }> => {
  const queue = [...buyers]
  const times: number[] = []
  const startedAt = performance.now()
  const work = async () => {
    for (let buyer = queue.pop(); buyer !== undefined; buyer = queue.pop()) {
      const from = performance.now()
      await place(buyer)
      times.push(performance.now() - from)
    }
  }
  await Promise.all(Array.from({ length: clients }, work))
  return { tookMs: performance.now() - startedAt, times }
}
