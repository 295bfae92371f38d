import { cpus, loadavg } from 'node:os'
import type { Sample } from './sample.ts'
import { median } from './sample.ts'

/** The results of one round at one number of buyers. */
export interface Round {
  /** With the commits per order; a shared commit counts in parts. */
  readonly ours: Sample & { readonly commits: number }
  readonly grouped: Sample
  readonly driver: Sample
  readonly single: Sample
  /** In the same transactions in which the orders were recorded. */
  readonly same: Sample
  readonly http: Sample | null
}

export interface Report {
  readonly orders: number
  /** The number of statements per order. */
  readonly statements: number
  readonly results: readonly { readonly clients: number; readonly rounds: readonly Round[] }[]
}

/** A column: its heading, its decimals, and the value that it shows of a round. */
type Column = readonly [head: string, digits: number, of: (round: Round) => number]

const inProcess: readonly Column[] = [
  ['checkouts/s', 0, ({ ours }) => ours.perSecond],
  ['p50 ms', 1, ({ ours }) => ours.p50],
  ['p99 ms', 1, ({ ours }) => ours.p99],
  ['commits each', 2, ({ ours }) => ours.commits],
]
const overHttp: readonly Column[] = [
  ['over HTTP/s', 0, ({ http }) => http?.perSecond ?? Number.NaN],
  ['p50 ms', 1, ({ http }) => http?.p50 ?? Number.NaN],
  ['p99 ms', 1, ({ http }) => http?.p99 ?? Number.NaN],
]
const byHand: readonly Column[] = [
  ['same transactions/s', 0, ({ same }) => same.perSecond],
  ['one a commit/s', 0, ({ single }) => single.perSecond],
  ['grouped/s', 0, ({ grouped }) => grouped.perSecond],
  ['grouped, our driver/s', 0, ({ driver }) => driver.perSecond],
]
const ratios: readonly Column[] = [
  ['of the same transactions', 2, ({ ours, same }) => ours.perSecond / same.perSecond],
  ['of one a commit', 2, ({ ours, single }) => ours.perSecond / single.perSecond],
  ['of the grouped', 2, ({ ours, grouped }) => ours.perSecond / grouped.perSecond],
  ['of our driver', 2, ({ ours, driver }) => ours.perSecond / driver.perSecond],
]

/** Prints the medians of the rounds; ratios are calculated within each round. */
export const printReport = ({ orders, statements, results }: Report): void => {
  const rounds = results[0]?.rounds.length ?? 0
  const hasHttp = results.some((result) => result.rounds.some(({ http }) => http !== null))
  process.stdout.write(
    `\n${orders} orders of 1 to 3 lines a round, ${statements.toFixed(1)} statements each, medians of ${rounds} rounds, synchronous=FULL\n` +
      `${cpus().length} × ${cpus()[0]?.model ?? ''}, load ${loadavg()[0]?.toFixed(1) ?? ''}, Node ${process.version}\n` +
      'No errors, nothing oversold, every order once with its lines, payment, ledger and answer.\n'
  )
  printTable(results, hasHttp ? [...inProcess, ...overHttp] : inProcess)
  process.stdout.write('\nThe same statements by hand on better-sqlite3, and what of it was reached:\n')
  printTable(results, byHand)
  printTable(results, ratios)
}

const printTable = (results: Report['results'], columns: readonly Column[]): void => {
  const line = (cells: readonly string[]) => {
    const padded = cells.map((cell, n) => cell.padStart(Math.max(8, columns[n - 1]?.[0].length ?? 14) + 2))
    process.stdout.write(`${padded.join('')}\n`)
  }
  process.stdout.write('\n')
  line(['buyers at once', ...columns.map(([head]) => head)])
  for (const { clients, rounds } of results)
    line([String(clients), ...columns.map(([, digits, of]) => median(rounds.map(of)).toFixed(digits))])
}
