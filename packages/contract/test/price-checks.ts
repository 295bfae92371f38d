import { MAX_TOTAL } from '../src/money.ts'
import type { PricedCart, PricingInput } from '../src/price-cart.ts'
import { priceCart } from '../src/price-cart.ts'
import type { PricedPromotion } from '../src/price-discounts.ts'
import { refundOf } from '../src/price-refund.ts'
import { exactDiscount, exactTaxes } from './exact-prices.ts'
import type { Case, Check } from './survey.ts'
import { sum } from './survey.ts'

const everyAmount = (cart: PricedCart): number[] => [
  cart.subtotal,
  cart.discount,
  cart.shipping,
  cart.shippingDiscount,
  cart.shippingTax,
  cart.tax,
  cart.total,
  ...cart.lines.flatMap(({ unitAmount, subtotal, discount, total, tax }) => [
    unitAmount,
    subtotal,
    discount,
    total,
    tax,
  ]),
  ...cart.taxes.flatMap(({ base, amount }) => [base, amount]),
  ...cart.discounts.map(({ amount }) => amount),
]

const repriced = (input: PricingInput, promotions: readonly PricedPromotion[]): PricedCart =>
  priceCart({ ...input, promotions })

const isAlone = ({ stacking }: PricedPromotion): boolean => stacking === 'alone'

const isLast = (promotion: PricedPromotion, { promotions }: PricingInput): boolean =>
  promotions.every(
    (other) =>
      isAlone(other) ||
      other.priority < promotion.priority ||
      (other.priority === promotion.priority && other.id <= promotion.id)
  )

const shares = ({ lines }: PricedCart, input: PricingInput): string =>
  lines
    .map(({ unitAmount, quantity, discount, tax }, index) =>
      [input.lines[index]?.productId, input.lines[index]?.taxClass, unitAmount, quantity, discount, tax].join(' ')
    )
    .toSorted()
    .join('\n')

/** Checks that must hold for every cart, by the guarantee that they prove. */
export const priceChecks = {
  'each line is its price by its quantity, its total what its discount leaves': ({ cart, input }) =>
    cart.lines.length === input.lines.length &&
    cart.lines.every((line, index) => {
      const { id, unitAmount, quantity } = input.lines[index] ?? {}
      const isSame = line.id === id && line.unitAmount === unitAmount && line.quantity === quantity
      return isSame && line.subtotal === line.unitAmount * line.quantity && line.total === line.subtotal - line.discount
    }),

  'lines − discounts + shipping + taxes = total': ({ cart, input }) => {
    const net = sum(cart.lines.map(({ total }) => total)) + cart.shipping - cart.shippingDiscount
    return (
      cart.subtotal === sum(cart.lines.map(({ subtotal }) => subtotal)) &&
      cart.discount === sum(cart.lines.map(({ discount }) => discount)) &&
      cart.taxIncluded === input.taxes.pricesIncludeTax &&
      cart.total === (cart.taxIncluded ? net : net + cart.tax)
    )
  },

  'the tax is the sum over lines and shipping, and the sum over the rates': ({ cart }) =>
    cart.tax === sum(cart.lines.map(({ tax }) => tax)) + cart.shippingTax &&
    cart.tax === sum(cart.taxes.map(({ amount }) => amount)),

  'what the applied promotions save is what is taken off lines and shipping': ({ cart }) =>
    cart.discount + cart.shippingDiscount === sum(cart.discounts.map(({ amount }) => amount)),

  'no amount has a fraction, is negative or too large for the wire': ({ cart }) =>
    everyAmount(cart).every((amount) => Number.isSafeInteger(amount) && amount >= 0 && amount <= MAX_TOTAL),

  'no discount is more than what it is on, and no included tax more than the price that holds it': ({ cart }) =>
    cart.lines.every(
      ({ subtotal, discount, total, tax }) => discount <= subtotal && (!cart.taxIncluded || tax <= total)
    ) &&
    cart.shippingDiscount <= cart.shipping &&
    cart.discounts.every(({ amount }) => amount > 0),

  'every tax is its exact share, rounded once in the mode that is set': ({ cart, input }) => exactTaxes(cart, input),

  'a single promotion saves its exact share, rounded once, each line at most a unit off': ({ cart, input }) =>
    input.promotions.length !== 1 || exactDiscount(cart, input),

  'shipping is free from the discounted sum on, and its price below': ({ cart, input: { lines, shipping } }) => {
    const isFree = cart.subtotal - cart.discount >= (shipping?.freeFromAmount ?? Infinity)
    return cart.shipping === (shipping && lines.length > 0 && !isFree ? shipping.amount : 0)
  },

  'every promotion is either applied or refused, and below its minimum it is refused for that': ({ cart, input }) =>
    input.promotions.length === cart.discounts.length + cart.refused.length &&
    input.promotions.every(({ id, minimumAmount, minimumQuantity }) => {
      const isBelow =
        cart.subtotal < minimumAmount || sum(input.lines.map(({ quantity }) => quantity)) < minimumQuantity
      const refusal = cart.refused.find(({ promotionId }) => promotionId === id)
      const isApplied = cart.discounts.some(({ promotionId }) => promotionId === id)
      return isApplied === (refusal === undefined) && isBelow === (refusal?.reason === 'below_minimum')
    }),

  'the order of lines and promotions changes no sum; shares can change places between equal lines alone': ({
    cart,
    input,
    dice,
  }) => {
    const other = { ...input, lines: dice.shuffled(input.lines), promotions: dice.shuffled(input.promotions) }
    const { lines, ...sums } = priceCart(other)
    const { lines: _, ...expected } = cart
    return (
      JSON.stringify(sums) === JSON.stringify(expected) && shares({ ...sums, lines }, other) === shares(cart, input)
    )
  },

  'of promotions that go alone and all others together, those are taken by which the total is least': leastTotal,

  'one promotion more, alone, for shipping or after the others, never raises the total, but where it ends free shipping':
    addingOne,

  'refunding the parts in any split and order, and shipping, gives back the total': refundParts,
} satisfies Record<string, Check>

