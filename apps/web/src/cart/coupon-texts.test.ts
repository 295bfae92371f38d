import type { Cart } from '@tradepost/contract'
import { expect, test } from 'vitest'
import { refusalText } from './coupon-texts.ts'

const cartWith = (minimum: { minimumAmount?: number; minimumQuantity?: number }): Cart => {
  const zero = { amount: 0, currency: 'EUR' } as const
  return {
    id: 'crt_1',
    currency: 'EUR',
    lines: [],
    itemCount: 2,
    totals: {
      subtotal: { amount: 3000, currency: 'EUR' },
      discount: zero,
      shipping: zero,
      tax: zero,
      total: zero,
      taxIncluded: true,
    },
    discounts: [],
    coupons: [],
    taxes: [],
    problems: [],
    pricing: {
      currency: 'EUR',
      lines: [],
      promotions: [
        {
          id: 'prm_1',
          title: 'Spring',
          code: 'SPRING',
          reward: { kind: 'free_shipping' },
          minimumAmount: 0,
          minimumQuantity: 0,
          stacking: 'combine',
          priority: 0,
          ...minimum,
        },
      ],
      shipping: null,
      taxes: { pricesIncludeTax: true, rounding: 'per_rate', roundingMode: 'half_up', rates: [] },
    },
  }
}

const spring = { code: 'SPRING', title: 'Spring', refusal: 'below_minimum' } as const

test('coupon: a code that is not reached tells from what sum or how many items on it counts', () => {
  expect(refusalText(spring, cartWith({ minimumAmount: 5000 }))).toBe('It counts from €50.00 of goods on.')
  expect(refusalText(spring, cartWith({ minimumQuantity: 3 }))).toBe('It counts from 3 items on.')
})

test('coupon: one that counts has nothing to tell, one that is over says so', () => {
  expect(refusalText({ ...spring, refusal: null }, cartWith({}))).toBeNull()
  expect(refusalText({ ...spring, refusal: 'ended' }, cartWith({}))).toBe('This code is over.')
})
