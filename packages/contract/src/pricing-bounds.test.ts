import { expect, test } from 'vitest'
import { MAX_CART_LINES, MAX_LINE_QUANTITY } from './cart.ts'
import { MAX_AMOUNT, MAX_TOTAL, Money } from './money.ts'
import { priceLines } from './pricing.ts'

test('pricing: the fullest cart of the dearest things is priced exactly and fits the wire', () => {
  const lines = Array.from({ length: MAX_CART_LINES }, () => ({ unitAmount: MAX_AMOUNT, quantity: MAX_LINE_QUANTITY }))
  const fee = { amount: MAX_AMOUNT, currency: 'EUR' as const }
  const rules = {
    currency: 'EUR' as const,
    pricesIncludeTax: false,
    taxRateBasisPoints: 0,
    shippingFee: fee,
    freeShippingFrom: null,
  }
  const { total } = priceLines(lines, rules)
  expect(total.amount).toBe(MAX_AMOUNT * MAX_LINE_QUANTITY * MAX_CART_LINES + MAX_AMOUNT)
  expect(total.amount).toBeLessThanOrEqual(MAX_TOTAL)
  expect(Money.safeParse(total).success).toBe(true)
})
