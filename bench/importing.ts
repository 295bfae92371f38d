// Imports 100,000 generated variants into the built server with the built command line, while a client lists products.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { createTradepostClient } from '@tradepost/client'
import type { ImportRun } from '@tradepost/contract'
import { productsCsv } from './make-products-csv.ts'

const VARIANTS = Number(process.env['BENCH_VARIANTS'] ?? 100_000)
const WARM_UP = 2000
const LIST_EVERY_MS = 50

const entry = (app: string) => fileURLToPath(new URL(`../apps/${app}/dist/index.js`, import.meta.url))
const folder = mkdtempSync(join(process.env['BENCH_DIR'] ?? tmpdir(), 'tradepost-bench-'))
const database = join(folder, 'shop.db')
const env = {
  PATH: process.env['PATH'] ?? '',
  HOME: folder,
  NODE_ENV: 'production',
  PORT: '0',
  LOG_LEVEL: 'error',
  DATABASE_URL: `file:${database}`,
  MEDIA_DIR: join(folder, 'media'),
}
const password = 'a long owner password'
const email = 'owner@bench.test'

/** Returns the peak memory of a process in MiB; undefined if the system does not report it. */
const peakOf = (pid: number | undefined): number | undefined => {
  const status = `/proc/${pid}/status`
  const [, kib] = existsSync(status) ? (/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(status, 'utf8')) ?? []) : []
  return kib === undefined ? undefined : Math.round(Number(kib) / 1024)
}

/** Returns the CPU time that a process has used, in seconds; undefined if the system does not report it. */
const cpuOf = (pid: number | undefined): number | undefined => {
  const stat = `/proc/${pid}/stat`
  if (!existsSync(stat)) return undefined
  // After the name in parentheses, user and system time are the 12th and 13th fields, in hundredths of a second.
  const fields = readFileSync(stat, 'utf8').split(') ').at(-1)?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) / 100
}

const writeCsv = async (name: string, variants: number): Promise<string> => {
  const path = join(folder, name)
  await pipeline(Readable.from(productsCsv(variants)), createWriteStream(path))
  return path
}

const server = spawn(process.execPath, [entry('server')], { cwd: folder, env, stdio: ['ignore', 'inherit', 'inherit'] })
const announcement = `${database}-server.json`
while (!existsSync(announcement)) await new Promise((resolve) => setTimeout(resolve, 50))
const { url, operatorSecret }: { url: string; operatorSecret: string } = JSON.parse(readFileSync(announcement, 'utf8'))
const operator = createTradepostClient({ url, operatorSecret })
await operator.operator.createOwner.mutate({ email, name: 'Owner', password })
const { token } = await operator.auth.signIn.mutate({ email, password, transport: 'token' })

/** Runs the command line to its end. Returns its output and its peak memory. */
const cli = async (...args: string[]) => {
  const own = { ...env, TRADEPOST_URL: url, TRADEPOST_TOKEN: token ?? '' }
  const child = spawn(process.execPath, [entry('cli'), ...args], { cwd: folder, env: own })
  let peak: number | undefined
  const looking = setInterval(() => (peak = peakOf(child.pid) ?? peak), 100)
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  clearInterval(looking)
  if (child.exitCode !== 0) throw new Error(stderr)
  return { stdout, stderr, peak }
}

/** Lists products repeatedly until `isOver`, and returns the response times in ascending order. */
const listMeanwhile = async (isOver: () => boolean): Promise<number[]> => {
  const shopper = createTradepostClient({ url })
  const times: number[] = []
  while (!isOver()) {
    const begunAt = performance.now()
    await shopper.products.list.query({ limit: 20 })
    times.push(performance.now() - begunAt)
    await new Promise((resolve) => setTimeout(resolve, LIST_EVERY_MS))
  }
  return times.toSorted((a, b) => a - b)
}

const tell = (what: string, value: string) => process.stdout.write(`  ${what.padEnd(46)} ${value}\n`)
const rate = (rows: number, ms: number) => `${Math.round(rows / (ms / 1000)).toLocaleString('en')} rows/s`
const mib = (value: number | undefined) => (value === undefined ? 'not known here' : `${value} MiB`)

await cli('products', 'import', await writeCsv('warm-up.csv', WARM_UP), '--json')
const alone = await listMeanwhile(
  (
    (begunAt) => () =>
      performance.now() - begunAt > 2000
  )(performance.now())
)
const before = peakOf(server.pid)
const file = await writeCsv('products.csv', VARIANTS)
const checked: ImportRun = JSON.parse((await cli('products', 'import', file, '--dry-run', '--json')).stdout)
const afterDryRun = peakOf(server.pid)

let isOver = false
const begunAt = performance.now()
const cpuBefore = cpuOf(server.pid)
const listing = listMeanwhile(() => isOver)
const imported = await cli('products', 'import', file, '--json')
const wallMs = performance.now() - begunAt
isOver = true
const cpuAfter = cpuOf(server.pid)
const times = await listing
const run: ImportRun = JSON.parse(imported.stdout)
const workMs = (each: ImportRun) => Date.parse(each.endedAt ?? '') - Date.parse(each.startedAt ?? '')
const after = peakOf(server.pid)

const againAt = performance.now()
const again: ImportRun = JSON.parse((await cli('products', 'import', file, '--json')).stdout)
const againMs = performance.now() - againAt

const exportAt = performance.now()
const out = join(folder, 'export.csv')
const exported = await cli('products', 'export', out)
const exportMs = performance.now() - exportAt

server.kill('SIGTERM')
await once(server, 'close')

const megabytes = (statSync(file).size / 1e6).toFixed(1)
process.stdout.write(
  `\n${VARIANTS.toLocaleString('en')} variants, a file of ${megabytes} MB, built server and command line\n\n`
)
tell('dry run, on the server', rate(checked.rows, workMs(checked)))
tell('import, from command to answer', `${rate(run.rows, wallMs)}, ${(wallMs / 1000).toFixed(1)} s`)
tell('import, on the server', rate(run.rows, workMs(run)))
if (cpuBefore !== undefined && cpuAfter !== undefined) {
  const seconds = cpuAfter - cpuBefore
  tell('import, for a second of the server’s processor', `${rate(run.rows, seconds * 1000)} of ${seconds.toFixed(1)} s`)
}
tell('products created', run.products.created.toLocaleString('en'))
tell(
  'import again, all unchanged',
  `${rate(again.rows, againMs)}, ${again.products.unchanged.toLocaleString('en')} unchanged`
)
tell('export', rate(run.rows, exportMs))
tell('command line, most memory: import, export', `${mib(imported.peak)}, ${mib(exported.peak)}`)
tell('server, most memory: before, dry run, import', [before, afterDryRun, after].map(mib).join(', '))
const at = (sorted: number[], part: number) => `${(sorted[Math.floor(sorted.length * part)] ?? 0).toFixed(1)} ms`
tell('products.list alone: median, p95', `${at(alone, 0.5)}, ${at(alone, 0.95)}`)
tell(
  'products.list meanwhile: median, p95, p99',
  `${at(times, 0.5)}, ${at(times, 0.95)}, ${at(times, 0.99)} of ${times.length}`
)
rmSync(folder, { recursive: true, force: true })
