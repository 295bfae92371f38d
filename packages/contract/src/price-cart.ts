import type { Currency } from './money.ts'
import type { AppliedDiscount, DiscountOutcome, PricedPromotion, RefusedPromotion } from './price-discounts.ts'
import { priceDiscounts } from './price-discounts.ts'
import type { TaxRules, TaxedPart } from './price-taxes.ts'
import { priceTaxes } from './price-taxes.ts'

/** A line as it is priced. Amounts are minor units of the cart's currency. */
export interface PricingLine {
  readonly id: string
  readonly productId: string
  /** The collections the product is in, also through those below them; the same on each line of the product. */
  readonly collectionIds: readonly string[]
  readonly unitAmount: number
  readonly quantity: number
  /** Which tax rates apply; null for what is not taxed. */
  readonly taxClass: string | null
}

/** The chosen way of shipping with its price for this cart; free from a sum of discounted lines on, where it says so. */
export interface PricingShipping {
  readonly amount: number
  readonly freeFromAmount: number | null
  readonly taxClass: string | null
}

/** All that a price depends on. The same value gives the same answer, byte for byte, in the browser and on the server. */
export interface PricingInput {
  readonly currency: Currency
  readonly lines: readonly PricingLine[]
  readonly promotions: readonly PricedPromotion[]
  readonly shipping: PricingShipping | null
  readonly taxes: TaxRules
}

/** A line with its price: `total` = `subtotal` − `discount`, and with tax on top `total` + `tax` is what is paid for it. */
export interface PricedCartLine {
  readonly id: string
  readonly unitAmount: number
  readonly quantity: number
  readonly subtotal: number
  readonly discount: number
  readonly total: number
  readonly tax: number
}

/** The tax of one rate: `base` is what it is on, net of it where prices include tax. */
export interface PricedTax {
  readonly rateId: string
  readonly name: string
  readonly basisPoints: number
  readonly base: number
  readonly amount: number
}

/** A priced cart: `total` = `subtotal` − `discount` + `shipping` − `shippingDiscount` (+ `tax` where it comes on top). */
export interface PricedCart {
  readonly currency: Currency
  readonly lines: readonly PricedCartLine[]
  readonly subtotal: number
  readonly discount: number
  readonly shipping: number
  readonly shippingDiscount: number
  readonly shippingTax: number
  readonly tax: number
  readonly taxIncluded: boolean
  readonly total: number
  readonly discounts: readonly AppliedDiscount[]
  readonly refused: readonly RefusedPromotion[]
  readonly taxes: readonly PricedTax[]
}

/**
 * Prices a cart or an order: lines, promotions, shipping, taxes and totals, all in whole minor units. The order of the
 * lines changes no sum; it decides only which of two equal lines has the odd unit of a share.
 */
export const priceCart = (input: PricingInput): PricedCart => {
  const placed = input.lines.map((line, place) => ({ line, place })).toSorted((a, b) => byContent(a.line, b.line))
  const priced = priceInOrder({ ...input, lines: placed.map(({ line }) => line) })
  const lines = [...priced.lines]
  priced.lines.forEach((line, at) => (lines[placed[at]?.place ?? at] = line))
  return { ...priced, lines }
}

// Odd units go to the earlier line. Were that the order of the cart, then taking a thing out and putting it in again
// could change the tax, and so the total. Ids are no order either: an order's lines have others than its cart's.
const byContent = (a: PricingLine, b: PricingLine): number =>
  compare(a.productId, b.productId) ||
  a.unitAmount - b.unitAmount ||
  a.quantity - b.quantity ||
  compare(a.taxClass ?? '', b.taxClass ?? '')

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const priceInOrder = (input: PricingInput): PricedCart => {
  const { currency, lines, taxes } = input
  const subtotals = lines.map(({ unitAmount, quantity }) => unitAmount * quantity)
  const saved = priceDiscounts({
    subtotals,
    shippingOf: (discounted) => shippingAmount(input, discounted),
    totalOf: (outcome) => settle(input, subtotals, outcome).total,
    ...input,
  })
  const { totals, taxed, tax, total } = settle(input, subtotals, saved)
  return {
    currency,
    lines: lines.map(({ id, unitAmount, quantity }, index) => ({
      id,
      unitAmount,
      quantity,
      subtotal: subtotals[index] ?? 0,
      discount: saved.perLine[index] ?? 0,
      total: totals[index] ?? 0,
      tax: taxed.perPart[index] ?? 0,
    })),
    subtotal: sum(subtotals),
    discount: sum(saved.perLine),
    shipping: saved.shipping,
    shippingDiscount: saved.shippingDiscount,
    shippingTax: taxed.perPart.at(-1) ?? 0,
    tax,
    taxIncluded: taxes.pricesIncludeTax,
    total,
    discounts: saved.applied,
    refused: saved.refused,
    taxes: taxed.taxes,
  }
}

const settle = ({ lines, shipping, taxes }: PricingInput, subtotals: readonly number[], saved: DiscountOutcome) => {
  const totals = subtotals.map((subtotal, index) => subtotal - (saved.perLine[index] ?? 0))
  const shipped = saved.shipping - saved.shippingDiscount
  const parts: TaxedPart[] = [
    ...lines.map(({ taxClass }, index) => ({ taxClass, amount: totals[index] ?? 0 })),
    { taxClass: shipping?.taxClass ?? null, amount: shipped },
  ]
  const taxed = priceTaxes(parts, taxes)
  const tax = sum(taxed.perPart)
  const net = sum(totals) + shipped
  return { totals, taxed, tax, total: taxes.pricesIncludeTax ? net : net + tax }
}

const shippingAmount = ({ lines, shipping }: PricingInput, discounted: number): number => {
  if (shipping === null || lines.length === 0) return 0
  return shipping.freeFromAmount !== null && discounted >= shipping.freeFromAmount ? 0 : shipping.amount
}

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0)
