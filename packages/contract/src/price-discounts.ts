import { distribute, divideRounded } from './money.ts'
import type { PricingLine } from './price-cart.ts'

/** The target of a promotion: everything, or products by ID or by collection. */
export type PromotionTarget =
  | { readonly kind: 'everything' }
  | { readonly kind: 'products'; readonly ids: readonly string[] }
  | { readonly kind: 'collections'; readonly ids: readonly string[] }

/**
 * The discount of a promotion. Amounts are minor units of the cart currency; percentages are hundredths of a percent.
 */
export type PromotionReward =
  | { readonly kind: 'percent'; readonly basisPoints: number; readonly on: PromotionTarget }
  | { readonly kind: 'amount'; readonly amount: number; readonly on: PromotionTarget }
  | { readonly kind: 'free_shipping' }
  | {
      readonly kind: 'buy_get'
      readonly buyQuantity: number
      readonly buy: PromotionTarget
      readonly getQuantity: number
      readonly get: PromotionTarget
      /** The discount on the units that the buyer gets. 10000 makes them free. */
      readonly basisPoints: number
    }

/** A promotion that can be used now. The caller has already checked its dates, code and usage limits. */
export interface PricedPromotion {
  readonly id: string
  readonly title: string
  readonly code: string | null
  readonly reward: PromotionReward
  /** The minimum sum of the undiscounted lines. */
  readonly minimumAmount: number
  /** The minimum number of units in the cart. */
  readonly minimumQuantity: number
  /**
   * An `alone` promotion cannot be combined with others. It is used if the cart costs less with it than with all
   * combinable promotions together.
   */
  readonly stacking: 'combine' | 'alone'
  /** Promotions with a lower priority are applied first. Each one reduces what the earlier ones left. */
  readonly priority: number
}

/** The amount that a promotion saved on lines and on shipping. */
export interface AppliedDiscount {
  readonly promotionId: string
  readonly title: string
  readonly code: string | null
  readonly amount: number
}

/** A promotion that saved nothing, with the reason. */
export interface RefusedPromotion {
  readonly promotionId: string
  readonly code: string | null
  readonly reason: 'below_minimum' | 'nothing_to_discount' | 'not_combinable'
}

export interface DiscountInput {
  readonly lines: readonly PricingLine[]
  readonly subtotals: readonly number[]
  readonly promotions: readonly PricedPromotion[]
  /** Returns the shipping price for a sum of discounted lines. */
  readonly shippingOf: (discounted: number) => number
  /** Returns the total of the cart after these discounts, including shipping and tax. */
  readonly totalOf: (outcome: DiscountOutcome) => number
}

/** The result of applying some promotions, by line, on shipping and by promotion. Both views have the same sum. */
export interface DiscountOutcome {
  readonly perLine: readonly number[]
  readonly shipping: number
  readonly shippingDiscount: number
  readonly applied: readonly AppliedDiscount[]
}

/** The discounts of a cart and the promotions that were refused. */
export interface PricedDiscounts extends DiscountOutcome {
  readonly refused: readonly RefusedPromotion[]
}

/**
 * Chooses the promotions that make the cart cheapest and distributes their savings over the lines without losing a
 * unit.
 */
export const priceDiscounts = (input: DiscountInput): PricedDiscounts => {
  const sorted = input.promotions.toSorted((a, b) => a.priority - b.priority || (a.id < b.id ? -1 : 1))
  const usable = sorted.filter((promotion) => reachesMinimum(promotion, input))
  const together = apply(
    usable.filter(({ stacking }) => stacking === 'combine'),
    input
  )
  const alone = usable
    .filter(({ stacking }) => stacking === 'alone')
    .map((promotion) => apply([promotion], input))
    .filter(({ applied }) => applied.length > 0)
  const best = cheapest([together, ...alone], input)
  return { refused: refusedOf(sorted, new Set(usable), { best, outcomes: [together, ...alone] }), ...best }
}

// Compares totals, not discounts: a discount can end free shipping, and discounting a taxed line also saves its tax.
const cheapest = (outcomes: readonly [DiscountOutcome, ...DiscountOutcome[]], { totalOf }: DiscountInput) => {
  let best = outcomes[0]
  if (outcomes.length === 1) return best
  let least = totalOf(best)
  for (const outcome of outcomes.slice(1)) {
    const total = totalOf(outcome)
    if (total < least) [best, least] = [outcome, total]
  }
  return best
}

const reachesMinimum = (promotion: PricedPromotion, { lines, subtotals }: DiscountInput): boolean =>
  sum(subtotals) >= promotion.minimumAmount && sum(lines.map(({ quantity }) => quantity)) >= promotion.minimumQuantity

