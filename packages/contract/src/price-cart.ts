import type { Currency } from './money.ts'
import type { AppliedDiscount, DiscountOutcome, PricedPromotion, RefusedPromotion } from './price-discounts.ts'
import { priceDiscounts } from './price-discounts.ts'
import type { TaxRules, TaxedPart } from './price-taxes.ts'
import { priceTaxes } from './price-taxes.ts'

/** A line to price. Amounts are minor units of the cart currency. */
export interface PricingLine {
  readonly id: string
  readonly productId: string
  /**
   * The collections that contain the product, directly or through a sub-collection. All lines of a product have the
   * same list.
   */
  readonly collectionIds: readonly string[]
  readonly unitAmount: number
  readonly quantity: number
  /** Selects the tax rates that apply; null if the line is not taxed. */
  readonly taxClass: string | null
}

/**
 * The chosen shipping method with its price for this cart. If `freeFromAmount` is set, shipping is free from that sum
 * of discounted lines.
 */
export interface PricingShipping {
  readonly amount: number
  readonly freeFromAmount: number | null
  readonly taxClass: string | null
}

/**
 * Everything that a price depends on. Equal inputs return byte-for-byte equal results in the browser and on the server.
 */
export interface PricingInput {
  readonly currency: Currency
  readonly lines: readonly PricingLine[]
  readonly promotions: readonly PricedPromotion[]
  readonly shipping: PricingShipping | null
  readonly taxes: TaxRules
}

/** A priced line: `total` = `subtotal` − `discount`. If tax is added on top, the buyer pays `total` + `tax`. */
export interface PricedCartLine {
  readonly id: string
  readonly unitAmount: number
  readonly quantity: number
  readonly subtotal: number
  readonly discount: number
  readonly total: number
  readonly tax: number
}

/** The tax of one rate. `base` is the taxed amount, without the tax itself if prices include it. */
export interface PricedTax {
  readonly rateId: string
  readonly name: string
  readonly basisPoints: number
  readonly base: number
  readonly amount: number
}

/**
 * A priced cart: `total` = `subtotal` − `discount` + `shipping` − `shippingDiscount` (+ `tax` if prices exclude it).
 */
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
 * lines changes no sum. It only decides which of two equal lines gets the odd unit when an amount is distributed.
 */
export const priceCart = (input: PricingInput): PricedCart => {
  const placed = input.lines.map((line, place) => ({ line, place })).toSorted((a, b) => byContent(a.line, b.line))
  const priced = priceInOrder({ ...input, lines: placed.map(({ line }) => line) })
  const lines = [...priced.lines]
  priced.lines.forEach((line, at) => (lines[placed[at]?.place ?? at] = line))
  return { ...priced, lines }
}

// The earlier line gets an odd unit. If lines kept the order of the cart, removing an item and adding it again could
// change the tax, and so the total. Sorting by ID does not work either: an order's lines have other IDs than its cart's
// lines.
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
