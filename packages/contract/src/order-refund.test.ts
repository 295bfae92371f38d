import { expect, test } from 'vitest'
import type { IdOf } from './ids.ts'
import { money } from './money.ts'
import type { RefundView } from './order-refund.ts'
import { refundableShipping, refundAmount, unrefundedUnits } from './order-refund.ts'

const eur = (amount: number) => money(amount, 'EUR')
const lamp: IdOf<'orderLine'> = 'oln_lamp'
const tray: IdOf<'orderLine'> = 'oln_tray'

// Three lamps and a tray at 10% off, and shipping of €7.90 at half price. Tax of 25% is added to all of it.
const order: RefundView = {
  total: eur(9638),
  totals: {
    subtotal: eur(7905),
    discount: eur(791 + 395),
    shipping: eur(790),
    tax: eur(1778 + 99 + 252),
    total: eur(9638),
    taxIncluded: false,
  },
  lines: [
    { id: lamp, quantity: 3, total: eur(5905), discount: eur(591), tax: eur(1328) },
    { id: tray, quantity: 1, total: eur(2000), discount: eur(200), tax: eur(450) },
  ],
  refundedLines: [],
  isShippingRefunded: false,
}

test('refund foreseen: units one by one, in any order, and the shipping once add up to what was paid for them', () => {
  const steps = [lamp, tray, lamp, lamp]
  let refunded = 0
  const refundedLines: RefundView['refundedLines'] = []
  const before: RefundView = { ...order, refundedLines }
  for (const lineId of steps) {
    const line = before.lines.find(({ id }) => id === lineId)
    expect(line && unrefundedUnits(before, line)).toBeGreaterThan(0)
    const lines = [{ lineId, quantity: 1 }]
    refunded += refundAmount(before, { lines, includeShipping: false }).amount
    refundedLines.push(...lines)
  }
  const paidForLines = 5905 - 591 + 1328 + (2000 - 200 + 450)
  expect(refunded).toBe(paidForLines)
  expect(before.lines.map((line) => unrefundedUnits(before, line))).toEqual([0, 0])
  const paidForShipping = 790 - 395 + (1778 + 99 + 252 - 1328 - 450)
  expect(refundableShipping(before)).toEqual(eur(paidForShipping))
  expect(refundableShipping({ ...before, isShippingRefunded: true })).toEqual(eur(0))
})
