import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Currency, RoundingMode } from './money.ts'
import {
  addMoney,
  currencyDigits,
  distribute,
  divideRounded,
  formatMoney,
  MAX_AMOUNT,
  MAX_TOTAL,
  Money,
  money,
  multiplyMoney,
  parseDecimal,
  toDecimal,
} from './money.ts'

const modes: readonly RoundingMode[] = ['half_up', 'half_even', 'down', 'up']
const currencies = Object.keys(currencyDigits) as Currency[]
const anyCurrency = fc.constantFrom(...currencies)
const anyAmount = fc.integer({ min: -MAX_TOTAL, max: MAX_TOTAL })

const magnitude = (n: bigint): bigint => (n < 0n ? -n : n)

/**
 * Rounds by definition: returns the neighboring whole number that the mode names. Does not share the sign handling of
 * the tested code.
 */
const roundByDefinition = (n: bigint, d: bigint, mode: RoundingMode): bigint => {
  const floor = (n - (((n % d) + d) % d)) / d
  const [below, above] = [n - floor * d, (floor + 1n) * d - n]
  if (below === 0n) return floor
  const [inner, outer] = magnitude(floor) < magnitude(floor + 1n) ? [floor, floor + 1n] : [floor + 1n, floor]
  if (mode === 'down') return inner
  if (mode === 'up') return outer
  if (below !== above) return below < above ? floor : floor + 1n
  if (mode === 'half_up') return outer
  return floor % 2n === 0n ? floor : floor + 1n
}

test.each(modes)('divideRounded: %s is the whole neighbour that its definition names, above and below zero', (mode) => {
  const rational = fc.record({
    n: fc.oneof(fc.bigInt(-1000n, 1000n), fc.bigInt(-(10n ** 15n), 10n ** 15n)),
    d: fc.oneof(fc.bigInt(1n, 20n), fc.bigInt(1n, 10n ** 6n)),
  })
  fc.assert(
    fc.property(rational, ({ n, d }) => {
      expect(BigInt(divideRounded(n, d, mode))).toBe(roundByDefinition(n, d, mode))
    })
  )
})

test('divideRounded: halves, by name', () => {
  const halves = [-5n, -3n, -1n, 1n, 3n, 5n]
  const rounded = Object.fromEntries(modes.map((mode) => [mode, halves.map((n) => divideRounded(n, 2n, mode))]))
  expect(rounded).toEqual({
    half_up: [-3, -2, -1, 1, 2, 3],
    half_even: [-2, -2, 0, 0, 2, 2].map((n) => (n === 0 ? expect.closeTo(0) : n)),
    down: [-2, -1, 0, 0, 1, 2].map((n) => (n === 0 ? expect.closeTo(0) : n)),
    up: [-3, -2, -1, 1, 2, 3],
  })
})

test('divideRounded: never answers minus zero, and refuses a divisor that is not positive', () => {
  expect(Object.is(divideRounded(-1n, 3n, 'down'), 0)).toBe(true)
  expect(() => divideRounded(1n, 0n, 'down')).toThrow(RangeError)
  expect(() => divideRounded(1n, -2n, 'down')).toThrow(RangeError)
})

const anyWeights = fc.array(fc.nat({ max: 1_000_000 }), { minLength: 1, maxLength: 20 })

test('distribute: not a unit is lost or made', () => {
  fc.assert(
    fc.property(anyAmount, anyWeights, (amount, weights) => {
      const parts = distribute(amount, weights)
      expect(parts).toHaveLength(weights.length)
      expect(parts.reduce((sum, part) => sum + part, 0)).toBe(amount)
    })
  )
  expect(distribute(5, [])).toEqual([])
})

test('distribute: each part is within one unit of its exact share, and a weight of 0 gets nothing', () => {
  fc.assert(
    fc.property(anyAmount, anyWeights, (amount, weights) => {
      const total = weights.reduce((sum, weight) => sum + BigInt(weight), 0n)
      fc.pre(total > 0n)
      distribute(amount, weights).forEach((part, index) => {
        const weight = BigInt(weights[index] ?? 0)
        expect(magnitude(BigInt(part) * total - BigInt(amount) * weight) < total).toBe(true)
        if (weight === 0n) expect(part).toBeCloseTo(0)
      })
    })
  )
})

test('distribute: equal weights differ by one unit at most, and the earlier one has it', () => {
  fc.assert(
    fc.property(fc.nat({ max: MAX_AMOUNT }), anyWeights, (amount, weights) => {
      const parts = distribute(amount, weights)
      weights.forEach((weight, index) => {
        const later = parts.filter((_, other) => other > index && weights[other] === weight)
        for (const part of later) expect([0, 1]).toContain((parts[index] ?? 0) - part)
      })
    })
  )
  expect(distribute(100, [1, 1, 1])).toEqual([34, 33, 33])
  expect(distribute(5, [0, 0, 0])).toEqual([2, 2, 1])
})

