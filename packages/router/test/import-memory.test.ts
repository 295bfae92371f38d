import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { exportProducts, workImports } from '@tradepost/commerce'
import { IMPORT_CHUNK_BYTES } from '@tradepost/contract'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { productsCsv } from '../../../bench/make-products-csv.ts'
import { chunkForm, importCsv } from './import-runs.ts'
import type { Account, TestShop } from './test-shop.ts'
import { makeTestShop } from './test-shop.ts'

setFlagsFromString('--expose-gc')
const collectGarbage: unknown = runInNewContext('gc')

let shop: TestShop
let manager: Account
beforeEach(async () => {
  shop = await makeTestShop()
  manager = await shop.signUp('manager', 'manager')
})
afterEach(() => shop.close())

/** Returns the memory in use after a garbage collection, in MB, so that uncollected garbage does not count. */
const liveMegabytes = (): number => {
  if (typeof collectGarbage === 'function') collectGarbage()
  const { heapUsed, external, arrayBuffers } = process.memoryUsage()
  return (heapUsed + external + arrayBuffers) / 1e6
}

/** Samples the memory every 500 ms while `work` runs, and returns the peak in MB. */
const mostMemoryOf = async (work: () => Promise<unknown>): Promise<number> => {
  let most = 0
  const looking = setInterval(() => (most = Math.max(most, liveMegabytes())), 500)
  await work()
  clearInterval(looking)
  return most
}

/** Uploads the rows of that many variants as they are generated. If `isFaulty`, the last price is invalid. */
const send = async (variants: number, isFaulty: boolean) => {
  const { imports } = manager.api.admin
  const { id } = await imports.create({ fileName: 'products.csv' })
  let [offset, text] = [0, '']
  const flush = async () => {
    const bytes = new TextEncoder().encode(text)
    await imports.append(chunkForm(id, offset, bytes))
    offset += bytes.length
    text = ''
  }
  for (const line of productsCsv(variants)) {
    text += line
    if (text.length >= IMPORT_CHUNK_BYTES) await flush()
  }
  if (isFaulty) text = text.replace(/\d+\.\d\d(?!.*\d+\.\d\d)/s, 'no price')
  await flush()
  return id
}

test(
  'memory: 100,000 rows are sent and checked, and 6,000 imported and exported, in 30 MB at most (H18)',
  { timeout: 240_000 },
  async () => {
    await importCsv({ shop, api: manager.api }, [...productsCsv(1000, 1)].join(''))
    const before = liveMegabytes()
    const run = (id: `imp_${string}`) => async () => {
      await manager.api.admin.imports.start({ id })
      await workImports(shop.deps)
    }
    let id: `imp_${string}` = 'imp_'
    const sending = await mostMemoryOf(async () => (id = await send(100_000, true)))
    const checking = await mostMemoryOf(run(id))
    expect(await manager.api.admin.imports.get({ id })).toMatchObject({ state: 'failed', rows: 100_000, faultCount: 1 })
    id = await send(6000, false)
    const importing = await mostMemoryOf(run(id))
    expect(await manager.api.admin.imports.get({ id })).toMatchObject({ state: 'done', variants: 6000 })
    const exporting = await mostMemoryOf(async () => {
      for await (const text of (await exportProducts(shop.deps)).text) expect(text.length).toBeLessThan(1_000_000)
    })
    for (const most of [sending, checking, importing, exporting]) expect(most - before).toBeLessThanOrEqual(30)
  }
)
