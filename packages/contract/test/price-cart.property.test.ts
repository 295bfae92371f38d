import { beforeAll, expect, test } from 'vitest'
import { MAX_CART_LINES, MAX_LINE_QUANTITY } from '../src/cart.ts'
import { currencyDigits, MAX_AMOUNT, MAX_TOTAL, Money } from '../src/money.ts'
import { priceCart } from '../src/price-cart.ts'
import { priceChecks } from './price-checks.ts'
import { randomCart } from './random-carts.ts'
import { survey } from './survey.ts'

const seed = Number(process.env['PRICING_SEED'] ?? 20_261)
const COUNT = 100_000

let faults: ReadonlyMap<string, string>

// The timeout is for a busy machine. An idle one takes seconds.
beforeAll(() => {
  faults = survey(priceChecks, { seed, count: COUNT })
}, 600_000)

test.each(Object.keys(priceChecks))(`price, of ${COUNT.toLocaleString('en')} random carts: %s`, (name) => {
  expect(faults.get(name)).toBeUndefined()
})

test('random carts: every currency, tax setting, kind of promotion, refusal and bound is among them', () => {
  const seen = new Map<string, number>()
  const see = (...names: unknown[]) => seen.set(names.join(' '), (seen.get(names.join(' ')) ?? 0) + 1)
  for (let n = 0; n < 10_000; n++) {
    const input = randomCart(seed, n)
    const cart = priceCart(input)
    const { pricesIncludeTax, rounding, roundingMode } = input.taxes
    see(input.currency, pricesIncludeTax)
    see(pricesIncludeTax, rounding, roundingMode)
    see('lines', input.lines.length)
    for (const { unitAmount, quantity, taxClass } of input.lines) {
      see('amount', unitAmount)
      see('quantity', quantity)
      see('class', taxClass)
    }
    for (const { promotionId } of cart.discounts) {
      const used = input.promotions.find(({ id }) => id === promotionId)
      see('used', used?.reward.kind, used?.stacking)
      if (used && 'on' in used.reward) see('on', used.reward.on.kind)
    }
    for (const { reason } of cart.refused) see('refused', reason)
    if (cart.shippingDiscount > 0) see('shipping promotion')
    if (typeof input.shipping?.freeFromAmount === 'number') see('free from', cart.shipping === 0)
  }
  const kinds = ['percent', 'amount', 'buy_get', 'free_shipping']
  const wanted = [
    ...Object.keys(currencyDigits).flatMap((currency) => [`${currency} true`, `${currency} false`]),
    ...['half_up', 'half_even', 'down', 'up'].flatMap((mode) =>
      ['per_line', 'per_rate'].flatMap((rounding) => [`true ${rounding} ${mode}`, `false ${rounding} ${mode}`])
    ),
    ...[0, 1, MAX_CART_LINES].map((count) => `lines ${count}`),
    ...[0, 1, MAX_AMOUNT].map((amount) => `amount ${amount}`),
    ...[1, MAX_LINE_QUANTITY].map((quantity) => `quantity ${quantity}`),
    ...['standard', 'reduced', ''].map((taxClass) => `class ${taxClass}`),
    ...kinds.flatMap((kind) => [`used ${kind} alone`, `used ${kind} combine`]),
    ...['everything', 'products', 'collections'].map((kind) => `on ${kind}`),
    ...['below_minimum', 'nothing_to_discount', 'not_combinable'].map((reason) => `refused ${reason}`),
    'shipping promotion',
    'free from true',
    'free from false',
  ]
  expect(wanted.filter((name) => (seen.get(name) ?? 0) < 5)).toEqual([])
})

test('price: the fullest cart of the dearest things, taxed as high as can be, is exact and fits the wire', () => {
  const line = { productId: 'p', collectionIds: [], unitAmount: MAX_AMOUNT, quantity: MAX_LINE_QUANTITY }
  const lines = Array.from({ length: MAX_CART_LINES }, (_, index) => ({
    ...line,
    id: `line-${index}`,
    taxClass: 'standard',
  }))
  for (const rounding of ['per_line', 'per_rate'] as const) {
    const { subtotal, tax, total } = priceCart({
      currency: 'KWD',
      lines,
      promotions: [],
      shipping: { amount: MAX_AMOUNT, freeFromAmount: null, taxClass: 'standard' },
      taxes: {
        pricesIncludeTax: false,
        rounding,
        roundingMode: 'up',
        rates: [{ id: 'all', name: 'All', basisPoints: 10_000, taxClass: 'standard' }],
      },
    })
    const whole = BigInt(MAX_AMOUNT) * BigInt(MAX_LINE_QUANTITY) * BigInt(MAX_CART_LINES)
    const shipped = whole + BigInt(MAX_AMOUNT)
    expect([subtotal, tax, total].map(BigInt)).toEqual([whole, shipped, 2n * shipped])
    expect(total).toBeLessThanOrEqual(MAX_TOTAL)
    expect(Money.safeParse({ amount: total, currency: 'KWD' }).success).toBe(true)
  }
})
