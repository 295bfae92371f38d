import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import Sqlite from 'libsql'
import { importProducts, signInAsOwner } from '../../apps/server/test/buyers.ts'
import type { RunningServer } from '../../apps/server/test/run-server.ts'
import { runServer } from '../../apps/server/test/run-server.ts'
import { fillCarts } from './fill-carts.ts'

const VARIANTS = 30
// More than any run sells, so that nothing is refused for lack of stock.
const ON_HAND = 900_000

/** A checkout with a built server to measure, and its own initial shop. */
export interface Contender {
  readonly name: string
  readonly checkout: string
  /** The folder of the shop that every run starts with. */
  readonly template: string
  readonly env: Readonly<Record<string, string>>
}

/** A server that runs on a copy of its contender's shop. */
export interface RunningShop extends RunningServer {
  /** Guests with carts of one to three lines; each is ordered once. */
  readonly guests: readonly string[]
  readonly variants: readonly string[]
}

const measuredEnv = {
  NODE_ENV: 'production',
  SEED_DEMO: 'true',
  PUBLIC_DEMO: 'true',
  TEST_PAYMENTS: 'true',
  DEV_MAILBOX: 'true',
  LOG_LEVEL: 'warn',
}

export interface ContendersOptions {
  /** Checkouts with a built server; this checkout if empty. */
  readonly checkouts: readonly string[]
  readonly folder: string
  readonly env: Readonly<Record<string, string>>
}

/** Creates a shop for each checkout: the demo data, and products with more stock than is sold. */
export const makeContenders = async ({ checkouts, folder, env }: ContendersOptions): Promise<Contender[]> => {
  const own = fileURLToPath(new URL('../..', import.meta.url))
  const contenders: Contender[] = []
  for (const [n, given] of (checkouts.length > 0 ? checkouts : [own]).entries()) {
    const checkout = resolve(given)
    const template = join(folder, `template-${n}`)
    mkdirSync(template, { recursive: true })
    const contender = { name: basename(checkout), checkout, template, env: { ...measuredEnv, ...env } }
    await fillTemplate(contender)
    contenders.push(contender)
  }
  return contenders
}

const fillTemplate = async ({ checkout, template, env }: Contender): Promise<void> => {
  const server = await runServer(template, { ...env }, checkout)
  killWithUs(server)
  try {
    const owner = await signInAsOwner(server)
    const stock = Object.fromEntries(Array.from({ length: VARIANTS }, (_, n) => [`mug-${n}`, ON_HAND]))
    const variants = await importProducts(owner, stock)
    writeFileSync(join(template, 'variants.json'), JSON.stringify(variants))
  } finally {
    await server.stop()
  }
  const file = new Sqlite(join(template, 'shop.db'))
  // Only the database file is copied, without its WAL.
  file.exec('PRAGMA wal_checkpoint(truncate)')
  file.close()
}

/** Kills the server when this process ends, for whatever reason. */
const killWithUs = ({ process: child }: RunningServer): void => {
  const kill = () => void child.kill('SIGKILL')
  process.once('exit', kill)
  child.once('exit', () => process.off('exit', kill))
}

let copies = 0

/** Starts a contender's server on a copy of its shop, with the given number of carts to order. */
export const startShop = async (
  { checkout, template, env }: Contender,
  { folder, carts }: { folder: string; carts: number }
): Promise<RunningShop> => {
  const own = join(folder, `run-${++copies}`)
  mkdirSync(own)
  for (const part of ['shop.db', 'media'])
    if (existsSync(join(template, part))) cpSync(join(template, part), join(own, part), { recursive: true })
  // This module wrote the file.
  const variants = JSON.parse(readFileSync(join(template, 'variants.json'), 'utf8')) as string[]
  const guests = fillCarts(join(own, 'shop.db'), { variants, carts })
  const server = await runServer(own, { ...env }, checkout)
  killWithUs(server)
  return { ...server, guests, variants }
}

/** Returns the peak memory of a server in MB, as reported by Linux; NaN elsewhere. */
export const peakMemoryMb = ({ process }: RunningServer): number => {
  const path = `/proc/${process.pid ?? 0}/status`
  const found = existsSync(path) ? /VmHWM:\s+(\d+) kB/.exec(readFileSync(path, 'utf8')) : null
  return found ? Number(found[1]) / 1024 : Number.NaN
}
