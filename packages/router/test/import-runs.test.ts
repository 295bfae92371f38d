import { existsSync } from 'node:fs'
import { interruptImports, removeOldImports, workImports } from '@tradepost/commerce'
import { MAX_IMPORT_BYTES, MAX_IMPORT_CHUNK_BYTES, MAX_OPEN_IMPORTS } from '@tradepost/contract'
import { schema } from '@tradepost/db'
import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { productsCsv } from '../../../bench/make-products-csv.ts'
import { chunkForm, importCsv, uploadFile } from './import-runs.ts'
import { csvOf } from './product-csv.ts'
import type { Account, TestShop } from './test-shop.ts'
import { failureOf, makeClock, makeTestShop, newVisitor } from './test-shop.ts'

let shop: TestShop
let manager: Account
let stopping: AbortController
const clock = makeClock()

beforeEach(async () => {
  stopping = new AbortController()
  shop = await makeTestShop({ now: clock.now, stopping: stopping.signal })
  manager = await shop.signUp('manager', 'manager')
})

afterEach(() => shop.close())

const runs = () => manager.api.admin.imports

const mug = csvOf([{ slug: 'mug', price: '9.00' }])
const manyVariants = (count: number) => [...productsCsv(count)].join('')
const handles = () => shop.rows('SELECT slug FROM products ORDER BY seq').map(({ slug }) => slug)
const isKept = (id: string) => existsSync(shop.importFile(id))

test('upload: a first chunk that comes again late removes nothing that was written after it', async () => {
  const { id } = await runs().create({ fileName: 'products.csv', sizeBytes: 10 })
  for (const [offset, text] of [
    [0, '01234'],
    [5, '56789'],
    [0, '01234'],
  ] as const)
    await shop.deps.importFiles.write(id, offset, Buffer.from(text))
  expect(await shop.deps.importFiles.size(id)).toBe(10)
})

test('upload: chunks go in order, and one that comes twice or too early changes nothing and is told where to go on', async () => {
  const run = await runs().create({ fileName: 'products.csv', sizeBytes: 10 })
  expect(run).toMatchObject({ state: 'uploading', receivedBytes: 0, sizeBytes: 10, createdBy: 'manager' })
  expect(await runs().append(chunkForm(run.id, 0, '01234'))).toMatchObject({ receivedBytes: 5 })
  for (const offset of [0, 4, 6]) {
    const { code, details } = await failureOf(runs().append(chunkForm(run.id, offset, 'xxxxx')))
    expect({ code, details }).toEqual({ code: 'import.wrong_offset', details: { receivedBytes: 5 } })
  }
  expect(await failureOf(runs().start({ id: run.id }))).toEqual({
    code: 'import.incomplete',
    details: { receivedBytes: 5, sizeBytes: 10 },
  })
  expect(await runs().append(chunkForm(run.id, 5, '56789'))).toMatchObject({ receivedBytes: 10 })
  expect(shop.readImportFile(run.id)).toBe('0123456789')
})

test('upload: two chunks for one place at once are taken once', async () => {
  const run = await runs().create({ fileName: 'products.csv' })
  const both = await Promise.allSettled([1, 2].map(() => runs().append(chunkForm(run.id, 0, 'abc'))))
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(await runs().get({ id: run.id })).toMatchObject({ receivedBytes: 3 })
})

test('upload: what is too large is refused before it is kept, and so is what is no chunk', async () => {
  const tooLarge = { code: 'import.too_large', details: { limitBytes: MAX_IMPORT_BYTES } }
  expect(await failureOf(runs().create({ fileName: 'x.csv', sizeBytes: MAX_IMPORT_BYTES + 1 }))).toEqual(tooLarge)
  const run = await runs().create({ fileName: 'x.csv', sizeBytes: 4 })
  expect(await failureOf(runs().append(chunkForm(run.id, 0, '12345')))).toEqual({
    code: 'import.too_large',
    details: { limitBytes: 4 },
  })
  const chunk = new Uint8Array(MAX_IMPORT_CHUNK_BYTES + 1)
  expect(await failureOf(runs().append(chunkForm(run.id, 0, chunk)))).toMatchObject({ code: 'request.too_large' })
  const form = chunkForm(run.id, 0, '1')
  form.set('chunk', 'text, no bytes')
  expect((await failureOf(runs().append(form))).code).toBe('input.invalid')
  expect((await failureOf(runs().append(chunkForm(run.id, Number.NaN, '1')))).code).toBe('input.invalid')
  expect(isKept(run.id)).toBe(false)
})