const refusedOf = (
  promotions: readonly PricedPromotion[],
  usable: ReadonlySet<PricedPromotion>,
  { best, outcomes }: { best: DiscountOutcome; outcomes: readonly DiscountOutcome[] }
): RefusedPromotion[] => {
  const isIn = (outcome: DiscountOutcome, { id }: PricedPromotion) =>
    outcome.applied.some(({ promotionId }) => promotionId === id)
  return promotions.flatMap((promotion) => {
    if (isIn(best, promotion)) return []
    // An `alone` promotion can cost more than no promotion at all because it ends free shipping. In that case it is not
    // refused as not combinable.
    const saves = best.applied.length > 0 && outcomes.some((outcome) => isIn(outcome, promotion))
    const reason = !usable.has(promotion) ? 'below_minimum' : saves ? 'not_combinable' : 'nothing_to_discount'
    return [{ promotionId: promotion.id, code: promotion.code, reason }]
  })
}

const apply = (promotions: readonly PricedPromotion[], input: DiscountInput): DiscountOutcome => {
  let left: readonly number[] = input.subtotals
  const applied: AppliedDiscount[] = []
  const note = ({ id, title, code }: PricedPromotion, amount: number) => {
    if (amount > 0) applied.push({ promotionId: id, title, code, amount })
  }
  for (const promotion of promotions) {
    const saved = savedOnLines(promotion.reward, input.lines, left)
    left = left.map((amount, index) => amount - (saved[index] ?? 0))
    note(promotion, sum(saved))
  }
  const shipping = input.shippingOf(sum(left))
  const free = promotions.find(({ reward }) => reward.kind === 'free_shipping')
  if (free) note(free, shipping)
  return {
    perLine: input.subtotals.map((subtotal, index) => subtotal - (left[index] ?? 0)),
    shipping,
    shippingDiscount: free ? shipping : 0,
    applied,
  }
}

const savedOnLines = (reward: PromotionReward, lines: readonly PricingLine[], left: readonly number[]): number[] => {
  switch (reward.kind) {
    case 'percent':
      return shareOut(targeted(reward.on, lines, left), (amount) => percentOf(amount, reward.basisPoints))
    case 'amount':
      return shareOut(targeted(reward.on, lines, left), (amount) => Math.min(amount, reward.amount))
    case 'buy_get':
      return savedByUnits(reward, lines, left)
    case 'free_shipping':
      return lines.map(() => 0)
  }
}

const targeted = (target: PromotionTarget, lines: readonly PricingLine[], left: readonly number[]): number[] =>
  lines.map((line, index) => (isTarget(target, line) ? (left[index] ?? 0) : 0))

const isTarget = (target: PromotionTarget, line: PricingLine): boolean => {
  switch (target.kind) {
    case 'everything':
      return true
    case 'products':
      return target.ids.includes(line.productId)
    case 'collections':
      return line.collectionIds.some((id) => target.ids.includes(id))
  }
}

// Rounds once over all lines, then distributes. Rounding line by line would save a different amount for the same goods.
const shareOut = (amounts: readonly number[], savedOf: (amount: number) => number): number[] => {
  const total = sum(amounts)
  return total === 0 ? amounts.map(() => 0) : distribute(savedOf(total), amounts)
}

const percentOf = (amount: number, basisPoints: number): number =>
  divideRounded(BigInt(amount) * BigInt(basisPoints), 10_000n, 'half_up')

type BuyGet = Extract<PromotionReward, { kind: 'buy_get' }>

/**
 * Buy X get Y: applies as many complete sets as the cart contains and counts no unit twice. The discount goes to the
 * cheapest units that leave enough bought units.
 */
const savedByUnits = (reward: BuyGet, lines: readonly PricingLine[], left: readonly number[]): number[] => {
  const units = lines.map((line, index) => ({
    index,
    quantity: line.quantity,
    worth: left[index] ?? 0,
    isBought: isTarget(reward.buy, line),
    isGot: isTarget(reward.get, line),
  }))
  const count = (some: typeof units) => sum(some.map(({ quantity }) => quantity))
  const bought = count(units.filter(({ isBought }) => isBought))
  const got = count(units.filter(({ isGot }) => isGot))
  const either = count(units.filter(({ isBought, isGot }) => isBought || isGot))
  const { buyQuantity, getQuantity } = reward
  const sets = Math.floor(Math.min(bought / buyQuantity, got / getQuantity, either / (buyQuantity + getQuantity)))
  let wanted = sets * getQuantity
  let spare = bought - sets * buyQuantity
  const worths = lines.map(() => 0)
  const cheapestFirst = units
    .filter(({ isGot }) => isGot)
    .toSorted((a, b) => a.worth * b.quantity - b.worth * a.quantity)
  for (const { index, quantity, worth, isBought } of cheapestFirst) {
    const taken = Math.min(wanted, quantity, isBought ? spare : quantity)
    wanted -= taken
    if (isBought) spare -= taken
    worths[index] = divideRounded(BigInt(worth) * BigInt(taken), BigInt(quantity), 'down')
  }
  return shareOut(worths, (amount) => percentOf(amount, reward.basisPoints))
}

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0)
