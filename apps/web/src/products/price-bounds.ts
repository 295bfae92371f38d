import { type Currency, currencyDigits, parseDecimal, toDecimal } from '@tradepost/contract'

/** What is typed into the two fields of the price filter. */
export interface PriceDraft {
  readonly min: string
  readonly max: string
}

/** The range of prices that a draft means, in minor units, or what is wrong with it. */
export type PriceBounds = { priceMin: number | undefined; priceMax: number | undefined } | { problem: string }

const boundOf = (text: string, currency: Currency): number | null | undefined => {
  // A comma before three last digits groups thousands, any other one is the decimal point of half of Europe.
  const plain = text.replaceAll(/\s|,(?=\d{3}(?:\D|$))/g, '').replace(',', '.')
  return plain === '' ? undefined : parseDecimal(plain, currency)
}

/** Reads the typed range; the ends may come in either order, and an empty one is open. */
export const readBounds = ({ min, max }: PriceDraft, currency: Currency): PriceBounds => {
  const low = boundOf(min, currency)
  const high = boundOf(max, currency)
  if (low === null || high === null) {
    const example = currencyDigits[currency] === 0 ? '2500' : '25 or 25.50'
    return { problem: `Enter an amount such as ${example}.` }
  }
  if (low === undefined || high === undefined) return { priceMin: low, priceMax: high }
  return { priceMin: Math.min(low, high), priceMax: Math.max(low, high) }
}

/** Writes a bound for its field, whole where it is whole. */
export const boundText = (amount: number | undefined, currency: Currency): string =>
  amount === undefined ? '' : toDecimal({ amount, currency }).replace(/\.0+$/, '')
