import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Currency } from './money.ts'
import { currencyDigits, distribute } from './money.ts'
import type { PricedCart, PricingInput, PricingLine } from './price-cart.ts'
import { priceCart } from './price-cart.ts'
import type { PricedPromotion, PromotionReward, PromotionTarget } from './price-discounts.ts'

const anyTarget: fc.Arbitrary<PromotionTarget> = fc.oneof(
  fc.constant({ kind: 'everything' } as const),
  fc.record({ kind: fc.constant('products' as const), ids: fc.uniqueArray(fc.constantFrom('p0', 'p1', 'p2', 'p3')) }),
  fc.record({ kind: fc.constant('collections' as const), ids: fc.uniqueArray(fc.constantFrom('c0', 'c1')) })
)

const anyReward: fc.Arbitrary<PromotionReward> = fc.oneof(
  fc.record({ kind: fc.constant('percent' as const), basisPoints: fc.integer({ min: 1, max: 10_000 }), on: anyTarget }),
  fc.record({ kind: fc.constant('amount' as const), amount: fc.integer({ min: 1, max: 50_000 }), on: anyTarget }),
  fc.constant({ kind: 'free_shipping' } as const),
  fc.record({
    kind: fc.constant('buy_get' as const),
    buyQuantity: fc.integer({ min: 1, max: 5 }),
    buy: anyTarget,
    getQuantity: fc.integer({ min: 1, max: 5 }),
    get: anyTarget,
    basisPoints: fc.integer({ min: 1, max: 10_000 }),
  })
)

const anyPromotions: fc.Arbitrary<PricedPromotion[]> = fc
  .array(
    fc.record({
      reward: anyReward,
      code: fc.option(fc.constantFrom('SUMMER', 'WELCOME')),
      minimumAmount: fc.oneof(fc.constant(0), fc.nat({ max: 100_000 })),
      minimumQuantity: fc.nat({ max: 4 }),
      stacking: fc.constantFrom('combine' as const, 'alone' as const),
      priority: fc.nat({ max: 3 }),
    }),
    { maxLength: 5 }
  )
  .map((list) => list.map((promotion, index) => ({ ...promotion, id: `promo-${index}`, title: `Promotion ${index}` })))

const anyLine = fc.record({
  productId: fc.constantFrom('p0', 'p1', 'p2', 'p3'),
  collectionIds: fc.uniqueArray(fc.constantFrom('c0', 'c1')),
  unitAmount: fc.oneof(fc.nat({ max: 300 }), fc.nat({ max: 10_000_000_000 })),
  quantity: fc.oneof(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 999 })),
  taxClass: fc.constantFrom('standard', 'reduced', null),
})

const anyLines: fc.Arbitrary<PricingLine[]> = fc
  .array(anyLine, { maxLength: 12 })
  .map((lines) => lines.map((line, index) => ({ ...line, id: `line-${index}` })))

const rate = (id: string, taxClass: string) =>
  fc.record({
    id: fc.constant(id),
    name: fc.constant(id),
    basisPoints: fc.oneof(fc.constantFrom(0, 700, 1900, 2000, 825), fc.nat({ max: 10_000 })),
    taxClass: fc.constant(taxClass),
  })

const anyInput: fc.Arbitrary<PricingInput> = fc.record({
  currency: fc.constantFrom(...(Object.keys(currencyDigits) as Currency[])),
  lines: anyLines,
  promotions: anyPromotions,
  shipping: fc.option(
    fc.record({
      amount: fc.nat({ max: 10_000 }),
      freeFromAmount: fc.option(fc.nat({ max: 100_000 })),
      taxClass: fc.constantFrom('standard', null),
    })
  ),
  taxes: fc.record({
    pricesIncludeTax: fc.boolean(),
    rounding: fc.constantFrom('per_line' as const, 'per_rate' as const),
    roundingMode: fc.constantFrom('half_up' as const, 'half_even' as const, 'down' as const, 'up' as const),
    rates: fc
      .tuple(rate('state', 'standard'), rate('county', 'standard'), rate('food', 'reduced'))
      .map((rates) => rates),
  }),
})

const RUNS = Number(process.env['PRICING_RUNS'] ?? 5000)

const always = (holds: (cart: PricedCart, input: PricingInput) => void) =>
  fc.assert(
    fc.property(anyInput, (input) => holds(priceCart(input), input)),
    { numRuns: RUNS }
  )

const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0)

test('price: lines + shipping + taxes − discounts = total, exactly, whatever the promotions and taxes', () => {
  always((cart) => {
    expect(cart.subtotal).toBe(sum(cart.lines.map(({ subtotal }) => subtotal)))
    expect(cart.discount).toBe(sum(cart.lines.map(({ discount }) => discount)))
    expect(cart.discount + cart.shippingDiscount).toBe(sum(cart.discounts.map(({ amount }) => amount)))
    expect(cart.tax).toBe(sum(cart.lines.map(({ tax }) => tax)) + cart.shippingTax)
    expect(cart.tax).toBe(sum(cart.taxes.map(({ amount }) => amount)))
    const net = cart.subtotal - cart.discount + cart.shipping - cart.shippingDiscount
    expect(cart.total).toBe(cart.taxIncluded ? net : net + cart.tax)
  })
})

