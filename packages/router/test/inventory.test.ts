import type { IdOf } from '@tradepost/contract'
import { FIRST_LOCATION } from '@tradepost/contract'
import Sqlite from 'libsql'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findBrokenInvariants } from './invariants.ts'
import type { Account, ApiCaller, TestShop } from './test-shop.ts'
import { failureOf, makeTestShop, only } from './test-shop.ts'

let shop: TestShop
let keeper: Account
let stock: ApiCaller['admin']['inventory']
let mug: IdOf<'variant'>
let keys = 0

beforeEach(async () => {
  shop = await makeTestShop()
  keeper = await shop.signUp('wanda', 'warehouse')
  stock = keeper.api.admin.inventory
  mug = only(await shop.addProduct({ slug: 'mug', sku: 'MUG', title: 'Clay Mug', onHand: 10 }))
})

afterEach(async () => {
  const broken = findBrokenInvariants(shop.path)
  await shop.close()
  expect(broken).toEqual([])
})

const nextKey = () => ({ idempotencyKey: `stock-key-${++keys}` })
const by = (more: { sku?: string; reason?: string } = {}) => ({ ...nextKey(), sku: 'MUG', reason: 'tried', ...more })
const rawly = (sql: string) => {
  const file = new Sqlite(shop.path)
  file.exec(sql)
  file.close()
}
/** Allocates units to an order directly in the database, bypassing our own code, with a row in the ledger. */
const promise = (quantity: number, variantId: string = mug) =>
  rawly(`UPDATE stock_levels SET allocated = allocated + ${quantity} WHERE variant_id = '${variantId}';
    INSERT INTO stock_movements VALUES ('mov_${String(++keys).padStart(26, 'z')}', '${variantId}', '${FIRST_LOCATION}', 'allocated', 0,
      ${quantity}, NULL, 'order placed', 'guest', ${Date.now()})`)
const addLocation = (name: string) => keeper.api.admin.locations.create({ name })
const lowEvents = () => shop.rows("SELECT payload FROM outbox WHERE topic = 'stock.low'")
const inStock = (slug: string) =>
  only(shop.rows('SELECT in_stock FROM product_listings JOIN products USING (seq) WHERE slug = ?', slug))['in_stock']

test('receive: units of a variant named by SKU or by id are on hand at the first location, or at the one named', async () => {
  const floor = await addLocation('Shop floor')
  await stock.receive({ ...by({ reason: 'delivery 7' }), quantity: 5 })
  const item = await stock.receive({
    ...nextKey(),
    variantId: mug,
    locationId: floor.id,
    quantity: 2,
    reason: 'delivery 8',
  })
  expect(item).toMatchObject({ variantId: mug, sku: 'MUG', productTitle: 'Clay Mug', onHand: 17, available: 17 })
  expect(item.levels).toEqual([
    { locationId: FIRST_LOCATION, locationName: 'Main warehouse', onHand: 15, allocated: 0, available: 15 },
    { locationId: floor.id, locationName: 'Shop floor', onHand: 2, allocated: 0, available: 2 },
  ])
})

test('receive: an untracked variant’s units are counted too, and it is not low', async () => {
  await shop.addProduct({ slug: 'card', sku: 'CARD' })
  const item = await stock.receive({ ...by({ sku: 'CARD' }), quantity: 1 })
  expect(item).toMatchObject({ tracked: false, isLow: false, onHand: 1 })
  expect(lowEvents()).toEqual([])
})

test('receive: a product that was sold out is in stock in the shop at once, and sold out again when all are gone', async () => {
  await shop.addProduct({ slug: 'bowl', sku: 'BOWL', onHand: 0 })
  expect(inStock('bowl')).toBe(0)
  await stock.receive({ ...by({ sku: 'BOWL' }), quantity: 1 })
  expect(inStock('bowl')).toBe(1)
  await stock.adjust({ ...by({ sku: 'BOWL' }), delta: -1 })
  expect(inStock('bowl')).toBe(0)
})

