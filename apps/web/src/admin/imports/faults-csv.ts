import type { ImportFault } from '@tradepost/contract'

// A spreadsheet would execute text that begins like a formula. An apostrophe before it keeps it text.
const cell = (text: string): string => {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Serializes errors as CSV, for the person who corrects the imported file. */
export const faultsCsv = (faults: readonly ImportFault[]): string =>
  [
    ['Row', 'Column', 'Fault'],
    ...faults.map(({ row, column, message }) => [row === null ? '' : String(row), column ?? '', message]),
  ]
    .map((cells) => `${cells.map(cell).join(',')}\r\n`)
    .join('')
