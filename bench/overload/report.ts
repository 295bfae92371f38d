import { countsOf, ms, percent, printTable, whole } from '../load/print-table.ts'
import type { Kind, Measured } from './measure.ts'

/** The results of one server at one multiple of the capacity. */
export interface Column {
  readonly name: string
  readonly measured: Measured
}

export interface Level {
  readonly kind: Kind
  readonly times: number
  readonly seconds: number
  readonly capacity: number
  readonly columns: readonly Column[]
}

/** Prints the results of the servers under one load, side by side. */
export const printLevel = ({ kind, times, seconds, capacity, columns }: Level): void => {
  const rows: [label: string, cell: (measured: Measured) => string][] = [
    ['offered/s', ({ offered }) => whole(offered / seconds)],
    ['answered 2xx within 1 s, /s', ({ inTime }) => whole(inTime / seconds)],
    ['… of the capacity', ({ inTime }) => percent(inTime / seconds / capacity)],
    ['2xx in all', ({ accepted }) => whole(accepted.count)],
    ['2xx p50 / p99 ms', ({ accepted }) => `${ms(accepted.p50)} / ${ms(accepted.p99)}`],
    ['refused with 503', ({ refused }) => whole(refused.count)],
    ['… with Retry-After', ({ refused, refusedWithRetryAfter: told }) => percent(told / refused.count)],
    ['503 p50 / p99 ms', ({ refused }) => `${ms(refused.p50)} / ${ms(refused.p99)}`],
    ['… since sent', ({ refusedSinceSent: sent }) => `${ms(sent.p50)} / ${ms(sent.p99)}`],
    ['other answers', ({ otherStatuses }) => countsOf(otherStatuses)],
    ['timeouts, resets', ({ timeouts, resets }) => `${timeouts}, ${resets}`],
    ['health p50 / p99 / max ms', ({ health }) => [health.p50, health.p99, health.max].map(ms).join(' / ')],
    ['health failed', ({ health }) => countsOf(health.failed)],
    ['recovery ms', ({ recoveryMs }) => (recoveryMs === null ? 'never' : ms(recoveryMs))],
    ['peak memory MB', ({ memoryMb }) => whole(memoryMb)],
    ['generator late p50 / p99 / max ms', ({ lag }) => [lag.p50, lag.p99, lag.max].map(ms).join(' / ')],
    ['connections opened', ({ connectionsOpened }) => whole(connectionsOpened)],
    ...(kind === 'orders'
      ? [
          ['orders that are wrong', ({ faults }: Measured) => faults.join('; ') || 'none'] as [
            string,
            (measured: Measured) => string,
          ],
        ]
      : []),
  ]
  const title = `${kind}, ${times} × ${whole(capacity)}/s`
  printTable(
    [title, ...columns.map(({ name }) => name)],
    rows.map(([label, cell]) => [label, ...columns.map(({ measured }) => cell(measured))])
  )
}
