// Orders a second through the whole of commerce, beside the same row work by hand on the bare driver, in one run.
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { addCartItem, importProducts, makePlaceOrder, makeSessions } from '@tradepost/commerce'
import type { Deps } from '@tradepost/commerce'
import { openDatabase, schema } from '@tradepost/db'
import { makeDiskImportFiles, makeTestPayments } from '@tradepost/integrations'
import Sqlite from 'libsql'

const ROUNDS = 5
const ORDERS = 600
const CLIENTS = 64

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

const folder = mkdtempSync(join(process.env['BENCH_DIR'] ?? tmpdir(), 'tradepost-bench-'))
const db = await openDatabase({ url: `file:${join(folder, 'shop.db')}` })
const sources = { db, now: Date.now, random: (bytes: number) => randomBytes(bytes) }
const deps: Deps = {
  ...sources,
  passwords: { hash: async () => '', verify: async () => false },
  payments: [makeTestPayments({ ledgerPath: null, now: Date.now })],
  stripePublishableKey: null,
  wakePayments: () => {},
  reached: async () => {},
  media: { put: async () => '', remove: async () => {} },
  images: { process: () => Promise.reject(new Error('The bench has no pictures.')) },
  sessions: makeSessions(sources),
  mailer: { send: async () => {} },
  publicUrl: '',
  importFiles: makeDiskImportFiles(join(folder, 'imports')),
  wakeImports: () => {},
  stopping: new AbortController().signal,
}
const placeOrder = makePlaceOrder(deps)
const actor = {
  kind: 'system',
  id: null,
  userId: null,
  name: 'bench',
  permissions: [],
  procedure: 'bench',
  requestId: 'bench',
} as const
const csv =
  'Handle,Title,Option1 Name,Option1 Value,Variant Inventory Qty,Variant Price\nmug,Mug,Title,Default Title,900000,12.00\n'
await importProducts(deps, { bytes: Buffer.from(csv), dryRun: false, actor })
const [variant] = await db.read.select({ id: schema.variants.id }).from(schema.variants)
if (!variant) throw new Error('The bench has no variant.')

const input = (key: string) => ({
  idempotencyKey: key,
  email: 'bench@example.com',
  shippingAddress: { name: 'B', line1: '1', line2: null, city: 'C', postalCode: '1', countryCode: 'IE' },
  payment: { method: 'test_card' as const, cardNumber: '4242424242424242' },
})

/** Places orders with this many clients at once, each with a cart filled before the clock starts; answers orders a second. */
const place = async (clients: number): Promise<number> => {
  const buyers = Array.from({ length: ORDERS }, () => ({ userId: null, guestHash: randomBytes(32).toString('hex') }))
  await Promise.all(buyers.map((buyer) => addCartItem(deps, { buyer, variantId: variant.id, quantity: 1 })))
  const queue = [...buyers]
  const startedAt = performance.now()
  const work = async () => {
    for (let buyer = queue.pop(); buyer; buyer = queue.pop()) {
      await placeOrder({ buyer, accountEmail: null, input: input(randomBytes(12).toString('hex')) })
    }
  }
  await Promise.all(Array.from({ length: clients }, work))
  return ORDERS / ((performance.now() - startedAt) / 1000)
}

const byHand = new Sqlite(join(folder, 'by-hand.db'))
for (const sql of [
  'PRAGMA journal_mode = wal',
  'PRAGMA synchronous = full',
  'CREATE TABLE stock (id INTEGER PRIMARY KEY, on_hand INTEGER, allocated INTEGER CHECK (allocated <= on_hand)) STRICT',
  'INSERT INTO stock VALUES (1, 90000000, 0)',
  'CREATE TABLE rows (id TEXT PRIMARY KEY, kind TEXT, body TEXT) STRICT',
]) {
  byHand.exec(sql)
}
const take = byHand.prepare('UPDATE stock SET allocated = allocated + 1 WHERE id = 1 AND on_hand - allocated >= 1')
const insert = byHand.prepare('INSERT INTO rows VALUES (?, ?, ?)')
// As many rows as an order of ours writes: order, line, payment, movement, two histories, two events, key.
const kinds = ['order', 'line', 'payment', 'movement', 'history', 'history', 'event', 'event', 'key']

/** Writes the same number of rows by hand, `group` orders a commit; answers orders a second. */
const placeByHand = (group: number): number => {
  const startedAt = performance.now()
  for (let done = 0; done < ORDERS; done += group) {
    byHand.exec('BEGIN IMMEDIATE')
    for (let n = 0; n < group; n++) {
      take.run([])
      for (const kind of kinds) insert.run([randomBytes(12).toString('hex'), kind, 'x'.repeat(120)])
    }
    byHand.exec('COMMIT')
  }
  return ORDERS / ((performance.now() - startedAt) / 1000)
}

const results: Record<string, number[]> = {}
const note = (name: string, value: number) => (results[name] ??= []).push(value)
await place(CLIENTS)
for (let round = 0; round < ROUNDS; round++) {
  note('commerce, 1 client', await place(1))
  note(`commerce, ${CLIENTS} clients`, await place(CLIENTS))
  note('by hand, one order a commit', placeByHand(1))
  note('by hand, 40 orders a commit', placeByHand(40))
}
await db.close()
byHand.close()
rmSync(folder, { recursive: true, force: true })

const base = median(results['by hand, 40 orders a commit'] ?? [])
process.stdout.write(`\norders a second, median of ${ROUNDS} rounds, synchronous=FULL\n\n`)
for (const [name, values] of Object.entries(results)) {
  const value = median(values)
  process.stdout.write(
    `  ${name.padEnd(32)} ${value.toFixed(0).padStart(7)}   ${(value / base).toFixed(3)} of the grouped hand-written\n`
  )
}