test('upload: a size above the limit is refused also where it was not told before', async () => {
  const { id } = await runs().create({ fileName: 'pipe' })
  const { productImports } = schema
  const receivedBytes = MAX_IMPORT_BYTES - 2
  await shop.deps.db.write((tx) => tx.update(productImports).set({ receivedBytes }).where(eq(productImports.id, id)))
  expect((await failureOf(runs().append(chunkForm(id, receivedBytes, 'abc')))).code).toBe('import.too_large')
})

test('upload: so many files at once and no more, until one is no longer needed', async () => {
  const made = []
  for (let n = 0; n < MAX_OPEN_IMPORTS; n++) made.push(await runs().create({ fileName: `${n}.csv` }))
  const refused = { code: 'import.too_many', details: { max: MAX_OPEN_IMPORTS } }
  expect(await failureOf(runs().create({ fileName: 'one more.csv' }))).toEqual(refused)
  await runs().cancel({ id: made[0]?.id ?? 'imp_' })
  expect(await runs().create({ fileName: 'one more.csv' })).toMatchObject({ state: 'uploading' })
})

test('upload: runs that have ended make room, the oldest first', async () => {
  const ended = []
  for (let n = 0; n < MAX_OPEN_IMPORTS; n++)
    ended.push(await importCsv({ shop, api: manager.api }, n % 2 ? mug : 'no products', { dryRun: true }))
  expect(await importCsv({ shop, api: manager.api }, mug)).toMatchObject({ state: 'done', products: { created: 1 } })
  const [first, second] = ended.map(({ id }) => id)
  expect((await failureOf(runs().start({ id: first ?? 'imp_' }))).code).toBe('import.wrong_state')
  expect(await shop.deps.importFiles.size(first ?? 'imp_')).toBeNull()
  expect(await runs().start({ id: second ?? 'imp_' })).toMatchObject({ state: 'waiting' })
})

test('run: ends done with its counts, its file is removed, and the audit log names who started it', async () => {
  const run = await importCsv({ shop, api: manager.api }, mug)
  expect(run).toMatchObject({
    state: 'done',
    dryRun: false,
    onFault: 'stop',
    rows: 1,
    variants: 1,
    images: 0,
    faults: [],
    failure: null,
    products: { created: 1, updated: 0, unchanged: 0, skipped: 0 },
    done: { bytes: run.sizeBytes, rows: 1 },
  })
  expect(isKept(run.id)).toBe(false)
  const [entry] = shop.rows("SELECT * FROM audit_log WHERE procedure = 'admin.imports.start'")
  expect(entry).toMatchObject({ actor_id: manager.user.id, target: run.id })
  expect(JSON.parse(String(entry?.['after']))).toMatchObject({ fileName: 'products.csv', state: 'done', created: 1 })
  const again = await importCsv({ shop, api: manager.api }, mug)
  expect(again.products).toMatchObject({ unchanged: 1 })
  expect(shop.rows("SELECT 1 FROM audit_log WHERE procedure = 'admin.imports.start'")).toHaveLength(1)
})

test('run: a dry run keeps its file, so that the same run is then started in earnest', async () => {
  const trial = await importCsv({ shop, api: manager.api }, mug, { dryRun: true })
  expect(trial).toMatchObject({ state: 'done', dryRun: true, products: { created: 1 } })
  expect(handles()).toEqual([])
  expect(shop.rows('SELECT * FROM product_csv_columns')).toEqual([])
  await runs().start({ id: trial.id })
  await workImports(shop.deps)
  expect(await runs().get({ id: trial.id })).toMatchObject({ state: 'done', dryRun: false, products: { created: 1 } })
  expect(handles()).toEqual(['mug'])
  expect(await failureOf(runs().start({ id: trial.id }))).toEqual({
    code: 'import.wrong_state',
    details: { state: 'done' },
  })
})

test('skip: products with a fault are left out and counted, the others are imported, and stop imports none', async () => {
  const csv = csvOf([
    { slug: 'mug', sku: 'A', price: '9.00' },
    { slug: 'bowl', price: 'nine' },
    { slug: 'cup', sku: 'A', price: '9.00' },
    { slug: 'pot', price: '4.00' },
    { slug: 'mug', option: 'Large', price: '4.00' },
  ])
  const stopped = await importCsv({ shop, api: manager.api }, csv)
  expect(stopped).toMatchObject({ state: 'failed', failure: 'faults', faultCount: 3 })
  expect(stopped.faults.map(({ row, code }) => [row, code])).toEqual([
    [3, 'bad_price'],
    [4, 'duplicate_sku'],
    [6, 'repeated_handle'],
  ])
  expect(handles()).toEqual([])
  await runs().start({ id: stopped.id, onFault: 'skip' })
  await workImports(shop.deps)
  expect(await runs().get({ id: stopped.id })).toMatchObject({
    state: 'done',
    faultCount: 3,
    products: { created: 2, skipped: 3 },
  })
  expect(handles()).toEqual(['mug', 'pot'])
})

