/**
 * Returns the probability that two samples differ this much by chance (Mann–Whitney U test, two-sided, with the
 * normal approximation, which is good from about twenty values on).
 */
export const rankTest = (a: readonly number[], b: readonly number[]): number => {
  const all = [...a.map((value) => ({ value, isA: true })), ...b.map((value) => ({ value, isA: false }))]
  const sorted = all.toSorted((x, y) => x.value - y.value)
  const rankSum = sorted.reduce((sum, { isA }, index) => sum + (isA ? index + 1 : 0), 0)
  const u = rankSum - (a.length * (a.length + 1)) / 2
  const mean = (a.length * b.length) / 2
  const deviation = Math.sqrt((a.length * b.length * (a.length + b.length + 1)) / 12)
  return 2 * (1 - normal(Math.abs(u - mean) / deviation))
}

// Abramowitz and Stegun, 26.2.17: accurate to seven digits.
const normal = (z: number): number => {
  const t = 1 / (1 + 0.2316419 * z)
  const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)
  const series = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))))
  return 1 - density * series
}
