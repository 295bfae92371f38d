import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import Sqlite from 'libsql'
import { importProducts, signInAsOwner } from '../../apps/server/test/buyers.ts'
import type { RunningServer } from '../../apps/server/test/run-server.ts'
import { runServer } from '../../apps/server/test/run-server.ts'
import { fillCarts } from './fill-carts.ts'

const VARIANTS = 30
// More than any run sells, so that nothing is refused for being gone.
const ON_HAND = 900_000

/** A checkout with a built server that is measured, and a shop of its own to begin with. */
export interface Contender {
  readonly name: string
  readonly checkout: string
  /** Holds the shop that every run begins with. */
  readonly template: string
  readonly env: Readonly<Record<string, string>>
}

/** A server that runs on a copy of its contender's shop. */
export interface RunningShop extends RunningServer {
  /** Guests with carts of one to three lines, to be ordered once each. */
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
  /** Checkouts with a built server; this one where there are none. */
  readonly checkouts: readonly string[]
  readonly folder: string
  readonly env: Readonly<Record<string, string>>
}

/** Fills a shop for each checkout: the demo, and products with more stock than is sold. */
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
  // What is copied is the file alone.
  file.exec('PRAGMA wal_checkpoint(truncate)')
  file.close()
}

/** Lets no server outlive this process, however it ends. */
const killWithUs = ({ process: child }: RunningServer): void => {
  const kill = () => void child.kill('SIGKILL')
  process.once('exit', kill)
  child.once('exit', () => process.off('exit', kill))
}

let copies = 0

/** Starts a contender's server on a copy of its shop with so many carts to be ordered. */
export const startShop = async (
  { checkout, template, env }: Contender,
  { folder, carts }: { folder: string; carts: number }
): Promise<RunningShop> => {
  const own = join(folder, `run-${++copies}`)
  mkdirSync(own)
  for (const part of ['shop.db', 'media'])
    if (existsSync(join(template, part))) cpSync(join(template, part), join(own, part), { recursive: true })
  // The file was written by this module.
  const variants = JSON.parse(readFileSync(join(template, 'variants.json'), 'utf8')) as string[]
  const guests = fillCarts(join(own, 'shop.db'), { variants, carts })
  const server = await runServer(own, { ...env }, checkout)
  killWithUs(server)
  return { ...server, guests, variants }
}

/** Most memory that a server has held so far in MB, by Linux's own count; NaN elsewhere. */
export const peakMemoryMb = ({ process }: RunningServer): number => {
  const path = `/proc/${process.pid ?? 0}/status`
  const found = existsSync(path) ? /VmHWM:\s+(\d+) kB/.exec(readFileSync(path, 'utf8')) : null
  return found ? Number(found[1]) / 1024 : Number.NaN
}
