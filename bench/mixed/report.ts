import { medianOf } from '../load/percentiles.ts'
import { ms, percent, printTable, whole } from '../load/print-table.ts'
import type { Beside, Side } from './side.ts'

/** Returns the orders placed with readers as a share of the orders placed alone just before and after. */
export const shareOf = ({ orders, aloneBefore, aloneAfter }: Beside): number =>
  orders.perSecond / ((aloneBefore + aloneAfter) / 2)

/** Prints the medians of all rounds, one server below another. */
export const printMixed = ({ buyers }: { buyers: number }, sides: readonly Side[]): void => {
  const rows = sides.flatMap(({ name, alone, beside }) => {
    const readers = [...new Set(beside.map((window) => window.readers))]
    return [
      aloneRow(name, alone),
      ...readers.map((count) =>
        besideRow(
          name,
          beside.filter((window) => window.readers === count)
        )
      ),
    ]
  })
  const head = ['server', 'readers', 'orders/s', 'of alone', 'p50 / p99 ms', 'refused, failed']
  printTable([`${buyers} buyers, ${head[0]}`, ...head.slice(1), 'lists/s', 'p50 / p99 ms', 'refused, failed'], rows)
  for (const { name, end } of sides) {
    const { memoryMb, faults } = end()
    process.stdout.write(
      `${name}: peak memory ${whole(memoryMb)} MB; orders that are wrong: ${faults.join('; ') || 'none'}\n`
    )
  }
}

type Result = Beside['orders']

const median = (results: readonly Result[], read: (result: Result) => number): number => medianOf(results.map(read))

const cellsOf = (results: readonly Result[]): string[] => [
  `${ms(median(results, ({ times }) => times.p50))} / ${ms(median(results, ({ times }) => times.p99))}`,
  `${sum(results, ({ refused }) => refused)}, ${sum(results, failures)}`,
]

const sum = (results: readonly Result[], read: (result: Result) => number): number =>
  results.reduce((total, result) => total + read(result), 0)

const failures = ({ failed }: Result): number => Object.values(failed).reduce((total, count) => total + count, 0)

const rate = (results: readonly Result[]): string => whole(median(results, ({ perSecond }) => perSecond))

const aloneRow = (name: string, alone: readonly Result[]): string[] => [
  name,
  '0',
  rate(alone),
  '',
  ...cellsOf(alone),
  '',
  '',
  '',
]

const besideRow = (name: string, windows: readonly Beside[]): string[] => {
  const orders = windows.map((window) => window.orders)
  const lists = windows.map((window) => window.lists)
  const share = percent(medianOf(windows.map(shareOf)))
  const [first] = windows
  return [name, whole(first?.readers ?? 0), rate(orders), share, ...cellsOf(orders), rate(lists), ...cellsOf(lists)]
}
