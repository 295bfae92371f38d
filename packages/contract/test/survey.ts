import type { PricedCart, PricingInput } from '../src/price-cart.ts'
import { priceCart } from '../src/price-cart.ts'
import type { Dice } from './random-carts.ts'
import { diceOf, randomCart } from './random-carts.ts'

/** A random cart with its price, and dice for the random choices of a check. */
export interface Case {
  readonly input: PricingInput
  readonly cart: PricedCart
  readonly dice: Dice
}

/** Returns whether a guarantee holds for a cart. */
export type Check = (some: Case) => boolean

/** Prices the first `count` carts of a seed and runs every check on each. Returns the first fault of each check. */
export const survey = (checks: Readonly<Record<string, Check>>, { seed, count }: { seed: number; count: number }) => {
  const faults = new Map<string, string>()
  for (let n = 0; n < count; n++) {
    const input = randomCart(seed, n)
    const some = { input, cart: priceCart(input), dice: diceOf(seed ^ 0x5f_35_6f_95, n) }
    for (const [name, holds] of Object.entries(checks)) {
      if (!faults.has(name) && !holdsFor(holds, some)) {
        faults.set(name, `PRICING_SEED=${seed}, cart ${n}: ${JSON.stringify(input)} costs ${JSON.stringify(some.cart)}`)
      }
    }
  }
  return faults
}

const holdsFor = (holds: Check, some: Case): boolean => {
  try {
    return holds(some)
  } catch (error) {
    console.error(error)
    return false
  }
}

/** Adds amounts. */
export const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0)
