import { recoverPayments } from '@tradepost/commerce'
import type { IdOf } from '@tradepost/contract'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { findBrokenInvariants } from './invariants.ts'
import type { TestShop } from './test-shop.ts'
import {
  declinedCard,
  goodCard,
  makeTestShop,
  newVisitor,
  only,
  orderInput,
  PASSWORD,
  wireErrorOf,
} from './test-shop.ts'

const SLUGS = ['mug', 'bowl', 'cup']
const VISITORS = 4

/** An act of a visitor or of the shop. */
const anyStep = fc.record({
  who: fc.nat({ max: VISITORS - 1 }),
  what: fc.constantFrom(
    'add',
    'add',
    'set',
    'remove',
    'place',
    'place',
    'decline',
    'repeat',
    'restock',
    'signIn',
    'recover'
  ),
  which: fc.nat({ max: SLUGS.length - 1 }),
  quantity: fc.integer({ min: 1, max: 4 }),
})

type Step = typeof anyStep extends fc.Arbitrary<infer T> ? T : never

// Errors that visitors may get when many act at once. Any other error, especially `internal`, is a fault.
const expected = [
  'cart.insufficient_stock',
  'cart.line_not_found',
  'checkout.in_progress',
  'order.empty_cart',
  'order.out_of_stock',
  'payment.declined',
  'idempotency.conflict',
]

const play = async (shop: TestShop, steps: readonly Step[]) => {
  const visitors = Array.from({ length: VISITORS }, (_, n) => ({ n, visitor: newVisitor(), lastKey: 'none-so-far' }))
  const variantIds: IdOf<'variant'>[] = []
  for (const slug of SLUGS) variantIds.push(only(await shop.addProduct({ slug, onHand: 6 })))
  await shop.signUp('v0')
  await shop.signUp('v1')
  const unexpected: string[] = []

  const act = async ({ who, what, which, quantity }: Step, step: number): Promise<unknown> => {
    const self = visitors[who]
    const variantId = variantIds[which]
    if (!self || !variantId) throw new Error('no such visitor or variant')
    const api = shop.as(self.visitor)
    const lineOf = async () => (await api.cart.get()).lines.at(-1)?.id ?? (`cln_${'0'.repeat(26)}` as const)
    const place = (key: string, cardNumber: string) =>
      api.orders.place(orderInput((self.lastKey = key), { payment: { method: 'test_card', cardNumber } }))
    switch (what) {
      case 'add':
        return api.cart.addItem({ variantId, quantity })
      case 'set':
        return api.cart.setQuantity({ lineId: await lineOf(), quantity })
      case 'remove':
        return api.cart.removeItem({ lineId: await lineOf() })
      case 'place':
        return place(`step-${step}-good`, goodCard)
      case 'decline':
        return place(`step-${step}-declined`, declinedCard)
      case 'repeat':
        return place(self.lastKey, goodCard)
      case 'restock':
        return shop.addProduct({ slug: SLUGS[which] ?? '', onHand: quantity * 2 })
      case 'signIn':
        return api.auth.signIn({ email: `v${who % 2}@example.com`, password: PASSWORD })
      case 'recover':
        return recoverPayments(shop.deps, 60_000)
    }
  }

  // Four at a time, so that acts overlap.
  for (let start = 0; start < steps.length; start += 4) {
    await Promise.all(
      steps.slice(start, start + 4).map((step, n) =>
        act(step, start + n).catch((error: unknown) => {
          const { code } = wireErrorOf(error)
          if (!expected.includes(code)) unexpected.push(`${step.what}: ${code}`)
        })
      )
    )
  }
  return unexpected
}

test('simulation: whatever a crowd does at once, only expected errors are told and no invariant breaks', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyStep, { minLength: 40, maxLength: 80 }), async (steps) => {
      const shop = await makeTestShop()
      try {
        expect(await play(shop, steps)).toEqual([])
        expect(findBrokenInvariants(shop.path)).toEqual([])
      } finally {
        await shop.close()
      }
    }),
    { numRuns: 8, endOnFailure: true }
  )
})
