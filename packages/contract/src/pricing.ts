import type { Totals } from './cart.ts'
import type { Currency } from './money.ts'
import { divideRounded, money, multiplyMoney } from './money.ts'
import type { Shop } from './shop.ts'

/** One line to be priced. */
export interface PricedLine {
  readonly unitAmount: number
  readonly quantity: number
}

/** How a shop turns lines into totals: its currency, tax and shipping. */
export type PriceRules = Pick<
  Shop,
  'currency' | 'pricesIncludeTax' | 'taxRateBasisPoints' | 'shippingFee' | 'freeShippingFrom'
>

const WHOLE = 10_000

/**
 * Prices a cart or an order: the one function that browser and server both run. Tax is rounded once, half to even, on the
 * taxable sum (lines and shipping); with tax-inclusive prices it is the part contained in that sum.
 */
export const priceLines = (lines: readonly PricedLine[], rules: PriceRules): Totals => {
  const of = (amount: number) => money(amount, rules.currency)
  const subtotal = lines.reduce((sum, line) => sum + lineAmount(line, rules.currency), 0)
  const shipping = shippingAmount(subtotal, lines.length > 0, rules)
  const taxable = subtotal + shipping
  const rate = BigInt(rules.taxRateBasisPoints)
  const tax = divideRounded(BigInt(taxable) * rate, BigInt(WHOLE) + (rules.pricesIncludeTax ? rate : 0n), 'half_even')
  return {
    subtotal: of(subtotal),
    discount: of(0),
    shipping: of(shipping),
    tax: of(tax),
    total: of(rules.pricesIncludeTax ? taxable : taxable + tax),
    taxIncluded: rules.pricesIncludeTax,
  }
}

/** Gives the amount of one line in minor units. */
export const lineAmount = (line: PricedLine, currency: Currency): number =>
  multiplyMoney(money(line.unitAmount, currency), line.quantity).amount

const shippingAmount = (subtotal: number, hasLines: boolean, rules: PriceRules): number => {
  if (!hasLines) return 0
  const isFree = rules.freeShippingFrom !== null && subtotal >= rules.freeShippingFrom.amount
  return isFree ? 0 : rules.shippingFee.amount
}
