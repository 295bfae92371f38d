import { type Currency, currencyDigits, parseDecimal, toDecimal } from '@tradepost/contract'

/** The text in the two fields of the price filter. */
export interface PriceDraft {
  readonly min: string
  readonly max: string
}

/** The price range of a draft in minor units, or the problem with it. */
export type PriceBounds = { priceMin: number | undefined; priceMax: number | undefined } | { problem: string }

const boundOf = (text: string, currency: Currency): number | null | undefined => {
  // A comma before three final digits groups thousands. Any other is the decimal separator used in half of Europe.
  const plain = text.replaceAll(/\s|,(?=\d{3}(?:\D|$))/g, '').replace(',', '.')
  return plain === '' ? undefined : parseDecimal(plain, currency)
}

/** Reads the typed range. The ends may be in either order, and an empty one is open. */
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

/** Formats a bound for its field, without decimals if they are zero. */
export const boundText = (amount: number | undefined, currency: Currency): string =>
  amount === undefined ? '' : toDecimal({ amount, currency }).replace(/\.0+$/, '')
