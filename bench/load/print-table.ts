import type { Counts } from './jobs.ts'

/** Prints a Markdown table. */
export const printTable = (head: readonly string[], rows: readonly (readonly string[])[]): void => {
  const widths = head.map((cell, n) => Math.max(cell.length, ...rows.map((row) => row[n]?.length ?? 0)))
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, n) => (n === 0 ? cell.padEnd(widths[n] ?? 0) : cell.padStart(widths[n] ?? 0))).join(' | ')} |\n`
  const rule = widths.map((width, n) => (n === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`))
  process.stdout.write(`\n${[head, rule, ...rows].map(line).join('')}`)
}

/** Formats milliseconds. */
export const ms = (value: number): string => (value < 10 ? value.toFixed(1) : value.toFixed(0))

/** Formats a number without decimals. */
export const whole = (value: number): string => value.toFixed(0)

/** Formats how often each thing happened. */
export const countsOf = (counts: Counts): string =>
  Object.entries(counts)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, count]) => `${count} × ${name}`)
    .join(', ') || '–'

/** Formats a share from 0 to 1 in percent. */
export const percent = (share: number): string => (Number.isFinite(share) ? `${(share * 100).toFixed(0)} %` : '–')
