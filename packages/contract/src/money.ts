import * as z from 'zod'

/** The number of decimal digits of each supported currency (ISO 4217). */
export const currencyDigits = { EUR: 2, USD: 2, GBP: 2, CHF: 2, SEK: 2, JPY: 0, KWD: 3 } as const

export type Currency = keyof typeof currencyDigits

/** Accepts the ISO 4217 code of a supported currency. */
export const Currency = z.enum(Object.keys(currencyDigits) as [Currency, ...Currency[]])

/**
 * The maximum price, in minor units. With it, the largest cart (100 lines of 999 units), taxed at 100 %, stays below
 * {@link MAX_TOTAL}.
 */
export const MAX_AMOUNT = 10_000_000_000

/** The maximum sum, in minor units. JavaScript numbers are exact integers up to 2^53. */
export const MAX_TOTAL = 4_000_000_000_000_000

/** Accepts an amount in whole minor units (cents, yen, fils) from 0 to {@link MAX_AMOUNT}. */
export const Amount = z.int().min(0).max(MAX_AMOUNT)

/** Accepts money: whole minor units with their currency. */
export const Money = z.object({ amount: z.int().min(-MAX_TOTAL).max(MAX_TOTAL), currency: Currency })

/**
 * An amount in whole minor units of one currency. Each currency has its own type, so amounts of two currencies cannot
 * be added.
 */
export interface Money<C extends Currency = Currency> {
  readonly amount: number
  readonly currency: C
}

/**
 * Creates money from whole minor units. Throws a `RangeError` if the amount is fractional or out of range, which is a
 * programming error.
 */
export const money = <const C extends Currency>(amount: number, currency: C): Money<C> => {
  if (!Number.isSafeInteger(amount)) throw new RangeError('Money holds whole minor units within 2^53.')
  return { amount, currency }
}

/** Adds two amounts of the same currency. Throws a `RangeError` if their currencies differ. */
export const addMoney = <C extends Currency>(a: Money<C>, b: Money<NoInfer<C>>): Money<C> => {
  if (a.currency !== b.currency) throw new RangeError('Two currencies do not add.')
  return money(a.amount + b.amount, a.currency)
}

/** Multiplies money by a whole quantity. */
export const multiplyMoney = <C extends Currency>(price: Money<C>, quantity: number): Money<C> =>
  money(price.amount * quantity, price.currency)

/** How a division with a remainder is rounded. */
export type RoundingMode = 'half_up' | 'half_even' | 'down' | 'up'

/**
 * Divides exactly and rounds once. No other function here rounds. `half_up` rounds a half away from zero, `half_even`
 * to the even neighbor, `down` toward zero, `up` away from zero.
 */
export const divideRounded = (numerator: bigint, denominator: bigint, mode: RoundingMode): number => {
  if (denominator <= 0n) throw new RangeError('The divisor must be positive.')
  const sign = numerator < 0n ? -1n : 1n
  const positive = numerator * sign
  const quotient = positive / denominator
  const rest = positive % denominator
  const away = roundsAway({ quotient, twice: rest * 2n, denominator, mode })
  return Number((away ? quotient + 1n : quotient) * sign)
}

const roundsAway = (at: { quotient: bigint; twice: bigint; denominator: bigint; mode: RoundingMode }): boolean => {
  if (at.twice === 0n || at.mode === 'down') return false
  if (at.mode === 'up') return true
  if (at.twice !== at.denominator) return at.twice > at.denominator
  return at.mode === 'half_up' || at.quotient % 2n === 1n
}

/**
 * Splits an amount in proportion to weights without losing a unit, by largest remainder. Ties go to the earlier part.
 * If all weights are 0, the parts are as equal as possible.
 */
export const distribute = (amount: number, weights: readonly number[]): number[] => {
  if (weights.length === 0) return []
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  if (!Number.isSafeInteger(total)) throw new RangeError('Weights add up to at most 2^53.')
  if (total === 0)
    return distribute(
      amount,
      weights.map(() => 1)
    )
  const shares = weights.map((weight, index) => ({ index, ...divided(amount, weight, total) }))
  const given = shares.reduce((sum, share) => sum + share.whole, 0)
  const owed = Math.abs(amount - given)
  if (owed > 0) {
    const unit = Math.sign(amount)
    const luckyFirst = shares.toSorted((a, b) => b.rest - a.rest || a.index - b.index)
    for (const share of luckyFirst.slice(0, owed)) share.whole += unit
  }
  return shares.map(({ whole }) => whole)
}

/** Divides amount · weight by total. Returns the quotient, rounded toward zero, and the absolute remainder. */
const divided = (amount: number, weight: number, total: number): { whole: number; rest: number } => {
  const product = amount * weight
  // Below 2^53, plain numbers are as exact as BigInt and many times faster.
  if (Number.isSafeInteger(product)) {
    const rest = product % total
    return { whole: (product - rest) / total + 0, rest: Math.abs(rest) }
  }
  const exact = BigInt(amount) * BigInt(weight)
  return { whole: Number(exact / BigInt(total)), rest: Number(abs(exact % BigInt(total))) }
}

const abs = (value: bigint): bigint => (value < 0n ? -value : value)

/** Parses a decimal such as `19.99` into minor units. Returns null if it is not an exact amount of the currency. */
export const parseDecimal = (text: string, currency: Currency): number | null => {
  const match = /^(\d{1,12})(?:\.(\d{1,6}))?$/.exec(text.trim())
  if (!match) return null
  const digits = currencyDigits[currency]
  const fraction = match[2] ?? ''
  if (/[1-9]/.test(fraction.slice(digits))) return null
  const amount = Number(`${match[1]}${fraction.slice(0, digits).padEnd(digits, '0')}`)
  return amount <= MAX_AMOUNT ? amount : null
}

/** Formats money as a plain decimal such as `19.99`, without grouping or symbol. */
export const toDecimal = ({ amount, currency }: Money): string => {
  const digits = currencyDigits[currency]
  const text = String(Math.abs(amount)).padStart(digits + 1, '0')
  const sign = amount < 0 ? '-' : ''
  return digits === 0 ? `${sign}${text}` : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`
}

/** Formats money for people in the given locale, for instance `€19.99`. */
export const formatMoney = (value: Money, locale = 'en'): string =>
  // A decimal string is formatted exactly. A number would pass through binary floating point.
  formatOf(value.currency, locale).format(toDecimal(value) as `${number}`)

const formats = new Map<string, Intl.NumberFormat>()

/** Caches formats, because creating one takes many times as long as using it. */
const formatOf = (currency: Currency, locale: string): Intl.NumberFormat => {
  const name = `${currency} ${locale}`
  const known = formats.get(name) ?? new Intl.NumberFormat(locale, { style: 'currency', currency })
  formats.set(name, known)
  return known
}
