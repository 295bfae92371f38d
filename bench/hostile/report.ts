import type { Attack, Counts } from '../load/jobs.ts'
import { countsOf, ms, percent, printTable, whole } from '../load/print-table.ts'
import type { Health } from '../load/probe.ts'
import type { HonestResult } from './honest.ts'

/** The results of all calls during one attack. */
export interface Attacked {
  readonly name: string
  readonly attack: Attack
  readonly honest: HonestResult
  readonly hostile: Counts
  readonly health: Health
  readonly memoryMb: number
  readonly faults: readonly string[]
}

/** Prints the results of the servers under one attack, side by side. */
export const printAttack = (attack: Attack, columns: readonly Attacked[]): void => {
  const rows: [label: string, cell: (column: Attacked) => string][] = [
    ['honest calls', ({ honest }) => whole(honest.calls)],
    ['… that succeeded', ({ honest }) => percentOf(honest)],
    ['… p50 / p99 ms', ({ honest: { times } }) => `${ms(times.p50)} / ${ms(times.p99)}`],
    ['… p99 ms, also of those that failed', ({ honest }) => ms(honest.allTimes.p99)],
    ['… that failed', ({ honest }) => countsOf(honest.failed)],
    ['honest orders', ({ honest }) => whole(honest.orders)],
    ['hostile calls, by their end', ({ hostile }) => countsOf(hostile)],
    ['health p50 / p99 / max ms', ({ health }) => [health.p50, health.p99, health.max].map(ms).join(' / ')],
    ['health failed', ({ health }) => countsOf(health.failed)],
    ['peak memory MB', ({ memoryMb }) => whole(memoryMb)],
    ['orders that are wrong', ({ faults }) => faults.join('; ') || 'none'],
  ]
  printTable(
    [`hostile ${attack}`, ...columns.map(({ name }) => name)],
    rows.map(([label, cell]) => [label, ...columns.map(cell)])
  )
}

// The goal is 99 %, which whole numbers could not distinguish from 98.6.
const percentOf = ({ calls, succeeded }: HonestResult): string =>
  calls === 0 ? percent(Number.NaN) : `${((succeeded / calls) * 100).toFixed(1)} %`
