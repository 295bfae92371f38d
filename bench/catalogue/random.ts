/** A random number generator that returns the same numbers for the same seed. */
export interface Dice {
  /** A number from 0 to below 1. */
  readonly next: () => number
  /** A whole number from 0 to below `count`. */
  readonly below: (count: number) => number
  readonly chance: (probability: number) => boolean
  readonly pick: <T>(items: readonly T[]) => T
  /** A number around 0, normally distributed with a deviation of 1. */
  readonly normal: () => number
}

/** Creates dice for a seed (mulberry32). */
export const diceOf = (seed: number): Dice => {
  let state = Math.imul(seed ^ 0x9e_37_79_b9, 0x85_eb_ca_6b) >>> 0
  const next = () => {
    state = (state + 0x6d_2b_79_f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (count: number) => Math.floor(next() * count)
  return {
    next,
    below,
    chance: (probability) => next() < probability,
    pick: (items) => {
      const item = items[below(items.length)]
      if (item === undefined) throw new RangeError('There is nothing to pick from.')
      return item
    },
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
  }
}

/**
 * Returns a function that draws items by Zipf's law: the nth in proportion to 1 / n^exponent, like the frequency of
 * words and brands.
 */
export const zipfOf = <T>(items: readonly T[], exponent: number): ((dice: Dice) => T) => {
  const sums = new Float64Array(items.length)
  let sum = 0
  for (let n = 0; n < items.length; n++) sums[n] = sum += (n + 1) ** -exponent
  return (dice) => {
    const wanted = dice.next() * sum
    let low = 0
    let high = items.length - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if ((sums[middle] ?? 0) <= wanted) low = middle + 1
      else high = middle
    }
    const item = items[low]
    if (item === undefined) throw new RangeError('There is nothing to draw from.')
    return item
  }
}
