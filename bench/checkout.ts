// Completed checkouts a second and how long each takes, at several numbers of buyers at once, beside the very same
// statements by hand on better-sqlite3: npm run bench -- checkout --rounds 5 --orders 640
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { compiledBinding } from './catalogue/better-sqlite3.ts'
import { assertSound } from './checkout/assert-sound.ts'
import type { Recorded } from './checkout/record.ts'
import { recordOrders } from './checkout/record.ts'
import { openByHand, replay } from './checkout/replay.ts'
import { fillShop, openShop } from './checkout/shop.ts'

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    orders: { type: 'string', default: '640' },
    clients: { type: 'string', default: '1,8,32,64' },
  },
})
const rounds = Number(values.rounds)
const orders = Number(values.orders)
const numbers = values.clients.split(',').map(Number)
if (!(rounds >= 1) || !(orders >= 64) || numbers.some((clients) => !(clients >= 1 && clients <= orders))) {
  throw new Error('Give --rounds of 1 and more, --orders of 64 and more, and --clients separated by commas.')
}

interface Sample {
  readonly perSecond: number
  readonly p50: number
  readonly p99: number
}

const median = (list: readonly number[]): number => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0

const sampleOf = (count: number, tookMs: number, times: readonly number[]): Sample => {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  return { perSecond: count / (tookMs / 1000), p50: at(0.5), p99: at(0.99) }
}

const folder = mkdtempSync(join(process.env['BENCH_DIR'] ?? tmpdir(), 'tradepost-bench-'))
const template = join(folder, 'template.db')
const buyers = await fillShop(template, folder, orders)
const binding = compiledBinding()
// The driver's close may leave the log beside the file, and what is copied is the file alone.
const folded = openByHand(template, binding)
folded.exec('PRAGMA wal_checkpoint(truncate)')
folded.close()

let copies = 0
const copyOfShop = (): string => {
  const path = join(folder, `shop-${copies++}.db`)
  copyFileSync(template, path)
  return path
}

/** Lets so many buyers at once order what is in their carts through the whole of commerce. */
const measureOurs = async (clients: number): Promise<Sample> => {
  const path = copyOfShop()
  const shop = await openShop(path, folder)
  const queue = [...buyers]
  const times: number[] = []
  const startedAt = performance.now()
  const work = async () => {
    for (let buyer = queue.pop(); buyer !== undefined; buyer = queue.pop()) {
      const from = performance.now()
      await shop.place(buyer)
      times.push(performance.now() - from)
    }
  }
  await Promise.all(Array.from({ length: clients }, work))
  const took = performance.now() - startedAt
  await shop.db.close()
  check(path)
  return sampleOf(orders, took, times)
}

const measureByHand = (recorded: readonly (readonly Recorded[])[], group: number): Sample => {
  const path = copyOfShop()
  const db = openByHand(path, binding)
  const startedAt = performance.now()
  const times = replay(db, recorded, group)
  const took = performance.now() - startedAt
  db.close()
  check(path)
  return sampleOf(orders, took, times)
}

const check = (path: string): void => {
  const db = openByHand(path, binding)
  const sums = JSON.stringify(assertSound(db, orders))
  db.close()
  expected ??= sums
  if (sums !== expected) throw new Error(`Two runs of the same carts differ: ${sums} and ${expected}.`)
}
let expected: string | undefined

const recorded = await recordOrders(() => openShop(copyOfShop(), folder), buyers)
const statements = recorded.map((list) => list.length).reduce((sum, count) => sum + count, 0) / orders
if (process.env['BENCH_STATEMENTS']) for (const { sql } of recorded[0] ?? []) process.stdout.write(`${sql}\n`)
await measureOurs(Math.max(...numbers))

const results = numbers.map((clients) => ({
  clients,
  ours: new Array<Sample>(),
  single: new Array<Sample>(),
  grouped: new Array<Sample>(),
}))
for (let round = 0; round < rounds; round++) {
  for (const { clients, ours, single, grouped } of results) {
    ours.push(await measureOurs(clients))
    grouped.push(measureByHand(recorded, clients))
    if (clients > 1) single.push(measureByHand(recorded, 1))
  }
}
rmSync(folder, { recursive: true, force: true })

const cell = (text: string, width: number) => text.padStart(width)
const of = (samples: readonly Sample[], pick: (sample: Sample) => number) => median(samples.map(pick))
process.stdout.write(
  `\n${orders} orders of 1 to 3 lines a round, ${statements.toFixed(1)} statements each, medians of ${rounds} rounds, synchronous=FULL\n` +
    `${cpus().length} × ${cpus()[0]?.model ?? ''}, load ${loadavg()[0]?.toFixed(1) ?? ''}, Node ${process.version}\n` +
    'No errors, nothing oversold, every order once with its lines, payment, ledger and answer.\n\n' +
    'buyers at once   checkouts/s   p50 ms   p99 ms   by hand, grouped/s   one a commit/s   of the grouped\n'
)
for (const { clients, ours, single, grouped } of results) {
  const alone = of(single.length > 0 ? single : grouped, ({ perSecond }) => perSecond)
  const ratio = median(ours.map(({ perSecond }, n) => perSecond / (grouped[n]?.perSecond ?? Number.NaN)))
  const cells = [
    cell(String(clients), 14),
    cell(of(ours, ({ perSecond }) => perSecond).toFixed(0), 14),
    cell(of(ours, ({ p50 }) => p50).toFixed(1), 9),
    cell(of(ours, ({ p99 }) => p99).toFixed(1), 9),
    cell(of(grouped, ({ perSecond }) => perSecond).toFixed(0), 21),
    cell(alone.toFixed(0), 17),
    cell(ratio.toFixed(2), 17),
  ]
  process.stdout.write(`${cells.join('')}\n`)
}
