import type { ImportFault } from '@tradepost/contract'
import type { Column } from '../terminal/table.ts'
import { layTable } from '../terminal/table.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { columnsOf, painter } from '../terminal/terminal.ts'

const columns: Column<ImportFault>[] = [
  { title: 'Row', cell: ({ row }) => (row === null ? '–' : String(row)), align: 'right' },
  { title: 'Column', cell: ({ column }) => column ?? '–' },
  { title: 'What to do', cell: ({ message }) => message, fit: 'wrap' },
]

/** Returns the lines of a table of the faults that the shop found in a file, and of their total number. */
export const layFaults = (
  terminal: Terminal,
  { faults, faultCount }: { readonly faults: readonly ImportFault[]; readonly faultCount: number }
): string[] => {
  const { stderr } = terminal
  const table = layTable(columns, faults, { width: columnsOf(stderr), paint: painter(terminal, stderr) })
  const more = faultCount - faults.length
  const rest = more > 0 ? `… and ${more} more: ` : ''
  return [...table, '', `${rest}${faultCount} ${faultCount === 1 ? 'fault' : 'faults'} in all.`]
}
