/** The distribution of some times, in milliseconds; all 0 if there are none. */
export interface Spread {
  readonly count: number
  readonly p50: number
  readonly p99: number
  readonly max: number
}

/** Returns the nearest-rank percentile of ascending numbers: the smallest one with at least this share at or below. */
export const percentile = (ascending: ArrayLike<number>, share: number): number =>
  ascending[Math.max(0, Math.ceil(share * ascending.length) - 1)] ?? 0

/** Summarizes times in any order. */
export const spreadOf = (times: Iterable<number>): Spread => {
  const ascending = Float64Array.from(times).toSorted()
  const [p50, p99, max] = [0.5, 0.99, 1].map((share) => percentile(ascending, share))
  return { count: ascending.length, p50: p50 ?? 0, p99: p99 ?? 0, max: max ?? 0 }
}

/** Returns the median of some numbers, the mean of the two middle ones for an even count; 0 if there are none. */
export const medianOf = (numbers: readonly number[]): number => {
  const ascending = numbers.toSorted((a, b) => a - b)
  const half = ascending.length / 2
  const upper = ascending[Math.floor(half)] ?? 0
  return Number.isInteger(half) ? (upper + (ascending[half - 1] ?? 0)) / 2 : upper
}
