import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { TradepostClient } from '@tradepost/client'
import { createTradepostClient } from '@tradepost/client'
import type { RelatedProductsInput } from '@tradepost/contract'
import type { RunningServer } from '../../apps/server/test/run-server.ts'
import { runServer } from '../../apps/server/test/run-server.ts'
import type { Ask, Asker } from './asks.ts'
import { makeAskers } from './asks.ts'
import { openByHand } from './better-sqlite3.ts'
import type { HandDatabase } from './better-sqlite3.ts'

/** The times of one side for a job: in milliseconds by the caller's clock, and the CPU time of its process if known. */
export interface Timing {
  readonly p50: number
  readonly p95: number
  readonly max: number
  readonly cpu: number | null
  /** By the server's own clock, from a request's arrival until its response is ready; null if it reports none. */
  readonly server: { readonly p50: number; readonly p95: number } | null
  readonly calls: number
}

export interface Measured {
  readonly job: string
  readonly shop: Timing
  readonly byHand: Timing
}

export interface Measuring {
  readonly size: number
  readonly folder: string
  readonly binding: string
  readonly calls: number
  /** The jobs whose names match. */
  readonly jobs: RegExp
}

// Long enough to compile the code of a job, as in a server that has been running for a while.
const WARM_UP = 200
// The sides take turns after this many calls. After every single call, the CPU cache would hold the other side's pages.
const TURN = 20
// A slow job is called less often, but often enough for a meaningful p95.
const BUDGET_MS = 30_000
const FEWEST = 40

const DEEP = 'list, deep page'

/** Runs the built server and the handwritten one on a shop's database, and measures every job, in turns. */
export const measureSize = async ({ size, folder, binding, calls, jobs }: Measuring): Promise<Measured[]> => {
  const path = join(folder, 'shop.db')
  const shop = await runServer(folder, { LOG_LEVEL: 'info' })
  const hand = await runByHand(path, binding)
  try {
    const client = createTradepostClient({ url: shop.url })
    const file = openByHand(path, binding)
    const askers = makeAskers(size, someIds(file))
    const deep = jobs.test(DEEP) ? { [DEEP]: await deepAsker(client, file, size) } : {}
    const measured: Measured[] = []
    for (const [job, asker] of Object.entries({ ...deep, ...askers })) {
      if (!jobs.test(job)) continue
      process.stderr.write(`\r${size}: ${job.padEnd(40)}`)
      measured.push({
        job,
        ...(await measureJob({
          asker,
          calls,
          shop: { call: callShop(client), child: shop.process, told: () => toldBy(shop) },
          hand,
        })),
      })
    }
    process.stderr.write('\r')
    return measured
  } finally {
    hand.child.kill()
    await shop.stop()
  }
}

interface Side {
  readonly call: (ask: Ask) => Promise<void>
  readonly child: ChildProcess
  /** The time of each request, from the server's own log. */
  readonly told?: () => number[]
}

const toldBy = ({ output }: RunningServer): number[] =>
  [...output().matchAll(/"ms":([\d.]+),"msg":"request"/g)].map(([, ms]) => Number(ms))

const callShop =
  (client: TradepostClient) =>
  async (ask: Ask): Promise<void> => {
    if (ask.path === 'list') await client.products.list.query(ask.input)
    else if (ask.path === 'suggest') await client.products.suggest.query(ask.input)
    else await client.products.related.query(ask.input)
  }

const runByHand = async (path: string, binding: string): Promise<Side> => {
  const entry = fileURLToPath(new URL('by-hand.ts', import.meta.url))
  const child = spawn(process.execPath, ['--import', 'tsx', entry, path, binding], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const port = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString().trim()))
    child.once('exit', () => reject(new Error('The server by hand did not start.')))
  })
  const call = async (ask: Ask): Promise<void> => {
    const { input } = ask
    // The handwritten version has its own cursor.
    const own = ask.path === 'list' ? { ...ask, input: { ...ask.input, cursor: undefined } } : { ...ask, input }
    const answer = await fetch(`http://127.0.0.1:${port}/?ask=${encodeURIComponent(JSON.stringify(own))}`)
    if (!answer.ok) throw new Error(`The server by hand answered ${answer.status}.`)
    await answer.json()
  }
  return { call, child }
}

interface Run {
  readonly asker: Asker
  readonly calls: number
  readonly shop: Side
  readonly hand: Side
}

