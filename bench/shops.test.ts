import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'libsql'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { builtShop } from './catalogue/build-shop.ts'
import { assertSound } from './checkout/assert-sound.ts'
import { recordOrders } from './checkout/record.ts'
import { fillShop, openShop } from './checkout/shop.ts'

// The benchmarks write their data with SQL and not through the product. A new column breaks them, and only these tests
// would show it.

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tradepost-bench-'))
  vi.stubEnv('BENCH_CACHE', folder)
})
afterAll(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true })
})

test('the catalogue of the benchmark can still be made, and is listed', async () => {
  const file = new Sqlite(join(await builtShop(1000), 'shop.db'))
  const count = (table: string) => file.prepare(`SELECT count(*) FROM ${table}`).raw(true).all([])
  expect([count('products'), count('product_listings'), count('product_reindex')]).toEqual([[[1000]], [[1000]], [[0]]])
  expect(file.prepare('PRAGMA foreign_key_check').raw(true).all([])).toEqual([])
  file.close()
})

test('the orders of the benchmark can still be placed, and their statements noted', async () => {
  const path = join(folder, 'orders.db')
  const buyers = await fillShop(path, folder, 6)
  const orders = await recordOrders(() => openShop(path, folder), buyers)
  expect(orders).toHaveLength(6)
  expect(orders.every((noted) => noted.filter(({ act }) => act === 'exec').length === 4)).toBe(true)
  const file = new Sqlite(path)
  assertSound(file, 6)
  file.close()
})