test('distribute: a negative amount is the mirror of the positive one', () => {
  fc.assert(
    fc.property(fc.nat({ max: MAX_AMOUNT }), anyWeights, (amount, weights) => {
      expect(distribute(-amount, weights).map((part) => 0 - part)).toEqual(distribute(amount, weights))
    })
  )
})

test('decimals: what is written is read back exactly, in every currency', () => {
  fc.assert(
    fc.property(fc.nat({ max: MAX_AMOUNT }), anyCurrency, (amount, currency) => {
      expect(parseDecimal(toDecimal(money(amount, currency)), currency)).toBe(amount)
    })
  )
})

test('decimals: as many digits as the currency has', () => {
  expect(toDecimal(money(1999, 'USD'))).toBe('19.99')
  expect(toDecimal(money(5, 'USD'))).toBe('0.05')
  expect(toDecimal(money(-5, 'EUR'))).toBe('-0.05')
  expect(toDecimal(money(1999, 'JPY'))).toBe('1999')
  expect(toDecimal(money(1999, 'KWD'))).toBe('1.999')
  expect(toDecimal(money(0, 'KWD'))).toBe('0.000')
})

test('parseDecimal: takes fewer digits and trailing zeros, never a fraction of a minor unit', () => {
  expect(parseDecimal('19.9', 'USD')).toBe(1990)
  expect(parseDecimal(' 19 ', 'USD')).toBe(1900)
  expect(parseDecimal('19.990', 'USD')).toBe(1999)
  expect(parseDecimal('1.999', 'KWD')).toBe(1999)
  expect(parseDecimal('19.00', 'JPY')).toBe(19)
  expect(parseDecimal('19.999', 'USD')).toBeNull()
  expect(parseDecimal('19.5', 'JPY')).toBeNull()
  expect(parseDecimal('1.9999', 'KWD')).toBeNull()
})

test('parseDecimal: whatever else is no amount, never a guess', () => {
  const others = [
    '',
    ' ',
    '.',
    '1.',
    '.5',
    '-1',
    '+1',
    '1,99',
    '1e3',
    '0x10',
    '1.2.3',
    'NaN',
    'Infinity',
    '١٢',
    '1 000',
  ]
  expect(others.map((text) => parseDecimal(text, 'USD'))).toEqual(others.map(() => null))
  expect(parseDecimal('100000000.00', 'USD')).toBe(MAX_AMOUNT)
  expect(parseDecimal('100000000.01', 'USD')).toBeNull()
  fc.assert(
    fc.property(fc.string(), anyCurrency, (text, currency) => {
      const amount = parseDecimal(text, currency)
      expect(amount === null || (Number.isSafeInteger(amount) && amount >= 0 && amount <= MAX_AMOUNT)).toBe(true)
    })
  )
})

test('formatMoney: for people, in their language, with the currency’s digits', () => {
  const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ')
  expect(formatMoney(money(123_456, 'EUR'))).toBe('€1,234.56')
  expect(plain(formatMoney(money(123_456, 'EUR'), 'de'))).toBe('1.234,56 €')
  expect(formatMoney(money(1999, 'JPY'))).toBe('¥1,999')
  expect(plain(formatMoney(money(1999, 'KWD')))).toBe('KWD 1.999')
  expect(formatMoney(money(-5, 'USD'))).toBe('-$0.05')
  expect(formatMoney(money(MAX_TOTAL - 1, 'USD'))).toBe('$39,999,999,999,999.99')
})

test('money: whole minor units alone; a fraction is a programming error', () => {
  for (const amount of [0.5, Number.NaN, Infinity, 2 ** 53]) expect(() => money(amount, 'EUR')).toThrow(RangeError)
  expect(() => multiplyMoney(money(MAX_TOTAL, 'EUR'), 10_000)).toThrow(RangeError)
  expect(Money.safeParse({ amount: 1.5, currency: 'EUR' }).success).toBe(false)
  expect(Money.safeParse({ amount: MAX_TOTAL + 1, currency: 'EUR' }).success).toBe(false)
  expect(Money.safeParse({ amount: 1, currency: 'XXX' }).success).toBe(false)
})

test('addMoney: two currencies do not compile, and do not add where types are forced', () => {
  expect(addMoney(money(1, 'EUR'), money(2, 'EUR'))).toEqual({ amount: 3, currency: 'EUR' })
  // @ts-expect-error euros and dollars are two types
  expect(() => addMoney(money(1, 'EUR'), money(1, 'USD'))).toThrow(RangeError)
})
