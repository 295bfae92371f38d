import type { ImportFault } from '@tradepost/contract'

// A spreadsheet would run what begins like a formula; the sign before it keeps it a text.
const cell = (text: string): string => {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Writes faults as a CSV file, for whoever mends the file that has them. */
export const faultsCsv = (faults: readonly ImportFault[]): string =>
  [
    ['Row', 'Column', 'Fault'],
    ...faults.map(({ row, column, message }) => [row === null ? '' : String(row), column ?? '', message]),
  ]
    .map((cells) => `${cells.map(cell).join(',')}\r\n`)
    .join('')