function leastTotal({ cart, input }: Case): boolean {
  const alone = input.promotions.filter(isAlone)
  if (alone.length === 0) return true
  const outcomes = [input.promotions.filter((promotion) => !isAlone(promotion)), ...alone.map((one) => [one])]
    // If all of them can be combined, the pricing has no choice.
    .map((some) =>
      repriced(
        input,
        some.map((promotion) => ({ ...promotion, stacking: 'combine' as const }))
      )
    )
    .filter(({ discounts }, index) => index === 0 || discounts.length > 0)
  const usesAlone = cart.discounts.some(({ promotionId }) => alone.some(({ id }) => id === promotionId))
  return cart.total === Math.min(...outcomes.map(({ total }) => total)) && (!usesAlone || cart.discounts.length === 1)
}

function addingOne({ cart, input, dice }: Case): boolean {
  const one = dice.shuffled(input.promotions)[0]
  if (!one || !(isAlone(one) || one.reward.kind === 'free_shipping' || isLast(one, input))) return true
  const without = repriced(
    input,
    input.promotions.filter((other) => other !== one)
  )
  const endsFreeShipping = !isAlone(one) && typeof input.shipping?.freeFromAmount === 'number'
  // The most that shipping can cost once it is no longer free, with tax of at most 100%.
  const fee = endsFreeShipping ? 2 * (input.shipping?.amount ?? 0) : 0
  return cart.total <= without.total + fee
}

function refundParts({ cart, dice }: Case): boolean {
  const order = { ...cart, lines: cart.lines.map((line) => ({ ...line, total: line.subtotal })) }
  const parts = dice.shuffled(
    cart.lines.flatMap(({ id, quantity }) => {
      const cut = dice.between(0, quantity)
      return [cut, dice.between(0, quantity - cut)].map((units) => ({ lineId: id, quantity: units }))
    })
  )
  const left = new Map(cart.lines.map(({ id, quantity }) => [id, quantity]))
  const refunded: { lineId: string; quantity: number }[] = []
  let given = 0
  let isSane = true
  const give = (lines: { lineId: string; quantity: number }[], includeShipping: boolean) => {
    const refund = refundOf(order, refunded, { lines, includeShipping })
    isSane &&= refund.lines.every(({ amount }) => amount >= 0) && refund.shipping >= 0
    isSane &&= refund.amount === sum(refund.lines.map(({ amount }) => amount)) + refund.shipping
    given += refund.amount
    isSane &&= Number.isSafeInteger(given) && given <= cart.total
    for (const line of lines) {
      refunded.push(line)
      left.set(line.lineId, (left.get(line.lineId) ?? 0) - line.quantity)
    }
  }
  while (parts.length > 0) give(parts.splice(0, dice.between(1, 20)), false)
  const rest = [...left].map(([lineId, quantity]) => ({ lineId, quantity }))
  give(dice.shuffled(rest), true)
  return isSane && given === cart.total
}
