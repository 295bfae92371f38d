import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Contender } from './shops.ts'
import { makeContenders } from './shops.ts'

/** The options of every benchmark that puts a server under load. */
export const serverOptions = {
  /** Checkouts with a built server, separated by commas. */
  server: { type: 'string', default: '' },
  /** Additional environment variables of the servers, as NAME=value. */
  env: { type: 'string', multiple: true, default: [] as string[] },
} as const

interface ServerValues {
  readonly server: string
  readonly env: readonly string[]
}

/** Creates the contenders in a temporary folder, and removes the folder after the work. */
export const withContenders = async (
  { server, env }: ServerValues,
  work: (contenders: readonly Contender[], folder: string) => Promise<void>
): Promise<void> => {
  const folder = mkdtempSync(join(process.env['BENCH_DIR'] ?? tmpdir(), 'tradepost-bench-'))
  const remove = () => rmSync(folder, { recursive: true, force: true })
  const stop = () => process.exit(1)
  process.once('SIGINT', stop).once('SIGTERM', stop).once('exit', remove)
  try {
    const checkouts = server.split(',').filter((path) => path !== '')
    const settings = Object.fromEntries(env.map((text) => [text.split('=')[0] ?? '', text.replace(/^[^=]*=/, '')]))
    await work(await makeContenders({ checkouts, folder, env: settings }), folder)
  } finally {
    remove()
    process.off('SIGINT', stop).off('SIGTERM', stop).off('exit', remove)
  }
}

/** Reads a number above 0. Throws an error that names the option if it is not one. */
export const positive = (name: string, text: string): number => {
  const number = Number(text)
  if (!(number > 0)) throw new Error(`Give --${name} a number above 0.`)
  return number
}

/** Reads numbers above 0, separated by commas. */
export const positives = (name: string, text: string): number[] => text.split(',').map((part) => positive(name, part))

/** Describes the machine and its current load. */
export const machineLine = (): string =>
  `${cpus().length} cores, Node ${process.version}, load average ${loadavg()
    .map((load) => load.toFixed(1))
    .join(' ')}`