test('skip: a fault of the file as a whole cannot be left out', async () => {
  for (const csv of ['', mug.replace('Handle', 'Name'), `${mug}pot,"Pot`]) {
    const run = await importCsv({ shop, api: manager.api }, csv, { onFault: 'skip' })
    expect(run).toMatchObject({ state: 'failed', failure: 'faults', products: { created: 0 } })
  }
  expect(handles()).toEqual([])
})

test('SKU: a derived one that another product has meanwhile is derived otherwise, and stays so', async () => {
  await importCsv({ shop, api: manager.api }, csvOf([{ slug: 'other', sku: 'MUG', price: '1.00' }]))
  const first = await importCsv({ shop, api: manager.api }, mug)
  expect(first).toMatchObject({ state: 'done', faultCount: 0, products: { created: 1 } })
  const skus = () => shop.rows('SELECT sku FROM variants ORDER BY sku').map(({ sku }) => sku)
  expect(skus()).toEqual(['MUG', expect.stringMatching(/^MUG-[0-9A-F]{8}$/)])
  const before = skus()
  expect((await importCsv({ shop, api: manager.api }, mug)).products).toMatchObject({ updated: 0, unchanged: 1 })
  expect(skus()).toEqual(before)
})

/** Processes the waiting imports while `act` runs, and resolves when both have ended. */
const whileWorking = async (act: () => Promise<void>) => {
  await Promise.all([workImports(shop.deps), act()])
}

/** Waits until the progress subscription reports created products. */
const untilSomeAreImported = async (id: `imp_${string}`) => {
  for await (const run of await runs().onProgress({ id })) if (run.products.created > 0) return run
  throw new Error('The import was over before anything was seen of it.')
}

test('cancel: a run in its middle ends before the next product, what is imported stays, and its file is removed', async () => {
  const { id } = await uploadFile(manager.api, manyVariants(6000))
  await runs().start({ id })
  await whileWorking(async () => {
    await untilSomeAreImported(id)
    await runs().cancel({ id })
  })
  const run = await runs().get({ id })
  expect(run.state).toBe('canceled')
  expect(run.products.created).toBe(handles().length)
  expect(run.products.created).toBeGreaterThan(0)
  expect(run.done.rows).toBeLessThan(run.rows)
  expect(isKept(id)).toBe(false)
  const [entry] = shop.rows("SELECT after FROM audit_log WHERE procedure = 'admin.imports.start'")
  expect(JSON.parse(String(entry?.['after']))).toMatchObject({ state: 'canceled', created: run.products.created })
  expect(await runs().cancel({ id })).toMatchObject({ state: 'canceled' })
})

test('cancel: a run that uploads or waits is canceled at once and never worked on', async () => {
  const waiting = await uploadFile(manager.api, mug)
  await runs().start({ id: waiting.id })
  const uploading = await runs().create({ fileName: 'x.csv' })
  await runs().append(chunkForm(uploading.id, 0, 'abc'))
  for (const { id } of [waiting, uploading]) {
    expect(await runs().cancel({ id })).toMatchObject({ state: 'canceled' })
    expect(isKept(id)).toBe(false)
  }
  await workImports(shop.deps)
  expect(handles()).toEqual([])
  expect((await failureOf(runs().append(chunkForm(uploading.id, 3, 'd')))).code).toBe('import.wrong_state')
})

test('stop: a server that stops interrupts the run, and starting it again finishes the job', async () => {
  const { id } = await uploadFile(manager.api, manyVariants(3000))
  await runs().start({ id })
  await whileWorking(async () => {
    await untilSomeAreImported(id)
    stopping.abort()
  })
  const interrupted = await runs().get({ id })
  expect(interrupted.state).toBe('interrupted')
  const before = handles().length
  expect(before).toBeLessThan(interrupted.rows)
  const { deps } = shop
  await runs().start({ id })
  await workImports({ ...deps, stopping: new AbortController().signal })
  const run = await runs().get({ id })
  expect(run).toMatchObject({ state: 'done', variants: 3000, products: { unchanged: before, updated: 0 } })
  expect(run.products.created + before).toBe(handles().length)
})

