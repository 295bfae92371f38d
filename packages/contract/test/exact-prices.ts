import type { RoundingMode } from '../src/money.ts'
import type { PricedCart, PricingInput, PricingLine } from '../src/price-cart.ts'
import type { PromotionReward, PromotionTarget } from '../src/price-discounts.ts'
import { sum } from './survey.ts'

/**
 * Returns whether a whole number is a fraction rounded in a mode, judged by its distance from the fraction. Numerators
 * are never negative here.
 */
export const isRounded = (whole: number, [over, under]: readonly [bigint, bigint], mode: RoundingMode): boolean => {
  const error = BigInt(whole) * under - over
  if (mode === 'down') return error <= 0n && error > -under
  if (mode === 'up') return error >= 0n && error < under
  const isTie = 2n * error === under || 2n * error === -under
  if (isTie) return mode === 'half_up' ? error > 0n : whole % 2 === 0
  return 2n * error < under && 2n * error > -under
}

/**
 * Returns whether shares follow the largest remainder method: each is within one unit of its exact value, and no
 * smaller remainder is rounded up before a larger one.
 */
const areShares = (shares: readonly number[], weights: readonly number[], whole: number): boolean => {
  const total = sum(weights)
  if (total === 0) return shares.every((share) => share === 0)
  let [lowestUp, highestDown] = [BigInt(total), 0n]
  for (const [index, share] of shares.entries()) {
    const exact = BigInt(weights[index] ?? 0) * BigInt(whole)
    const [floor, rest] = [exact / BigInt(total), exact % BigInt(total)]
    const up = BigInt(share) - floor
    if (up !== 0n && (up !== 1n || rest === 0n)) return false
    if (up === 1n && rest < lowestUp) lowestUp = rest
    if (up === 0n && rest > highestDown) highestDown = rest
  }
  return sum(shares) === whole && lowestUp >= highestDown
}

/** Returns whether every tax of a cart is its exact share, rounded once for each line or once for each class. */
export const exactTaxes = (cart: PricedCart, input: PricingInput): boolean => {
  const { rates, rounding, roundingMode, pricesIncludeTax } = input.taxes
  const parts = [
    ...cart.lines.map(({ total, tax }, index) => ({ total, tax, taxClass: input.lines[index]?.taxClass })),
    { total: cart.shipping - cart.shippingDiscount, tax: cart.shippingTax, taxClass: input.shipping?.taxClass },
  ]
  const classes = new Set(rates.map(({ taxClass }) => taxClass))
  if (parts.some(({ tax, taxClass }) => tax !== 0 && !classes.has(taxClass ?? ''))) return false
  return [...classes].every((taxClass) => {
    const own = rates.filter((rate) => rate.taxClass === taxClass)
    const points = sum(own.map(({ basisPoints }) => basisPoints))
    const under = BigInt(10_000 + (pricesIncludeTax ? points : 0))
    const isExact = (tax: number, total: number) =>
      isRounded(tax, [BigInt(total) * BigInt(points), under], roundingMode)
    const taxed = parts.filter((part) => part.taxClass === taxClass)
    const [tax, total] = [sum(taxed.map((part) => part.tax)), sum(taxed.map((part) => part.total))]
    const rows = cart.taxes.filter(({ rateId }) => own.some(({ id }) => id === rateId))
    return (
      areShares(
        rows.map(({ amount }) => amount),
        own.map(({ basisPoints }) => basisPoints),
        tax
      ) &&
      rows.every(({ base }) => base === (pricesIncludeTax ? total - tax : total)) &&
      (rounding === 'per_line'
        ? taxed.every((part) => isExact(part.tax, part.total))
        : isExact(tax, total) &&
          areShares(
            taxed.map((part) => part.tax),
            taxed.map((part) => part.total),
            tax
          ))
    )
  })
}

const isMeant = (target: PromotionTarget, { productId, collectionIds }: PricingLine): boolean =>
  target.kind === 'everything' ||
  (target.kind === 'products' ? [productId] : collectionIds).some((id) => target.ids.includes(id))

/** Returns whether the only promotion of a cart saves exactly what it promises, and each line its share of that. */
export const exactDiscount = (cart: PricedCart, input: PricingInput): boolean => {
  const [promotion] = input.promotions
  const [refusal] = cart.refused
  if (!promotion) return cart.discount === 0
  // A promotion that cannot be combined may save nothing, because it can end free shipping. Every other promotion
  // applies once its minimum is reached.
  const isOut = refusal?.reason === 'below_minimum' || (refusal !== undefined && promotion.stacking === 'alone')
  if (isOut) return cart.discount === 0 && cart.shippingDiscount === 0
  const { reward } = promotion
  if (reward.kind === 'free_shipping') return cart.discount === 0 && cart.shippingDiscount === cart.shipping
  const weights = weightsOf(reward, input.lines)
  const total = sum(weights)
  const isWhole =
    reward.kind === 'amount'
      ? cart.discount === Math.min(reward.amount, total)
      : isRounded(cart.discount, [BigInt(total) * BigInt(reward.basisPoints), 10_000n], 'half_up')
  if (!isWhole || cart.shippingDiscount !== 0) return false
  const discounts = cart.lines.map(({ discount }) => discount)
  if (reward.kind !== 'buy_get') return areShares(discounts, weights, cart.discount)
  // If several units have the same price, it is not defined which of them is discounted.
  return input.lines.every((line, index) => discounts[index] === 0 || isMeant(reward.get, line))
}

type LineReward = Exclude<PromotionReward, { kind: 'free_shipping' }>

const weightsOf = (reward: LineReward, lines: readonly PricingLine[]): number[] =>
  reward.kind === 'buy_get'
    ? worthOfGot(reward, lines)
    : lines.map((line) => (isMeant(reward.on, line) ? line.unitAmount * line.quantity : 0))

/**
 * Calculates unit by unit the value of each line's units that the promotion discounts. Makes as many sets as possible,
 * then takes the cheapest units that leave enough bought units for those sets.
 */
const worthOfGot = (reward: Extract<PromotionReward, { kind: 'buy_get' }>, lines: readonly PricingLine[]): number[] => {
  const units = lines.flatMap((line, index) => {
    const [isBought, isGot] = [isMeant(reward.buy, line), isMeant(reward.get, line)]
    const unit = { index, amount: line.unitAmount, isBought, isGot }
    return isBought || isGot ? Array.from({ length: line.quantity }, () => unit) : []
  })
  const bought = units.filter(({ isBought }) => isBought).length
  const got = units.filter(({ isGot }) => isGot).length
  const canMake = (sets: number) =>
    bought >= sets * reward.buyQuantity &&
    got >= sets * reward.getQuantity &&
    units.length >= sets * (reward.buyQuantity + reward.getQuantity)
  let sets = 0
  while (canMake(sets + 1)) sets++
  let [wanted, spare] = [sets * reward.getQuantity, bought - sets * reward.buyQuantity]
  const worths = lines.map(() => 0)
  for (const unit of units.filter(({ isGot }) => isGot).toSorted((a, b) => a.amount - b.amount)) {
    if (wanted === 0 || (unit.isBought && spare === 0)) continue
    wanted--
    if (unit.isBought) spare--
    worths[unit.index] = (worths[unit.index] ?? 0) + unit.amount
  }
  return worths
}
