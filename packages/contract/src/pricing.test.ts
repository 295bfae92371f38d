import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Totals } from './cart.ts'
import type { Currency } from './money.ts'
import { currencyDigits, money } from './money.ts'
import type { PricedLine, PriceRules } from './pricing.ts'
import { lineAmount, priceLines } from './pricing.ts'

const anyCurrency = fc.constantFrom(...(Object.keys(currencyDigits) as Currency[]))
const anyLines: fc.Arbitrary<PricedLine[]> = fc.array(
  fc.record({ unitAmount: fc.nat({ max: 1_000_000_000 }), quantity: fc.integer({ min: 1, max: 999 }) }),
  { maxLength: 100 }
)
const anyRules: fc.Arbitrary<PriceRules> = anyCurrency.chain((currency) =>
  fc.record({
    currency: fc.constant(currency),
    pricesIncludeTax: fc.boolean(),
    taxRateBasisPoints: fc.nat({ max: 10_000 }),
    shippingFee: fc.nat({ max: 100_000 }).map((amount) => money(amount, currency)),
    freeShippingFrom: fc.option(fc.nat({ max: 1_000_000 }).map((amount) => money(amount, currency))),
  })
)

const always = (holds: (totals: Totals, rules: PriceRules, lines: PricedLine[]) => void) =>
  fc.assert(fc.property(anyLines, anyRules, (lines, rules) => holds(priceLines(lines, rules), rules, lines)))

const rules = (rest: Partial<PriceRules> = {}): PriceRules => ({
  currency: 'EUR',
  pricesIncludeTax: true,
  taxRateBasisPoints: 2000,
  shippingFee: money(490, 'EUR'),
  freeShippingFrom: money(7500, 'EUR'),
  ...rest,
})

const one = (unitAmount: number) => [{ unitAmount, quantity: 1 }]

test('price: every amount is a whole number of the shop’s currency, and none is negative', () => {
  always(({ taxIncluded: _, ...amounts }, { currency }) => {
    for (const amount of Object.values(amounts)) {
      expect(amount.currency).toBe(currency)
      expect(Number.isSafeInteger(amount.amount) && amount.amount >= 0).toBe(true)
    }
  })
})

test('price: total = subtotal - discount + shipping, and tax on top where prices come without it', () => {
  always(({ subtotal, discount, shipping, tax, total, taxIncluded }, { pricesIncludeTax }, lines) => {
    expect(taxIncluded).toBe(pricesIncludeTax)
    expect(subtotal.amount).toBe(lines.reduce((sum, line) => sum + line.unitAmount * line.quantity, 0))
    expect(total.amount).toBe(subtotal.amount - discount.amount + shipping.amount + (taxIncluded ? 0 : tax.amount))
  })
})

test('price: tax lies between nothing and what it is on', () => {
  always(({ subtotal, shipping, tax }) => {
    expect(tax.amount >= 0 && tax.amount <= subtotal.amount + shipping.amount).toBe(true)
  })
})

test('price: the order of the lines, and splitting one in two, change nothing', () => {
  always((totals, rules, lines) => {
    expect(priceLines(lines.toReversed(), rules)).toEqual(totals)
    expect(
      priceLines(
        lines.toSorted((a, b) => a.unitAmount - b.unitAmount),
        rules
      )
    ).toEqual(totals)
    const split = lines.flatMap(({ unitAmount, quantity }) =>
      quantity === 1
        ? [{ unitAmount, quantity }]
        : [
            { unitAmount, quantity: 1 },
            { unitAmount, quantity: quantity - 1 },
          ]
    )
    expect(priceLines(split, rules)).toEqual(totals)
  })
})

test('tax: is the exact share rounded once, to within half a unit', () => {
  always(({ subtotal, shipping, tax }, { taxRateBasisPoints, pricesIncludeTax }) => {
    const rate = BigInt(taxRateBasisPoints)
    const whole = 10_000n + (pricesIncludeTax ? rate : 0n)
    const error = BigInt(subtotal.amount + shipping.amount) * rate - BigInt(tax.amount) * whole
    expect(2n * (error < 0n ? -error : error) <= whole).toBe(true)
  })
})

test('tax: net and tax of an inclusive price give the gross price back when taxed again', () => {
  always((totals, rules) => {
    fc.pre(rules.pricesIncludeTax)
    const net = totals.total.amount - totals.tax.amount
    const again = priceLines(one(net), { ...rules, pricesIncludeTax: false, shippingFee: money(0, rules.currency) })
    expect(Math.abs(again.total.amount - totals.total.amount)).toBeLessThanOrEqual(1)
  })
})

test('tax: known amounts, halves to even', () => {
  const free = { shippingFee: money(0, 'EUR') }
  expect(priceLines(one(12_000), rules(free)).tax.amount).toBe(2000)
  expect(priceLines(one(9999), rules(free)).tax.amount).toBe(1666)
  const onTop = (unitAmount: number) =>
    priceLines(one(unitAmount), rules({ ...free, pricesIncludeTax: false, taxRateBasisPoints: 500 }))
  expect([10, 30, 50, 70].map((amount) => onTop(amount).tax.amount)).toEqual([0, 2, 2, 4])
  expect(onTop(100).total.amount).toBe(105)
})

test('shipping: is free from the threshold on, to the cent, and always where it never is free it is not', () => {
  const shippingOf = (unitAmount: number, rest?: Partial<PriceRules>) =>
    priceLines(one(unitAmount), rules(rest)).shipping.amount
  expect(shippingOf(7499)).toBe(490)
  expect(shippingOf(7500)).toBe(0)
  expect(shippingOf(1_000_000, { freeShippingFrom: null })).toBe(490)
  expect(shippingOf(0, { freeShippingFrom: money(0, 'EUR') })).toBe(0)
})

test('price: an empty cart costs nothing, not even shipping', () => {
  const { subtotal, shipping, tax, total } = priceLines([], rules({ freeShippingFrom: null }))
  expect([subtotal, shipping, tax, total].map(({ amount }) => amount)).toEqual([0, 0, 0, 0])
})

test('lineAmount: a fraction or a sum beyond 2^53 is a programming error, never a wrong price', () => {
  expect(lineAmount({ unitAmount: 333, quantity: 3 }, 'JPY')).toBe(999)
  expect(() => lineAmount({ unitAmount: 0.1, quantity: 1 }, 'EUR')).toThrow(RangeError)
  expect(() => lineAmount({ unitAmount: 2 ** 52, quantity: 999 }, 'EUR')).toThrow(RangeError)
})
