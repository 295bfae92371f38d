import type { RoundingMode } from './money.ts'
import { distribute, divideRounded } from './money.ts'
import type { PricedTax } from './price-cart.ts'

/** A tax rate of the destination. All rates of one class apply to the same base. */
export interface TaxRate {
  readonly id: string
  readonly name: string
  readonly basisPoints: number
  readonly taxClass: string
}

/**
 * How tax is computed. `per_line` rounds the tax of each line and of shipping. `per_rate` rounds once per class, as
 * most invoices do, and distributes the result over the lines by largest remainder.
 */
export interface TaxRules {
  readonly pricesIncludeTax: boolean
  readonly rounding: 'per_line' | 'per_rate'
  readonly roundingMode: RoundingMode
  readonly rates: readonly TaxRate[]
}

/** A taxed amount: a line after its discounts, or the shipping. */
export interface TaxedPart {
  readonly taxClass: string | null
  readonly amount: number
}

/** The tax of each part, and of each rate over all parts. Both have the same sum. */
export interface PricedTaxes {
  readonly perPart: readonly number[]
  readonly taxes: readonly PricedTax[]
}

const WHOLE = 10_000

/** Computes the taxes: the tax contained in the prices if they include it, otherwise the tax added on top. */
export const priceTaxes = (parts: readonly TaxedPart[], rules: TaxRules): PricedTaxes => {
  const perPart = parts.map(() => 0)
  const taxes: PricedTax[] = []
  for (const taxClass of new Set(rules.rates.map((rate) => rate.taxClass))) {
    const rates = rules.rates.filter((rate) => rate.taxClass === taxClass)
    const indexes = parts.flatMap((part, index) => (part.taxClass === taxClass ? [index] : []))
    const amounts = indexes.map((index) => parts[index]?.amount ?? 0)
    const shares = taxOfClass(amounts, rates, rules)
    indexes.forEach((index, at) => (perPart[index] = shares[at] ?? 0))
    taxes.push(...taxesOfRates({ rates, amount: sum(amounts), tax: sum(shares), rules }))
  }
  return { perPart, taxes }
}

const taxOfClass = (amounts: readonly number[], rates: readonly TaxRate[], rules: TaxRules): number[] => {
  const taxOf = (amount: number) => contained(amount, sum(rates.map(({ basisPoints }) => basisPoints)), rules)
  return rules.rounding === 'per_line' ? amounts.map(taxOf) : distribute(taxOf(sum(amounts)), amounts)
}

const contained = (amount: number, basisPoints: number, rules: TaxRules): number =>
  divideRounded(
    BigInt(amount) * BigInt(basisPoints),
    BigInt(rules.pricesIncludeTax ? WHOLE + basisPoints : WHOLE),
    rules.roundingMode
  )

interface ClassTax {
  readonly rates: readonly TaxRate[]
  readonly amount: number
  readonly tax: number
  readonly rules: TaxRules
}

const taxesOfRates = ({ rates, amount, tax, rules }: ClassTax): PricedTax[] => {
  const shares = distribute(
    tax,
    rates.map(({ basisPoints }) => basisPoints)
  )
  const base = rules.pricesIncludeTax ? amount - tax : amount
  return rates.map(({ id, name, basisPoints }, index) => ({
    rateId: id,
    name,
    basisPoints,
    base,
    amount: shares[index] ?? 0,
  }))
}

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0)
