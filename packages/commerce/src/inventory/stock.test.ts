import { expect, test } from 'vitest'
import type { StockFigures } from './stock.ts'
import { availableQuantity, toAvailability } from './stock.ts'

const stock = (rest: Partial<StockFigures>): StockFigures => ({
  tracked: true,
  backorder: false,
  onHand: 10,
  allocated: 0,
  ...rest,
})

test('available: what is on hand and not promised, never less than nothing', () => {
  expect(availableQuantity(stock({ allocated: 4 }))).toBe(6)
  expect(availableQuantity(stock({ allocated: 10 }))).toBe(0)
  expect(availableQuantity(stock({ onHand: 2, allocated: 5 }))).toBe(0)
  expect(availableQuantity(stock({ onHand: null, allocated: null }))).toBe(0)
})

test('available: nothing bounds what is not tracked or may be back-ordered', () => {
  expect(availableQuantity(stock({ tracked: false, onHand: 0 }))).toBeNull()
  expect(availableQuantity(stock({ backorder: true, onHand: 0, allocated: 9 }))).toBeNull()
})

test('level: sold out at 0, low up to what the shop has set, in stock above it or without a bound', () => {
  const levelAt = (onHand: number) => toAvailability({ ...stock({ onHand }), lowFrom: 3 }).level
  expect([0, 1, 3, 4].map(levelAt)).toEqual(['out_of_stock', 'low_stock', 'low_stock', 'in_stock'])
  expect(toAvailability({ ...stock({ tracked: false }), lowFrom: 3 })).toEqual({ level: 'in_stock', quantity: null })
})
