/** Random numbers from a seed: the same seed returns the same numbers in the same order. */
export interface Dice {
  /** Returns a whole number from 0 to `below - 1`. */
  readonly int: (below: number) => number
  readonly chance: (share: number) => boolean
  readonly pick: <T>(items: readonly [T, ...T[]]) => T
  /** Returns one of the items, or undefined if there are none. */
  readonly some: <T>(items: readonly T[]) => T | undefined
  readonly bytes: (count: number) => Uint8Array
}

/** Makes dice from a seed with `mulberry32`, whose 32 bits of state are enough for a world. */
export const makeDice = (seed: number): Dice => {
  let state = Math.imul(seed + 1, 0x9e_37_79_b1) >>> 0
  const next = (): number => {
    state = (state + 0x6d_2b_79_f5) >>> 0
    const mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    const again = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return (again ^ (again >>> 14)) >>> 0
  }
  const int = (below: number): number => Math.floor((next() / 2 ** 32) * below)
  return {
    int,
    chance: (share) => next() / 2 ** 32 < share,
    pick: (items) => items[int(items.length)] ?? items[0],
    some: (items) => items[int(items.length)],
    bytes: (count) => Uint8Array.from({ length: count }, () => int(256)),
  }
}

/** Items to choose from, with their weights. */
export type Weighed<T> = readonly (readonly [weight: number, item: T])[]

/** Chooses an item at random by weight. Throws if all weights are 0. */
export const weighed = <T>(dice: Dice, items: Weighed<T>): T => {
  let at = dice.int(items.reduce((sum, [weight]) => sum + weight, 0))
  const found = items.find(([weight]) => (at -= weight) < 0)
  if (!found) throw new Error('There is nothing to choose.')
  return found[1]
}

const OFTEN = 8

/**
 * Varies the weights for one world. Otherwise acts that are rare in every world never coincide, and acts that are
 * frequent in every world hide them.
 */
export const mixed = <T>(dice: Dice, items: Weighed<T>): Weighed<T> =>
  items.map(([weight, item]) => [weight * dice.pick(weight >= OFTEN ? [1, 1, 3] : [0, 1, 1, 2, 6]), item])