test('price: no amount is negative or has a fraction, and no line is discounted below nothing', () => {
  always((cart) => {
    const { lines, taxes, discounts, subtotal, discount, shipping, shippingDiscount, shippingTax, tax, total } = cart
    const all = [
      subtotal,
      discount,
      shipping,
      shippingDiscount,
      shippingTax,
      tax,
      total,
      ...lines.flatMap((line) => [line.subtotal, line.discount, line.total, line.tax]),
      ...taxes.flatMap(({ base, amount }) => [base, amount]),
      ...discounts.map(({ amount }) => amount),
    ]
    expect(all.every((amount) => Number.isSafeInteger(amount) && amount >= 0)).toBe(true)
    expect(lines.every((line) => line.total === line.subtotal - line.discount)).toBe(true)
  })
})

test('price: an included tax is never more than the price that holds it', () => {
  always(({ lines, taxIncluded }) => {
    if (taxIncluded) expect(lines.every(({ tax, total }) => tax <= total)).toBe(true)
  })
})

test('price: the order in which promotions are handed in changes nothing', () => {
  always((cart, input) => {
    expect(priceCart({ ...input, promotions: input.promotions.toReversed() })).toEqual(cart)
  })
})

test('price: per rate, the tax of a class is the exact share rounded once', () => {
  always((cart, input) => {
    if (input.taxes.rounding !== 'per_rate' || input.taxes.roundingMode !== 'half_up') return
    for (const taxClass of ['standard', 'reduced']) {
      const rates = BigInt(sum(input.taxes.rates.filter((r) => r.taxClass === taxClass).map((r) => r.basisPoints)))
      const parts = input.lines.flatMap((line, index) =>
        line.taxClass === taxClass ? (cart.lines[index]?.total ?? 0) : []
      )
      const shipped = input.shipping?.taxClass === taxClass ? cart.shipping - cart.shippingDiscount : 0
      const ids = new Set(input.taxes.rates.filter((r) => r.taxClass === taxClass).map(({ id }) => id))
      const tax = BigInt(sum(cart.taxes.filter(({ rateId }) => ids.has(rateId)).map(({ amount }) => amount)))
      const whole = 10_000n + (cart.taxIncluded ? rates : 0n)
      const error = BigInt(sum(parts) + shipped) * rates - tax * whole
      expect(2n * (error < 0n ? -error : error) <= whole).toBe(true)
    }
  })
})

test('refunds: giving back the units of a line one by one gives back exactly what was paid for it', () => {
  always((cart) => {
    for (const { total, tax, quantity } of cart.lines) {
      const units = Array.from({ length: Math.min(quantity, 50) }, () => 1)
      for (const whole of [total, tax]) expect(sum(distribute(whole, units))).toBe(whole)
    }
  })
})

test('promotions: what is refused says why, and each one is either applied or refused, or waits for its code', () => {
  always((cart, { promotions }) => {
    const named = new Set([...cart.discounts, ...cart.refused].map(({ promotionId }) => promotionId))
    expect(promotions.every(({ id }) => named.has(id))).toBe(true)
  })
})

const line = (id: string, unitAmount: number, quantity = 1): PricingLine => ({
  id,
  productId: id,
  collectionIds: [],
  unitAmount,
  quantity,
  taxClass: 'standard',
})

const input = (lines: PricingLine[], promotions: Partial<PricedPromotion>[] = []): PricingInput => ({
  currency: 'EUR',
  lines,
  promotions: promotions.map((promotion, index) => ({
    id: `promo-${index}`,
    title: 'A promotion',
    code: null,
    minimumAmount: 0,
    minimumQuantity: 0,
    stacking: 'combine',
    priority: 0,
    reward: { kind: 'free_shipping' },
    ...promotion,
  })),
  shipping: { amount: 490, freeFromAmount: 7500, taxClass: 'standard' },
  taxes: {
    pricesIncludeTax: true,
    rounding: 'per_rate',
    roundingMode: 'half_up',
    rates: [{ id: 'vat', name: 'VAT', basisPoints: 2000, taxClass: 'standard' }],
  },
})

const everything = { kind: 'everything' } as const

test('promotions: ten percent off three odd prices is rounded once and shared out by largest remainder', () => {
  const reward = { kind: 'percent', basisPoints: 1000, on: everything } as const
  const cart = priceCart(input([line('a', 333), line('b', 333), line('c', 333)], [{ reward }]))
  expect([cart.discount, cart.lines.map(({ discount }) => discount)]).toEqual([100, [34, 33, 33]])
})

test('promotions: buy two get one free takes the cheapest of the nine off three times', () => {
  const reward = {
    kind: 'buy_get',
    buyQuantity: 2,
    buy: everything,
    getQuantity: 1,
    get: everything,
    basisPoints: 10_000,
  } as const
  const cart = priceCart(input([line('a', 1000, 5), line('b', 300, 2), line('c', 500, 2)], [{ reward }]))
  expect(cart.lines.map(({ discount }) => discount)).toEqual([0, 600, 500])
})

