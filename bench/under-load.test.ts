import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { attackShop } from './hostile/measure.ts'
import { checkOrders } from './load/check-orders.ts'
import { attacks } from './load/jobs.ts'
import type { Contender } from './load/shops.ts'
import { makeContenders, startShop } from './load/shops.ts'
import type { Generator } from './load/start-generator.ts'
import { startGenerator } from './load/start-generator.ts'
import { startSides } from './mixed/side.ts'
import { measureLoad } from './overload/measure.ts'

// Runs each benchmark of the built server for a moment, so that a broken one is found before it is needed.

let folder: string
let generator: Generator
let contender: Contender

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tradepost-bench-'))
  generator = await startGenerator()
  const [own] = await makeContenders({ checkouts: [], folder, env: { SEED_DEMO: 'false' } })
  if (!own) throw new Error('This checkout is not measured.')
  contender = own
})

afterAll(async () => {
  await generator.stop()
  rmSync(folder, { recursive: true, force: true })
})

const overload = {
  seconds: 0.5,
  warmUpSeconds: 0.2,
  recoverySeconds: 1,
  clients: 4,
  sources: 10,
  connections: 100,
  timeoutMs: 20_000,
  isForwarded: false,
}

test('overload: every call of the schedule has an end, and the orders are those that were acknowledged', async () => {
  for (const kind of ['lists', 'orders'] as const) {
    const load = await measureLoad(contender, { ...overload, folder, generator, kind }, 40)
    const { accepted, refused, timeouts, resets } = load
    expect(load).toMatchObject({ offered: 20, faults: [], otherStatuses: {}, lag: { count: 20 } })
    expect(accepted.count + refused.count + timeouts + resets).toBe(20)
    expect(accepted.count).toBeGreaterThan(0)
  }
})

test('mixed: buyers order alone and beside readers, and all that they order is there', async () => {
  const setting = { folder, generator, buyers: 2, seconds: 0.3, warmUpSeconds: 0.1, windows: 3, isForwarded: false }
  const [side] = await startSides([contender], setting)
  await side?.measureAlone()
  await side?.measureBeside(2)
  await side?.measureAlone()
  await side?.stop()
  expect(side?.end().faults).toEqual([])
  expect(side?.alone.map(({ failed }) => failed)).toEqual([{}, {}])
  expect(side?.beside).toMatchObject([{ readers: 2, orders: { failed: {} }, lists: { failed: {} } }])
  expect(side?.beside[0]?.lists.accepted).toBeGreaterThan(0)
})

test('hostile: each attack reaches the server, and honest clients are answered beside it', async () => {
  const setting = { generator, seconds: 0.6, warmUpSeconds: 0.1, connections: 4, clients: 2, callsPerSecond: 10 }
  const shop = await startShop(contender, { folder, carts: 0 })
  try {
    for (const attack of attacks) {
      const { honest, hostile } = await attackShop(shop, { ...setting, attack })
      expect(honest.succeeded).toBeGreaterThan(0)
      expect(hostile).not.toHaveProperty('400')
      expect(hostile).not.toHaveProperty('403')
    }
  } finally {
    await shop.stop()
  }
  expect(checkOrders(shop.databasePath, { least: 0, most: Number.POSITIVE_INFINITY })).toEqual([])
})
