import type { Currency, RoundingMode } from '../src/money.ts'
import { currencyDigits, MAX_AMOUNT } from '../src/money.ts'
import type { PricingInput, PricingLine, PricingShipping } from '../src/price-cart.ts'
import type { PricedPromotion, PromotionReward, PromotionTarget } from '../src/price-discounts.ts'
import type { TaxRate, TaxRules } from '../src/price-taxes.ts'

/** A random source that repeats its choices for the same seed. */
export interface Dice {
  /** Returns a whole number from `low` to `high`, both included. */
  readonly between: (low: number, high: number) => number
  readonly chance: (probability: number) => boolean
  readonly pick: <const T>(items: readonly [T, ...T[]]) => T
  readonly shuffled: <T>(items: readonly T[]) => T[]
}

/** Creates the nth dice of a seed (mulberry32), so that a cart can be repeated without the carts before it. */
export const diceOf = (seed: number, n: number): Dice => {
  let state = (Math.imul(seed, 0x9e_37_79_b1) ^ Math.imul(n + 1, 0x85_eb_ca_6b)) >>> 0
  const next = () => {
    state = (state + 0x6d_2b_79_f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const between = (low: number, high: number) => low + Math.floor(next() * (high - low + 1))
  return {
    between,
    chance: (probability) => next() < probability,
    pick: (items) => {
      const at = between(0, items.length - 1)
      const item = items[at]
      // An item can be null, which `??` would replace.
      return item === undefined ? items[0] : item
    },
    shuffled: (items) => {
      const rest = [...items]
      return items.flatMap(() => rest.splice(between(0, rest.length - 1), 1))
    },
  }
}

/** The products of the random carts, with the collections they are in. */
const collectionsOf = { p0: ['c0'], p1: ['c0', 'c1'], p2: [], p3: ['c1'], p4: ['c2'], p5: ['c0', 'c2'] } as const
const products = ['p0', 'p1', 'p2', 'p3', 'p4', 'p5'] as const

// No other list of the currencies has a type that excludes the empty list.
const currencies = Object.keys(currencyDigits) as [Currency, ...Currency[]]
const modes: readonly [RoundingMode, ...RoundingMode[]] = ['half_up', 'half_even', 'down', 'up']

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0)

/** Creates the nth cart of a seed: usually a realistic cart, sometimes one at the limits of what the API accepts. */
export const randomCart = (seed: number, n: number): PricingInput => {
  const dice = diceOf(seed, n)
  const lines = anyLines(dice)
  const subtotal = sum(lines.map(({ unitAmount, quantity }) => unitAmount * quantity))
  const units = sum(lines.map(({ quantity }) => quantity))
  return {
    currency: dice.pick(currencies),
    lines,
    promotions: Array.from({ length: dice.pick([0, 0, 1, 1, 1, 2, 2, 3, 4, 6]) }, (_, index) =>
      anyPromotion(dice, index, { subtotal, units })
    ),
    shipping: dice.chance(0.15) ? null : anyShipping(dice, subtotal),
    taxes: anyTaxes(dice),
  }
}

const anyLines = (dice: Dice): PricingLine[] => {
  const most = dice.pick([2, 2, 3, 3, 3, 5, 5, 8, 12, dice.chance(0.05) ? 100 : 20])
  const count = dice.chance(0.002) ? 100 : dice.between(dice.chance(0.05) ? 0 : 1, most)
  // Between equal lines, the odd minor unit of a share could go to either.
  const same = dice.chance(0.2) ? anyAmount(dice) : null
  return Array.from({ length: count }, (_, index) => {
    const productId = dice.pick(products)
    return {
      id: `line-${index}`,
      productId,
      collectionIds: collectionsOf[productId],
      unitAmount: same ?? anyAmount(dice),
      quantity: anyQuantity(dice),
      taxClass: dice.pick(['standard', 'standard', 'standard', 'reduced', null]),
    }
  })
}

const anyAmount = (dice: Dice): number => {
  if (dice.chance(0.02)) return dice.pick([0, MAX_AMOUNT])
  if (dice.chance(0.05)) return dice.between(0, MAX_AMOUNT)
  return dice.between(dice.chance(0.9) ? 1 : 0, dice.pick([9, 300, 10_000, 10_000, 10_000, 1_000_000]))
}

const anyQuantity = (dice: Dice): number => {
  if (dice.chance(0.01)) return 999
  return dice.between(1, dice.pick([1, 1, 1, 2, 3, 3, 5, 20, dice.chance(0.3) ? 999 : 50]))
}

const anyTarget = (dice: Dice): PromotionTarget => {
  const kind = dice.pick(['everything', 'everything', 'products', 'collections'])
  if (kind === 'everything') return { kind }
  const all = kind === 'products' ? products : ['c0', 'c1', 'c2', 'c3']
  return { kind, ids: dice.shuffled(all).slice(0, dice.between(1, 3)) }
}

const anyBasisPoints = (dice: Dice): number =>
  dice.chance(0.3) ? dice.between(1, 10_000) : dice.pick([500, 1000, 1500, 2500, 3333, 5000, 10_000])

const anyReward = (dice: Dice, subtotal: number): PromotionReward => {
  const kind = dice.pick(['percent', 'percent', 'amount', 'buy_get', 'free_shipping'])
  if (kind === 'free_shipping') return { kind }
  if (kind === 'percent') return { kind, basisPoints: anyBasisPoints(dice), on: anyTarget(dice) }
  if (kind === 'amount') {
    const most = dice.pick([500, 5000, Math.ceil(subtotal / 3) + 1, Math.ceil(subtotal * 1.2) + 1])
    return { kind, amount: dice.between(1, Math.min(most, MAX_AMOUNT)), on: anyTarget(dice) }
  }
  const [buyQuantity, getQuantity] = [dice.between(1, dice.pick([1, 3, 10])), dice.between(1, dice.pick([1, 1, 3]))]
  const buy = anyTarget(dice)
  const get = dice.chance(0.4) ? buy : anyTarget(dice)
  return { kind, buyQuantity, buy, getQuantity, get, basisPoints: anyBasisPoints(dice) }
}

const anyPromotion = (dice: Dice, index: number, cart: { subtotal: number; units: number }): PricedPromotion => ({
  id: `promotion-${index}`,
  title: `Promotion ${index}`,
  code: dice.chance(0.5) ? `CODE-${index}` : null,
  reward: anyReward(dice, cart.subtotal),
  minimumAmount: dice.chance(0.7) ? 0 : Math.max(0, cart.subtotal + dice.pick([-1000, -1, 0, 1])),
  minimumQuantity: dice.chance(0.8) ? 0 : Math.max(0, cart.units + dice.pick([-1, 0, 1])),
  stacking: dice.chance(0.3) ? 'alone' : 'combine',
  priority: dice.between(-2, 2),
})

const anyShipping = (dice: Dice, subtotal: number): PricingShipping => ({
  amount: dice.chance(0.01) ? MAX_AMOUNT : dice.between(0, dice.pick([0, 1000, 1000, 5000])),
  freeFromAmount: dice.chance(0.5)
    ? null
    : Math.min(MAX_AMOUNT, Math.floor((subtotal * dice.between(50, 120)) / 100) + dice.between(0, 1)),
  taxClass: dice.pick(['standard', 'standard', 'shipping', null]),
})

const anyTaxes = (dice: Dice): TaxRules => ({
  pricesIncludeTax: dice.chance(0.5),
  rounding: dice.pick(['per_line', 'per_rate']),
  roundingMode: dice.pick(modes),
  rates: [
    ...anyRates(dice, 'standard', dice.pick([0, 1, 1, 1, 2, 3])),
    ...anyRates(dice, 'reduced', dice.pick([0, 1, 1, 2])),
    ...anyRates(dice, 'shipping', dice.pick([0, 0, 1])),
  ],
})

const anyRates = (dice: Dice, taxClass: string, count: number): TaxRate[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `${taxClass}-${index}`,
    name: `${taxClass} tax ${index}`,
    basisPoints: dice.chance(0.1)
      ? dice.between(0, Math.floor(10_000 / count))
      : dice.pick([0, 50, 625, 700, 810, 825, 1900, 2000, 2500]),
    taxClass,
  }))
