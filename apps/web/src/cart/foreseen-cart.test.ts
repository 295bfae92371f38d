import type { Cart, CartLine, Product, Shop, Variant } from '@tradepost/contract'
import { expect, test } from 'vitest'
import { foreseeAddition, foreseeQuantity } from './foreseen-cart.ts'

const euros = (amount: number) => ({ amount, currency: 'EUR' }) as const

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
  discount: euros(0),
  available: 5,
}

const tenPercent: Cart['pricing']['promotions'][number] = {
  id: 'prm_1',
  title: 'Ten percent',
  code: 'TEN',
  reward: { kind: 'percent', basisPoints: 1000, on: { kind: 'everything' } },
  minimumAmount: 5000,
  minimumQuantity: 0,
  stacking: 'combine',
  priority: 0,
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
  discounts: [],
  coupons: [
    { code: 'TEN', title: 'Ten percent', refusal: 'below_minimum' },
    { code: 'PAST', title: 'Past', refusal: 'ended' },
  ],
  taxes: [{ name: 'VAT', basisPoints: 2000, base: euros(2492), amount: euros(498) }],
  problems: [{ code: 'price_changed', lineId: 'cln_1', sku: 'TRAY-OAK', available: null, previousPrice: euros(2400) }],
  pricing: {
    currency: 'EUR',
    lines: [
      { id: 'cln_1', productId: 'prd_1', collectionIds: [], unitAmount: 2500, quantity: 1, taxClass: 'standard' },
    ],
    promotions: [tenPercent],
    shipping: { amount: 490, freeFromAmount: 7500, taxClass: 'standard' },
    taxes: {
      pricesIncludeTax: true,
      rounding: 'per_rate',
      roundingMode: 'half_up',
      rates: [{ id: 'tax_1', name: 'VAT', basisPoints: 2000, taxClass: 'standard' }],
    },
  },
}

const variant: Variant = {
  id: 'var_2',
  sku: 'CUP',
  title: '',
  optionValues: [],
  price: euros(1000),
  compareAtPrice: null,
  barcode: null,
  weightGrams: 100,
  availability: { level: 'in_stock', quantity: 3 },
  imageId: null,
}

const product: Product = {
  id: 'prd_2',
  slug: 'cup',
  title: 'Cup',
  vendor: '',
  productType: '',
  image: null,
  priceFrom: euros(1000),
  priceTo: euros(1000),
  compareAtPrice: null,
  inStock: true,
  variantCount: 1,
  descriptionHtml: '',
  tags: [],
  images: [],
  options: [],
  variants: [variant],
  seoTitle: null,
  seoDescription: null,
  collections: [],
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-01T00:00:00.000Z',
}

const shop: Shop = {
  name: 'Shop',
  currency: 'EUR',
  currencies: ['EUR'],
  countryCode: 'IE',
  pricesIncludeTax: true,
  shipsTo: null,
  shippingFee: euros(490),
  freeShippingFrom: euros(7500),
  paymentMethods: ['test_card'],
}

test('cart: a changed quantity is shown with the discount, the shipping and the tax that the server will answer', () => {
  const next = foreseeQuantity(cart, { lineId: 'cln_1', quantity: 3 })
  expect(next.itemCount).toBe(3)
  expect(next.lines[0]).toMatchObject({ total: euros(7500), discount: euros(750) })
  expect(next.totals).toMatchObject({
    subtotal: euros(7500),
    discount: euros(750),
    shipping: euros(490),
    tax: euros(1207),
    total: euros(7240),
  })
  expect(next.discounts).toEqual([{ title: 'Ten percent', code: 'TEN', amount: euros(750) }])
  expect(next.taxes).toEqual([{ name: 'VAT', basisPoints: 2000, base: euros(6033), amount: euros(1207) }])
})

test('cart: a code counts as soon as its minimum is reached, and one that is over stays refused', () => {
  const next = foreseeQuantity(cart, { lineId: 'cln_1', quantity: 2 })
  expect(next.coupons.map(({ refusal }) => refusal)).toEqual([null, 'ended'])
  expect(foreseeQuantity(next, { lineId: 'cln_1', quantity: 1 }).coupons).toEqual(cart.coupons)
})

test('cart: a line without quantity is gone, and its problems with it', () => {
  const next = foreseeQuantity(cart, { lineId: 'cln_1', quantity: 0 })
  expect(next).toMatchObject({ lines: [], problems: [], itemCount: 0, totals: { total: euros(0) } })
})

test('cart: what is put into an empty cart is shown with the delivery that the shop names, what is in it grows', () => {
  const empty = foreseeQuantity(cart, { lineId: 'cln_1', quantity: 0 })
  const next = foreseeAddition(
    { ...empty, pricing: { ...empty.pricing, shipping: null } },
    { product, variant, quantity: 2 },
    shop
  )
  expect(next.totals).toMatchObject({ subtotal: euros(2000), shipping: euros(490), total: euros(2490) })
  const more = foreseeAddition(next, { product, variant, quantity: 1 }, shop)
  expect(more.lines).toHaveLength(1)
  expect(more.totals).toMatchObject({ subtotal: euros(3000), total: euros(3490) })
})

test('cart: what is priced in another currency than the cart is not guessed', () => {
  const dollars: Variant = { ...variant, price: { amount: 1000, currency: 'USD' } }
  expect(foreseeAddition(cart, { product, variant: dollars, quantity: 1 }, shop)).toBe(cart)
})