const measureJob = async ({ asker, calls, shop, hand }: Run): Promise<Omit<Measured, 'job'>> => {
  const sides = [
    { ...shop, times: [] as number[], work: 0 },
    { ...hand, times: [] as number[], work: 0 },
  ]
  for (const side of sides)
    for (let n = 0; n < WARM_UP; n++)
      if (n === 0 || spent(side.times) < BUDGET_MS / 4) side.times.push(await timed(side, asker(calls + n)))
  for (const side of sides) side.times = []
  const before = sides.map(({ child }) => cpuOf(child))
  const toldBefore = await settledLog(shop, 0)
  for (let from = 0; from < calls; from += TURN)
    for (const side of sides) await takeTurn(side, asker, { from, to: Math.min(calls, from + TURN) })
  const [ours, theirs] = sides.map(({ child, times }, index) =>
    toTiming(times, cpuBetween(before[index] ?? null, cpuOf(child)))
  )
  if (!ours || !theirs) throw new Error('Two sides are measured.')
  const told = (await settledLog(shop, toldBefore.length + ours.calls)).slice(toldBefore.length)
  return { shop: { ...ours, server: quantiles(told) }, byHand: theirs }
}

const takeTurn = async (
  side: Side & { readonly times: number[] },
  asker: Asker,
  { from, to }: { from: number; to: number }
): Promise<void> => {
  for (let n = from; n < to; n++)
    if (n < FEWEST || spent(side.times) < BUDGET_MS) side.times.push(await timed(side, asker(n)))
}

/** Waits until the server's log, which arrives through a pipe, contains this many requests and no longer grows. */
const settledLog = async ({ told = () => [] }: Side, count: number): Promise<number[]> => {
  for (let known = -1; ;) {
    const times = told()
    if (times.length === known && known >= count) return times
    known = times.length
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

const timed = async ({ call }: Side, ask: Ask): Promise<number> => {
  const begunAt = performance.now()
  await call(ask)
  return performance.now() - begunAt
}

const spent = (times: readonly number[]): number => times.reduce((sum, ms) => sum + ms, 0)

const quantiles = (times: readonly number[]): { p50: number; p95: number; max: number } => {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  return { p50: at(0.5), p95: at(0.95), max: sorted.at(-1) ?? 0 }
}

const toTiming = (times: readonly number[], cpu: number | null): Timing => ({
  ...quantiles(times),
  cpu: cpu === null ? null : cpu / times.length,
  server: null,
  calls: times.length,
})

const TICK_MS = 10

/** Returns the CPU time of a process in milliseconds, as reported by Linux; null elsewhere. */
const cpuOf = ({ pid }: ChildProcess): number | null => {
  const path = `/proc/${pid ?? 0}/stat`
  if (!existsSync(path)) return null
  const fields = readFileSync(path, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ')
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS
}

const cpuBetween = (before: number | null, after: number | null): number | null =>
  before === null || after === null ? null : after - before

const SOME = 2000

const someIds = (file: HandDatabase): RelatedProductsInput['id'][] => {
  // Half of them best sellers, half of them arbitrary.
  const sold = file.prepare(
    `SELECT id FROM products JOIN product_sales USING (seq) WHERE status = 'active' ORDER BY units DESC LIMIT ${SOME / 2}`
  )
  const any = file.prepare(
    `SELECT id FROM products WHERE status = 'active' AND seq % max(1, (SELECT max(seq) FROM products) / ${SOME / 2}) = 0`
  )
  return [...sold.all(), ...any.all()].map(({ id }) => `prd_${String(id).slice('prd_'.length)}` as const)
}

const DEPTH = 0.6
const KEPT = 200
const PAGE = 24

const handKeys = {
  newest: 'seq',
  price_asc: "(SELECT from_amount FROM product_prices price WHERE price.seq = products.seq AND currency = 'EUR')",
  title: '(SELECT title_key FROM product_listings l WHERE l.seq = products.seq)',
} as const

/** Pages through more than half of the shop as a visitor would, and keeps cursors from along the way. */
const deepAsker = async (client: TradepostClient, file: HandDatabase, size: number): Promise<Asker> => {
  const asks: Ask[] = []
  for (const sort of ['newest', 'price_asc', 'title'] as const) {
    const where = file.prepare(`SELECT ${handKeys[sort]} AS key, seq FROM products WHERE id = ?`)
    const every = Math.max(1, Math.floor((size * DEPTH) / 100 / (KEPT / 3)))
    let cursor: string | null = null
    for (let page = 0; page * 100 < size * DEPTH; page++) {
      if (page % 20 === 0) process.stderr.write(`\r${size}: walking by ${sort}, ${page * 100}      `)
      const { items, nextCursor } = await client.products.list.query({ sort, limit: 100, cursor })
      cursor = nextCursor
      const [at] = where.all(items.at(-1)?.id ?? '')
      if (page * 200 < size * DEPTH || page % every !== 0 || !at || cursor === null) continue
      const key = typeof at['key'] === 'number' ? at['key'] : String(at['key'])
      asks.push({ path: 'list', input: { sort, limit: PAGE, cursor }, handCursor: [key, Number(at['seq'])] })
    }
  }
  return (n) => {
    const ask = asks[(n * 7) % asks.length]
    if (!ask) throw new Error('No page was deep enough.')
    return ask
  }
}