test('promotions: buy a shirt get a tie at half price needs both', () => {
  const of = (...ids: string[]) => ({ kind: 'products', ids }) as const
  const reward = {
    kind: 'buy_get',
    buyQuantity: 1,
    buy: of('shirt'),
    getQuantity: 1,
    get: of('tie'),
    basisPoints: 5000,
  } as const
  const saved = (...lines: PricingLine[]) => priceCart(input(lines, [{ reward }])).discount
  expect(saved(line('tie', 2000, 3))).toBe(0)
  expect(saved(line('shirt', 5000, 2), line('tie', 2001, 3))).toBe(2001)
})

test('promotions: one that goes alone is used where it saves more than all others together', () => {
  const percent = (basisPoints: number) => ({ kind: 'percent', basisPoints, on: everything }) as const
  const promotions = [
    { reward: percent(1000) },
    { reward: percent(1000) },
    { reward: percent(1500), stacking: 'alone' as const },
    { reward: percent(3000), stacking: 'alone' as const, minimumAmount: 100_000 },
  ]
  const cart = priceCart(input([line('a', 10_000)], promotions))
  expect(cart.discount).toBe(1900)
  expect(cart.refused.map(({ reason }) => reason)).toEqual(['not_combinable', 'below_minimum'])
})

test('shipping: is free from the discounted sum on, and a free-shipping promotion saves what it would have cost', () => {
  const off = { kind: 'amount', amount: 100, on: everything } as const
  expect(priceCart(input([line('a', 7500)])).shipping).toBe(0)
  expect(priceCart(input([line('a', 7500)], [{ reward: off }])).shipping).toBe(490)
  const free = priceCart(input([line('a', 100)], [{}]))
  expect([free.shipping, free.shippingDiscount, free.total, free.discounts.map(({ amount }) => amount)]).toEqual([
    490,
    490,
    100,
    [490],
  ])
})

test('promotions: a part off what one gets is rounded once, however the units are spread over lines', () => {
  const reward = {
    kind: 'buy_get',
    buyQuantity: 1,
    buy: { kind: 'products', ids: ['shirt'] },
    getQuantity: 2,
    get: { kind: 'products', ids: ['tie'] },
    basisPoints: 5000,
  } as const
  const tie = (id: string, quantity: number) => ({ ...line(id, 333, quantity), productId: 'tie' })
  const saved = (...ties: PricingLine[]) => priceCart(input([line('shirt', 5000), ...ties], [{ reward }])).discount
  expect([saved(tie('a', 2)), saved(tie('a', 1), tie('b', 1))]).toEqual([333, 333])
})

test('promotions: one that goes alone is not taken where it would end free shipping and cost more', () => {
  const amount = (off: number) => ({ kind: 'amount', amount: off, on: everything }) as const
  const alone = { reward: amount(300), stacking: 'alone' as const }
  const some = priceCart(input([line('a', 7700)], [{ reward: amount(200) }, alone]))
  expect([some.total, some.refused.map(({ reason }) => reason)]).toEqual([7500, ['not_combinable']])
  const none = priceCart(input([line('a', 7700)], [alone]))
  expect([none.total, none.refused.map(({ reason }) => reason)]).toEqual([7700, ['nothing_to_discount']])
})

test('promotions: of two that go alone the one is taken that makes the total least, tax on top counted', () => {
  const off = (id: string, amount: number) => ({
    reward: { kind: 'amount', amount, on: { kind: 'products', ids: [id] } } as const,
    stacking: 'alone' as const,
  })
  const cart = input(
    [line('taxed', 5000), { ...line('free', 5000), taxClass: null }],
    [off('free', 1100), off('taxed', 1000)]
  )
  const { total, discount } = priceCart({ ...cart, taxes: { ...cart.taxes, pricesIncludeTax: false } })
  expect([total, discount]).toEqual([9800, 1000])
})

test('price: two lines that share an odd unit, one taxed and one not, cost the same in either order', () => {
  const off = { reward: { kind: 'amount', amount: 11, on: everything } } as const
  const lines = [line('a', 1000), { ...line('b', 1000), taxClass: null }]
  const total = (some: PricingLine[]) => {
    const cart = input(some, [off])
    const rates = [{ id: 'vat', name: 'VAT', basisPoints: 1000, taxClass: 'standard' }]
    return priceCart({ ...cart, taxes: { ...cart.taxes, pricesIncludeTax: false, rates } }).total
  }
  expect(total(lines.toReversed())).toBe(total(lines))
})

test('promotions: the lower priority takes first, and the next one from what that has left', () => {
  const half = { reward: { kind: 'percent', basisPoints: 5000, on: everything } as const }
  const off = { reward: { kind: 'amount', amount: 100, on: everything } as const }
  const saved = (ofHalf: number, ofAmount: number) =>
    priceCart(
      input(
        [line('a', 1000)],
        [
          { ...half, priority: ofHalf },
          { ...off, priority: ofAmount },
        ]
      )
    ).discounts.map(({ amount }) => amount)
  expect([saved(0, 1), saved(1, 0)]).toEqual([
    [500, 100],
    [100, 450],
  ])
})
