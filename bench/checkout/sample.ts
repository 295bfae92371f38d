/** The speed of placing orders: orders per second, and milliseconds per order. */
export interface Sample {
  readonly perSecond: number
  readonly p50: number
  readonly p99: number
}

/** Returns the median of some numbers, the upper one of two middle numbers. */
export const median = (list: readonly number[]): number =>
  list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0

/** Summarizes the times of `orders` orders, which took `tookMs` in total. */
export const sampleOf = (orders: number, tookMs: number, times: readonly number[]): Sample => {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  return { perSecond: orders / (tookMs / 1000), p50: at(0.5), p99: at(0.99) }
}

/** Places the orders of all buyers with `clients` concurrent workers. */
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
