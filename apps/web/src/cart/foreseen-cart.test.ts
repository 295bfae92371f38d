import type { Cart, CartLine, PriceRules } from '@tradepost/contract'
import { expect, test } from 'vitest'
import { foreseeQuantity } from './foreseen-cart.ts'

const euros = (amount: number) => ({ amount, currency: 'EUR' }) as const

const rules: PriceRules = {
  currency: 'EUR',
  pricesIncludeTax: true,
  taxRateBasisPoints: 2000,
  shippingFee: euros(490),
  freeShippingFrom: euros(7500),
}

const line: CartLine = {
  id: 'cln_1',
  variantId: 'var_1',
  productSlug: 'tray',
  productTitle: 'Tray',
  variantTitle: 'Oak',
  sku: 'TRAY-OAK',
  image: null,
  quantity: 1,
  unitPrice: euros(2500),
  total: euros(2500),
  available: 5,
}

const cart: Cart = {
  id: 'crt_1',
  currency: 'EUR',
  lines: [line],
  itemCount: 1,
  totals: {
    subtotal: euros(2500),
    discount: euros(0),
    shipping: euros(490),
    tax: euros(498),
    total: euros(2990),
    taxIncluded: true,
  },
  problems: [{ code: 'price_changed', lineId: 'cln_1', sku: 'TRAY-OAK', available: null, previousPrice: euros(2400) }],
}

test('cart: a changed quantity is shown with the totals the server will answer', () => {
  const next = foreseeQuantity(cart, { lineId: 'cln_1', quantity: 3 }, rules)
  expect(next.itemCount).toBe(3)
  expect(next.lines[0]?.total).toEqual(euros(7500))
  expect(next.totals).toMatchObject({ subtotal: euros(7500), shipping: euros(0), tax: euros(1250), total: euros(7500) })
})

test('cart: a line without quantity is gone, and its problems with it', () => {
  const next = foreseeQuantity(cart, { lineId: 'cln_1', quantity: 0 }, rules)
  expect(next).toMatchObject({ lines: [], problems: [], itemCount: 0, totals: { total: euros(0) } })
})