test('adjust: adds and takes, down to what is promised and never below it', async () => {
  promise(4)
  expect(await stock.adjust({ ...by(), delta: 3 })).toMatchObject({ onHand: 13, allocated: 4, available: 9 })
  expect(await stock.adjust({ ...by(), delta: -9 })).toMatchObject({ onHand: 4, allocated: 4, available: 0 })
  const refused = { code: 'stock.insufficient', details: { sku: 'MUG', available: 0 } }
  expect(await failureOf(stock.adjust({ ...by(), delta: -1 }))).toEqual(refused)
  expect(await stock.adjust({ ...by(), delta: 1 })).toMatchObject({ onHand: 5 })
})

test('adjust: what may be sold beyond what is there may fall below what is promised, and not below nothing', async () => {
  const cup = only(await shop.addProduct({ slug: 'cup', sku: 'CUP', onHand: 2, backorder: true }))
  promise(5, cup)
  expect(await stock.count({ ...by({ sku: 'CUP' }), counted: 1 })).toMatchObject({ onHand: 1, available: -4 })
  expect(await failureOf(stock.adjust({ ...by({ sku: 'CUP' }), delta: -2 }))).toEqual({
    code: 'stock.insufficient',
    details: { sku: 'CUP', available: 1 },
  })
})

test('adjust: two at once take what is free once', async () => {
  promise(4)
  const taken = await Promise.allSettled([1, 2].map(() => stock.adjust({ ...by(), delta: -4 })))
  expect(taken.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(only((await stock.list({ search: 'MUG' })).items)).toMatchObject({ onHand: 6, allocated: 4, available: 2 })
})

test('count: the difference becomes a movement, and none where the count was right', async () => {
  expect(await stock.count({ ...by(), counted: 8 })).toMatchObject({ onHand: 8 })
  expect(await stock.count({ ...by(), counted: 8 })).toMatchObject({ onHand: 8 })
  const { items } = await stock.explain({ sku: 'MUG' })
  expect(items.map(({ kind, onHandDelta }) => [kind, onHandDelta])).toEqual([
    ['adjusted', -2],
    ['received', 10],
  ])
  promise(3)
  expect(await failureOf(stock.count({ ...by(), counted: 2 }))).toMatchObject({ code: 'stock.insufficient' })
})

test('transfer: free units change their place and not their number', async () => {
  const floor = await addLocation('Shop floor')
  promise(7)
  const ends = { fromLocationId: FIRST_LOCATION, toLocationId: floor.id } as const
  expect(await failureOf(stock.transfer({ ...by(), ...ends, quantity: 4 }))).toEqual({
    code: 'stock.insufficient',
    details: { sku: 'MUG', available: 3 },
  })
  const item = await stock.transfer({ ...by(), ...ends, quantity: 3 })
  expect(item).toMatchObject({ onHand: 10, allocated: 7, available: 3 })
  expect(item.levels.map(({ onHand, allocated }) => [onHand, allocated])).toEqual([
    [7, 7],
    [3, 0],
  ])
  const { items } = await stock.explain({ sku: 'MUG' })
  const moved = items.filter(({ kind }) => kind === 'transferred')
  expect(
    moved.map(({ kind, locationName, onHandDelta, onHandAfter }) => [kind, locationName, onHandDelta, onHandAfter])
  ).toEqual([
    ['transferred', 'Shop floor', 3, 3],
    ['transferred', 'Main warehouse', -3, 7],
  ])
  expect(
    await failureOf(stock.transfer({ ...by(), ...ends, toLocationId: FIRST_LOCATION, quantity: 1 }))
  ).toMatchObject({
    code: 'input.invalid',
    details: { issues: [{ path: 'toLocationId' }] },
  })
})

test('moves: an unknown variant or location is told as such, and a variant is named in one way', async () => {
  const none = `loc_${'1'.repeat(26)}` as const
  expect(await failureOf(stock.receive({ ...by({ sku: 'NO-SUCH' }), quantity: 1 }))).toMatchObject({
    code: 'variant.not_found',
  })
  expect(await failureOf(stock.receive({ ...by(), locationId: none, quantity: 1 }))).toMatchObject({
    code: 'location.not_found',
  })
  for (const named of [{ sku: 'MUG', variantId: mug }, {}]) {
    expect(await failureOf(stock.receive({ ...nextKey(), ...named, quantity: 1, reason: 'x' }))).toMatchObject({
      code: 'input.invalid',
      details: { issues: [{ path: 'sku' }] },
    })
  }
  expect(await failureOf(stock.adjust({ ...by(), delta: 0 }))).toMatchObject({ code: 'input.invalid' })
  expect(only((await stock.list({})).items).onHand).toBe(10)
})

test('key: the same call again gives the same bytes and moves nothing, another input is a conflict', async () => {
  const call = { ...by(), quantity: 5 }
  const first = JSON.stringify(await stock.receive(call))
  await stock.adjust({ ...by(), delta: -1 })
  expect(JSON.stringify(await stock.receive(call))).toBe(first)
  expect(await failureOf(stock.receive({ ...call, quantity: 6 }))).toEqual({
    code: 'idempotency.conflict',
    details: null,
  })
  const again = await Promise.all(
    [1, 2, 3].map(() => stock.receive({ ...by(), idempotencyKey: 'one-key-of-three', quantity: 1 }))
  )
  expect(new Set(again.map((answer) => JSON.stringify(answer))).size).toBe(1)
  expect(only((await stock.list({})).items).onHand).toBe(15)
})

test('key: a refused act leaves its key free', async () => {
  const call = { ...by(), delta: -11 }
  expect((await failureOf(stock.adjust(call))).code).toBe('stock.insufficient')
  await stock.receive({ ...by(), quantity: 1 })
  expect(await stock.adjust(call)).toMatchObject({ onHand: 0 })
})

test('low stock: an event is written each time the shop’s mark is reached from above, and no other time', async () => {
  const floor = await addLocation('Shop floor')
  await stock.transfer({ ...by(), fromLocationId: FIRST_LOCATION, toLocationId: floor.id, quantity: 8 })
  expect(lowEvents()).toEqual([])
  await stock.adjust({ ...by(), locationId: floor.id, delta: -6 })
  expect(lowEvents()).toEqual([])
  await stock.adjust({ ...by(), delta: -1 })
  await stock.adjust({ ...by(), delta: -1 })
  expect(lowEvents().map(({ payload }) => JSON.parse(String(payload)))).toEqual([
    { variantId: mug, sku: 'MUG', available: 3, threshold: 3 },
  ])
  await stock.receive({ ...by(), quantity: 9 })
  await stock.count({ ...by(), counted: 0 })
  expect(lowEvents()).toHaveLength(2)
})

test('list: all variants by SKU whatever its case, in pages that hold each once while others come and go', async () => {
  for (const sku of ['alpha', 'Beta', 'beta', 'GAMMA', 'zeta'])
    await shop.addProduct({ slug: `p-${sku}-${++keys}`, sku, onHand: 1 })
  const seen: string[] = []
  let cursor: string | null = null
  do {
    const page: Awaited<ReturnType<typeof stock.list>> = await stock.list({ cursor, limit: 2 })
    seen.push(...page.items.map(({ sku }) => sku))
    cursor = page.nextCursor
    if (seen.length === 2) await shop.addProduct({ slug: 'a-late-one', sku: 'AAA', onHand: 1 })
  } while (cursor !== null)
  expect(seen.map((sku) => sku.toLowerCase())).toEqual(['alpha', 'beta', 'beta', 'gamma', 'mug', 'zeta'])
  expect(new Set(seen).size).toBe(6)
})

test('list: a search finds the beginning of a SKU first, then words of a title, each variant once', async () => {
  await shop.addProduct({ slug: 'set', title: 'Mug set', sku: 'SET-1', onHand: 1 })
  await shop.addProduct({ slug: 'mug-2', title: 'Large mug', sku: 'mug-l', status: 'draft', onHand: 1 })
  await shop.addProduct({ slug: 'plate', title: 'Plate', sku: 'PLATE', onHand: 1 })
  const skusOf = async (search: string, limit = 20) => {
    const seen: string[] = []
    let cursor: string | null = null
    do {
      const page: Awaited<ReturnType<typeof stock.list>> = await stock.list({ search, cursor, limit })
      seen.push(...page.items.map(({ sku }) => sku))
      cursor = page.nextCursor
    } while (cursor !== null)
    return seen
  }
  expect(await skusOf('mug')).toEqual(['MUG', 'mug-l', 'SET-1'])
  expect(await skusOf('mug', 1)).toEqual(['MUG', 'mug-l', 'SET-1'])
  expect(await skusOf('mug', 2)).toEqual(['MUG', 'mug-l', 'SET-1'])
  expect(await skusOf('set mug')).toEqual(['SET-1'])
  expect(await skusOf('MUG-')).toEqual(['mug-l', 'SET-1', 'MUG'])
  expect(await skusOf('%')).toEqual([])
})

test('list: by location, and only the low, the lowest first', async () => {
  const floor = await addLocation('Shop floor')
  await shop.addProduct({ slug: 'two', sku: 'TWO', onHand: 2 })
  await shop.addProduct({ slug: 'none', sku: 'NONE', onHand: 0 })
  await shop.addProduct({ slug: 'three', sku: 'THREE', onHand: 3 })
  await shop.addProduct({ slug: 'card', sku: 'CARD' })
  await stock.receive({ ...by({ sku: 'TWO' }), locationId: floor.id, quantity: 1 })
  const skusOf = async (input: Parameters<typeof stock.list>[0]) =>
    (await stock.list(input)).items.map(({ sku }) => sku)
  expect(await skusOf({ locationId: floor.id })).toEqual(['TWO'])
  expect(await skusOf({ isLow: true })).toHaveLength(3)
  expect((await skusOf({ isLow: true }))[0]).toBe('NONE')
  const first = await stock.list({ isLow: true, limit: 1 })
  const second = await stock.list({ isLow: true, limit: 5, cursor: first.nextCursor })
  expect([...first.items, ...second.items].map(({ available }) => available)).toEqual([0, 3, 3])
  expect(await skusOf({ isLow: true, locationId: floor.id })).toEqual(['TWO'])
  expect(await skusOf({ isLow: true, search: 't' })).toEqual(['THREE', 'TWO'])
  expect(await skusOf({ search: 'three', locationId: floor.id })).toEqual([])
  const none = `loc_${'1'.repeat(26)}` as const
  expect((await failureOf(stock.list({ locationId: none }))).code).toBe('location.not_found')
})

test('explain: each movement with its actor, reason and the counters after it, page after page, and they add up', async () => {
  const floor = await addLocation('Shop floor')
  await stock.receive({ ...by({ reason: 'delivery 7' }), quantity: 5 })
  promise(2)
  await stock.receive({ ...by(), locationId: floor.id, quantity: 4 })
  await stock.adjust({ ...by({ reason: 'broken' }), delta: -1 })
  const all = await stock.explain({ variantId: mug })
  expect(all).toMatchObject({ addsUp: true, nextCursor: null, item: { sku: 'MUG', onHand: 18, allocated: 2 } })
  expect(new Set(all.items.map(({ actor }) => actor))).toEqual(new Set(['wanda', 'guest', 'test']))
  const counters = all.items
    .filter(({ locationId }) => locationId === FIRST_LOCATION)
    .map(({ onHandAfter, allocatedAfter }) => [onHandAfter, allocatedAfter])
  expect(counters).toContainEqual([14, expect.any(Number)])
  expect(counters.at(-1)).toEqual([10, 0])
  const seen: unknown[] = []
  let cursor: string | null = null
  do {
    const page: Awaited<ReturnType<typeof stock.explain>> = await stock.explain({ sku: 'MUG', limit: 2, cursor })
    seen.push(...page.items)
    cursor = page.nextCursor
  } while (cursor !== null)
  expect(seen).toEqual(all.items)
  const there = await stock.explain({ sku: 'MUG', locationId: floor.id })
  expect(there.items.map(({ onHandAfter }) => onHandAfter)).toEqual([4])
  expect((await failureOf(stock.explain({ sku: 'NO-SUCH' }))).code).toBe('variant.not_found')
})

test('explain: of a customer it tells only that it was one', async () => {
  const { user } = await shop.signUp('clara')
  rawly(`UPDATE stock_levels SET allocated = 1 WHERE variant_id = '${mug}';
    INSERT INTO stock_movements VALUES ('mov_${'z'.repeat(26)}', '${mug}', '${FIRST_LOCATION}', 'allocated', 0, 1, NULL, 'order placed', '${user.id}', 1)`)
  expect((await stock.explain({ sku: 'MUG' })).items[0]).toMatchObject({ actor: 'customer', allocatedAfter: 1 })
})

test('rebuild: a counter that was broken is mended, told and audited, and a second time there is nothing to do', async () => {
  rawly(`UPDATE stock_levels SET on_hand = 99, allocated = 7 WHERE variant_id = '${mug}'`)
  expect((await stock.explain({ sku: 'MUG' })).addsUp).toBe(false)
  const call = nextKey()
  const answer = await stock.rebuild(call)
  expect(answer).toEqual({
    checked: 1,
    mendedCount: 1,
    mended: [
      {
        variantId: mug,
        locationId: FIRST_LOCATION,
        onHandBefore: 99,
        onHandAfter: 10,
        allocatedBefore: 7,
        allocatedAfter: 0,
      },
    ],
    unmended: [],
  })
  expect(await stock.explain({ sku: 'MUG' })).toMatchObject({ addsUp: true, item: { onHand: 10, allocated: 0 } })
  expect(await stock.rebuild(call)).toEqual(answer)
  expect(await stock.rebuild(nextKey())).toMatchObject({ checked: 1, mendedCount: 0, mended: [] })
  const audited = shop.rows('SELECT target FROM audit_log WHERE procedure = ? ORDER BY seq', 'admin.inventory.rebuild')
  expect(audited.map(({ target }) => target)).toEqual([mug, 'stock', 'stock'])
})

test('rebuild: what the ledger says and cannot be is told and left as it is', async () => {
  rawly(
    `INSERT INTO stock_movements VALUES ('mov_${'z'.repeat(26)}', '${mug}', '${FIRST_LOCATION}', 'adjusted', -12, 0, NULL, 'broken', 'x', 1)`
  )
  expect(await stock.rebuild(nextKey())).toMatchObject({
    mendedCount: 0,
    unmended: [{ variantId: mug, onHandBefore: 10, onHandAfter: -2 }],
  })
  expect(only((await stock.list({})).items).onHand).toBe(10)
  rawly(`DELETE FROM stock_movements WHERE reason = 'broken'`)
})

test('locations: new ones come last, are renamed, moved and turned off by whoever saw them last', async () => {
  const { list, create, update } = keeper.api.admin.locations
  const made = await create({ name: 'Shop floor' })
  expect(made).toMatchObject({ name: 'Shop floor', position: 1, isActive: true, version: 1 })
  const renamed = await update({ id: made.id, version: 1, name: 'Ground floor', position: 5, isActive: true })
  expect(renamed).toMatchObject({ name: 'Ground floor', position: 5, version: 2 })
  expect((await list()).items.map(({ name }) => name)).toEqual(['Main warehouse', 'Ground floor'])
  const late = update({ id: made.id, version: 1, name: 'Mine', position: 0, isActive: true })
  expect(await failureOf(late)).toEqual({ code: 'location.conflict', details: { current: renamed } })
  await update({ id: made.id, version: 2, name: 'Ground floor', position: 5, isActive: false })
  const last = update({ id: FIRST_LOCATION, version: 1, name: 'Main warehouse', position: 0, isActive: false })
  expect(await failureOf(last)).toEqual({ code: 'location.last', details: null })
  const none = `loc_${'1'.repeat(26)}` as const
  const unknown = update({ id: none, version: 1, name: 'X', position: 0, isActive: true })
  expect((await failureOf(unknown)).code).toBe('location.not_found')
})

test('locations: what is received without naming one goes to the first that is active', async () => {
  const floor = await addLocation('Shop floor')
  await keeper.api.admin.locations.update({ id: FIRST_LOCATION, version: 1, name: 'Old', position: 0, isActive: false })
  const item = await stock.receive({ ...by(), quantity: 1 })
  expect(item.levels.find(({ locationId }) => locationId === floor.id)?.onHand).toBe(1)
})
