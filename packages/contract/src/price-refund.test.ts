import { expect, test } from 'vitest'
import { refundOf } from './price-refund.ts'

const order = {
  lines: [
    { id: 'shirts', quantity: 3, total: 3000, discount: 1000, tax: 333 },
    { id: 'tie', quantity: 1, total: 500, discount: 0, tax: 83 },
  ],
  shipping: 490,
  shippingDiscount: 100,
  shippingTax: 65,
  taxIncluded: true,
}
const give = (lines: [string, number][], before: [string, number][] = [], includeShipping = false) => {
  const units = (some: [string, number][]) => some.map(([lineId, quantity]) => ({ lineId, quantity }))
  return refundOf(order, units(before), { lines: units(lines), includeShipping })
}

test('refund: three shirts that cost 20.00 together come back as 6.67, 6.66 and 6.67', () => {
  const amounts = [0, 1, 2].map((before) => give([['shirts', 1]], [['shirts', before]]).amount)
  expect(amounts).toEqual([667, 666, 667])
  expect(give([['shirts', 2]], [['shirts', 1]]).amount).toBe(1333)
})

test('refund: shipping comes back less its discount, and the tax with each part where it was on top', () => {
  expect(give([['tie', 1]], [], true)).toEqual({
    lines: [{ lineId: 'tie', quantity: 1, amount: 500 }],
    shipping: 390,
    amount: 890,
  })
  const asked = { lines: [{ lineId: 'tie', quantity: 1 }], includeShipping: true }
  expect(refundOf({ ...order, taxIncluded: false }, [], asked).amount).toBe(583 + 455)
})

test('refund: the same line asked for twice counts on, and never for more units than are left', () => {
  expect(
    give([
      ['shirts', 1],
      ['shirts', 2],
    ]).lines.map(({ amount }) => amount)
  ).toEqual([667, 1333])
  expect(() => give([['shirts', 2]], [['shirts', 2]])).toThrow('units that are left')
  expect(() =>
    give([
      ['shirts', 2],
      ['shirts', 2],
    ])
  ).toThrow('units that are left')
  expect(() => give([['shirts', -1]], [['shirts', 2]])).toThrow('units that are left')
  expect(() => give([['hat', 1]])).toThrow('lines of the order')
})
