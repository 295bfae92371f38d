import { cpus } from 'node:os'
import type { Measured, Timing } from './measure.ts'

const ms = (value: number): string => (value < 10 ? value.toFixed(2) : value.toFixed(0))
const row = (cells: readonly string[]): string =>
  `| ${cells.map((cell, index) => (index === 0 ? cell.padEnd(38) : cell.padStart(9))).join(' | ')} |\n`

const timing = ({ p50, p95, cpu }: Timing): string[] => [ms(p50), ms(p95), cpu === null ? '–' : ms(cpu)]
const inServer = ({ server }: Timing): string[] => (server ? [ms(server.p50), ms(server.p95)] : ['–', '–'])

/** Prints the results at one size. */
export const printSize = (size: number, measured: readonly Measured[]): void => {
  const head = ['job', 'server p50', 'p95', 'HTTP p50', 'p95', 'CPU', 'hand p50', 'p95', 'CPU', 'p50 ratio']
  process.stdout.write(
    `\n${size.toLocaleString('en')} products; ms a call, one at a time, by the server’s own clock and over HTTP; ${cpus()[0]?.model ?? ''}, Node ${process.version}\n\n`
  )
  process.stdout.write(row(head) + row(head.map((_, index) => '-'.repeat(index === 0 ? 38 : 9))))
  for (const { job, shop, byHand } of measured) {
    process.stdout.write(
      row([job, ...inServer(shop), ...timing(shop), ...timing(byHand), (shop.p50 / byHand.p50).toFixed(2)])
    )
  }
}

/** Prints how the time of each job grows from the smallest to the largest catalog. */
export const printGrowth = (bySize: ReadonlyMap<number, readonly Measured[]>): void => {
  const sizes = [...bySize.keys()].toSorted((a, b) => a - b)
  const [smallest, largest] = [sizes[0] ?? 0, sizes.at(-1) ?? 0]
  if (smallest === largest) return
  const small = new Map((bySize.get(smallest) ?? []).map((each) => [each.job, each]))
  const head = ['job', 'server p50', 'p95', 'HTTP p50', 'p95', 'CPU', 'hand p50', 'p95']
  process.stdout.write(
    `\ngrowth from ${smallest.toLocaleString('en')} to ${largest.toLocaleString('en')} products, times\n\n`
  )
  process.stdout.write(row(head) + row(head.map((_, index) => '-'.repeat(index === 0 ? 38 : 9))))
  for (const { job, shop, byHand } of bySize.get(largest) ?? []) {
    const before = small.get(job)
    if (!before) continue
    const factors = [
      (shop.server?.p50 ?? 0) / (before.shop.server?.p50 ?? 1),
      (shop.server?.p95 ?? 0) / (before.shop.server?.p95 ?? 1),
      shop.p50 / before.shop.p50,
      shop.p95 / before.shop.p95,
      (shop.cpu ?? 0) / (before.shop.cpu ?? 1),
      byHand.p50 / before.byHand.p50,
      byHand.p95 / before.byHand.p95,
    ]
    process.stdout.write(row([job, ...factors.map((factor) => factor.toFixed(1))]))
  }
}