test('restart: a run that was at work when its process died is interrupted, one that waited goes on', async () => {
  const dead = await uploadFile(manager.api, mug)
  const waiting = await uploadFile(manager.api, csvOf([{ slug: 'pot', price: '4.00' }]))
  for (const { id } of [dead, waiting]) await runs().start({ id })
  const { productImports } = schema
  const { db } = shop.deps
  await db.write((tx) => tx.update(productImports).set({ state: 'importing' }).where(eq(productImports.id, dead.id)))
  clock.pass(30_000)
  expect(await interruptImports(shop.deps, 60_000)).toBe(0)
  await workImports(shop.deps)
  expect(handles()).toEqual([])
  expect(await interruptImports(shop.deps, 0)).toBe(1)
  expect(await runs().get({ id: dead.id })).toMatchObject({ state: 'interrupted', failure: null })
  await workImports(shop.deps)
  expect(handles()).toEqual(['pot'])
})

test('queue: runs are worked off one after the other in the order in which they were started', async () => {
  const first = await uploadFile(manager.api, mug)
  const second = await uploadFile(manager.api, csvOf([{ slug: 'pot', price: '4.00' }]))
  for (const { id } of [second, first]) {
    await runs().start({ id })
    clock.pass(5)
  }
  await Promise.all([workImports(shop.deps), workImports(shop.deps)])
  expect(handles()).toEqual(['pot', 'mug'])
  const { items } = await runs().list({})
  expect(items.map(({ id, state }) => [id, state])).toEqual([
    [second.id, 'done'],
    [first.id, 'done'],
  ])
})

test('file: a run whose file is gone or was cut fails and says so', async () => {
  const { id } = await uploadFile(manager.api, mug)
  await shop.deps.importFiles.remove(id)
  await runs().start({ id })
  await workImports(shop.deps)
  expect(await runs().get({ id })).toMatchObject({ state: 'failed', failure: 'file', products: { created: 0 } })
})

test('old runs: after three days of silence they are removed with their files, and no sooner', async () => {
  const { id } = await uploadFile(manager.api, mug)
  clock.pass(3 * 86_400_000 - 1000)
  await removeOldImports(shop.deps)
  expect(isKept(id)).toBe(true)
  clock.pass(2000)
  await removeOldImports(shop.deps)
  expect(isKept(id)).toBe(false)
  expect((await failureOf(runs().get({ id }))).code).toBe('import.not_found')
})

test('progress: the states come in their order, at most five a second, and the stream ends with the run', async () => {
  const { id } = await uploadFile(manager.api, manyVariants(3000))
  await runs().start({ id })
  const seen: { state: string; rows: number; at: number }[] = []
  await whileWorking(async () => {
    for await (const run of await runs().onProgress({ id }))
      seen.push({ state: run.state, rows: run.done.rows, at: performance.now() })
  })
  const states = ['waiting', 'checking', 'importing', 'done']
  expect([...new Set(seen.map(({ state }) => state))]).toEqual(
    states.filter((state) => seen.some((s) => s.state === state))
  )
  expect(seen.at(-1)).toMatchObject({ state: 'done', rows: 3000 })
  expect(seen.some(({ state }) => state === 'importing')).toBe(true)
  const gaps = seen.slice(1).map(({ at }, n) => at - (seen[n]?.at ?? 0))
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(190)
})

test('progress: who may not see imports, and a run that is none, are told at once', async () => {
  const { id } = await runs().create({ fileName: 'x.csv' })
  const customer = await shop.signUp('customer')
  expect((await failureOf(customer.api.admin.imports.onProgress({ id }))).code).toBe('auth.forbidden')
  expect((await failureOf(shop.as(newVisitor()).admin.imports.onProgress({ id }))).code).toBe('auth.required')
  expect((await failureOf(runs().onProgress({ id: `imp_${'0'.repeat(26)}` }))).code).toBe('import.not_found')
})

test('shop: while a file is imported, others have their turn every few products, not once a commit', async () => {
  const { id } = await uploadFile(manager.api, manyVariants(4000))
  await runs().start({ id })
  const over = new AbortController()
  const waits: number[] = []
  const lookOn = async () => {
    while (!over.signal.aborted) {
      const at = performance.now()
      await new Promise((resolve) => setImmediate(resolve))
      waits.push(performance.now() - at)
    }
  }
  await Promise.all([workImports(shop.deps).then(() => over.abort()), lookOn()])
  const { products } = await runs().get({ id })
  // A commit contains 32 products, and the write queue yields the event loop after each 10 ms of work.
  expect(waits.length).toBeGreaterThan(products.created / 4)
  // The median turn, not the longest: on a busy machine any single turn may be long.
  expect(waits.toSorted((a, b) => a - b)[Math.floor(waits.length / 2)]).toBeLessThan(10)
})
