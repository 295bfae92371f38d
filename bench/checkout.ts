// Measures completed checkouts per second and their latency at several numbers of concurrent buyers, and compares them
// with the same statements run by hand on better-sqlite3: npm run bench -- checkout --rounds 5 --orders 640
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { compiledBinding } from './catalogue/better-sqlite3.ts'
import { assertSound } from './checkout/assert-sound.ts'
import { measureOverHttp } from './checkout/over-http.ts'
import type { Recorded } from './checkout/record.ts'
import { countCommits, recordOrders } from './checkout/record.ts'
import type { HandShop } from './checkout/replay.ts'
import { openByDriver, openByHand, replay } from './checkout/replay.ts'
import type { Round } from './checkout/report.ts'
import { printReport } from './checkout/report.ts'
import type { Sample } from './checkout/sample.ts'
import { placeAll, sampleOf } from './checkout/sample.ts'
import { fillShop, openShop } from './checkout/shop.ts'

const { values } = parseArgs({
  allowNegative: true,
  options: {
    rounds: { type: 'string', default: '5' },
    orders: { type: 'string', default: '640' },
    clients: { type: 'string', default: '1,8,32,64' },
    http: { type: 'boolean', default: true },
  },
})
const rounds = Number(values.rounds)
const orders = Number(values.orders)
const numbers = values.clients.split(',').map(Number)
if (!(rounds >= 1) || !(orders >= 64) || numbers.some((clients) => !(clients >= 1 && clients <= orders))) {
  throw new Error('Give --rounds of 1 and more, --orders of 64 and more, and --clients separated by commas.')
}

const folder = mkdtempSync(join(process.env['BENCH_DIR'] ?? tmpdir(), 'tradepost-bench-'))
const template = join(folder, 'template.db')
const buyers = await fillShop(template, folder, orders)
const binding = compiledBinding()
// The driver's close may leave the WAL beside the database, but only the database file is copied.
const folded = openByHand(template, binding)
folded.exec('PRAGMA wal_checkpoint(truncate)')
folded.close()

let copies = 0
/** Copies the initial shop to a new folder. */
const copyOfShop = (): string => {
  const path = join(folder, String(copies++), 'shop.db')
  mkdirSync(dirname(path))
  copyFileSync(template, path)
  return path
}

/** Places all orders through the whole commerce layer, with the given number of concurrent buyers. */
const measureOurs = async (clients: number): Promise<Round['ours']> => {
  const path = copyOfShop()
  const shop = await openShop(path, folder)
  const counted = countCommits()
  const { tookMs, times } = await placeAll(buyers, clients, shop.place)
  const commits = counted.stop()
  await shop.db.close()
  check(path)
  return { ...sampleOf(orders, tookMs, times), commits: commits / orders }
}

const measureHttp = async (clients: number): Promise<Sample> => {
  const path = copyOfShop()
  const sample = await measureOverHttp(dirname(path), buyers, clients)
  check(path)
  return sample
}

const byHand = (path: string): HandShop => openByHand(path, binding)

const measureByHand = (open: (path: string) => HandShop, group: number | 'as recorded'): Sample => {
  const path = copyOfShop()
  const db = open(path)
  const startedAt = performance.now()
  const times = replay(db, recorded, group)
  const tookMs = performance.now() - startedAt
  db.close()
  check(path)
  return sampleOf(orders, tookMs, times)
}

const check = (path: string): void => {
  const db = openByHand(path, binding)
  const sums = JSON.stringify(assertSound(db, orders))
  db.close()
  expected ??= sums
  if (sums !== expected) throw new Error(`Two runs of the same carts differ: ${sums} and ${expected}.`)
}
let expected: string | undefined

const recorded: readonly (readonly Recorded[])[] = await recordOrders(() => openShop(copyOfShop(), folder), buyers)
const statements =
  recorded.map((list) => list.filter(({ act }) => act !== 'exec').length).reduce((sum, count) => sum + count, 0) /
  orders
if (process.env['BENCH_STATEMENTS']) for (const { sql } of recorded[0] ?? []) process.stdout.write(`${sql}\n`)
await measureOurs(Math.max(...numbers))

const results = numbers.map((clients) => ({ clients, rounds: new Array<Round>() }))
for (let round = 0; round < rounds; round++) {
  for (const result of results) {
    const { clients } = result
    const ours = await measureOurs(clients)
    const grouped = measureByHand(byHand, clients)
    const driver = measureByHand(openByDriver, clients)
    const same = measureByHand(byHand, 'as recorded')
    const single = clients === 1 ? grouped : measureByHand(byHand, 1)
    result.rounds.push({ ours, grouped, driver, same, single, http: values.http ? await measureHttp(clients) : null })
  }
}
rmSync(folder, { recursive: true, force: true })
printReport({ orders, statements, results })
