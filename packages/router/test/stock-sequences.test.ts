import type { IdOf } from '@tradepost/contract'
import { FIRST_LOCATION } from '@tradepost/contract'
import * as fc from 'fast-check'
import Sqlite from 'libsql'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findBrokenInvariants } from './invariants.ts'
import type { ApiCaller, TestShop } from './test-shop.ts'
import { makeTestShop, only, wireErrorOf } from './test-shop.ts'

let shop: TestShop
let actors: ApiCaller[]
let places: IdOf<'location'>[]
let made = 0

beforeAll(async () => {
  shop = await makeTestShop()
  actors = [(await shop.signUp('wanda', 'warehouse')).api, (await shop.signUp('mandy', 'manager')).api]
  const floor = await only(actors.slice(0, 1)).admin.locations.create({ name: 'Shop floor' })
  places = [FIRST_LOCATION, floor.id]
})

afterAll(() => shop.close())

/** An act of one of two people on the same variant. */
const anyStep = fc.record({
  who: fc.nat({ max: 1 }),
  what: fc.constantFrom('receive', 'adjust', 'adjust', 'count', 'count', 'transfer', 'transfer', 'rebuild', 'repeat'),
  from: fc.nat({ max: 1 }),
  amount: fc.integer({ min: 1, max: 6 }),
  isMore: fc.boolean(),
})

type Step = typeof anyStep extends fc.Arbitrary<infer T> ? T : never

/** Makes a variant with five units on hand, three of them allocated. */
const makeVariant = async (backorder: boolean): Promise<string> => {
  const sku = `SKU-${++made}`
  const id = only(await shop.addProduct({ slug: sku.toLowerCase(), sku, onHand: 5, backorder }))
  const file = new Sqlite(shop.path)
  file.exec(`UPDATE stock_levels SET allocated = 3 WHERE variant_id = '${id}';
    INSERT INTO stock_movements VALUES ('mov_${String(made).padStart(26, '0')}', '${id}', '${FIRST_LOCATION}', 'allocated', 0, 3, NULL, 'order placed', 'guest', 1)`)
  file.close()
  return sku
}

const play = async (sku: string, steps: readonly Step[]): Promise<string[]> => {
  let last: (() => Promise<unknown>) | undefined
  const act = ({ who, what, from, amount, isMore }: Step): Promise<unknown> => {
    const stock = actors[who]?.admin.inventory
    const locationId = places[from]
    const toLocationId = places[1 - from]
    if (!stock || !locationId || !toLocationId) throw new Error('no such actor or place')
    const by = { idempotencyKey: `sequence-key-${++made}`, sku, reason: what }
    const acts = {
      receive: () => stock.receive({ ...by, locationId, quantity: amount }),
      adjust: () => stock.adjust({ ...by, locationId, delta: isMore ? amount : -amount }),
      count: () => stock.count({ ...by, locationId, counted: amount }),
      transfer: () => stock.transfer({ ...by, fromLocationId: locationId, toLocationId, quantity: amount }),
      rebuild: () => stock.rebuild({ idempotencyKey: by.idempotencyKey }),
      repeat: last ?? (() => stock.explain({ sku })),
    }
    if (what !== 'repeat') last = acts[what]
    return acts[what]()
  }
  const unexpected: string[] = []
  // Two at a time, so that acts overlap.
  for (let start = 0; start < steps.length; start += 2) {
    const both = steps.slice(start, start + 2).map((step) =>
      act(step).catch((error: unknown) => {
        const { code } = wireErrorOf(error)
        if (code !== 'stock.insufficient') unexpected.push(`${step.what}: ${code}`)
      })
    )
    await Promise.all(both)
  }
  return unexpected
}

test('sequences: whatever two people do to a variant’s stock, promises are kept and the ledger adds up', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyStep, { minLength: 4, maxLength: 16 }), fc.boolean(), async (steps, backorder) => {
      const sku = await makeVariant(backorder)
      expect(await play(sku, steps)).toEqual([])
      const { addsUp, item, items } = await only(actors.slice(0, 1)).admin.inventory.explain({ sku, limit: 100 })
      expect(addsUp).toBe(true)
      expect(item.allocated).toBe(3)
      expect(items.every(({ onHandAfter }) => onHandAfter >= 0)).toBe(true)
    }),
    { numRuns: 300, endOnFailure: true }
  )
  expect(findBrokenInvariants(shop.path)).toEqual([])
}, 120_000)
