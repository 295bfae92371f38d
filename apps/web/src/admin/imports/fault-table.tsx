import type { ImportFault, ImportRun } from '@tradepost/contract'
import { Download } from 'lucide-react'
import { Button } from '../../ui/button.tsx'
import { saveFile } from '../../ui/save-file.ts'
import { faultsCsv } from './faults-csv.ts'
import { counted } from './import-texts.ts'

const keyOf = ({ row, column, code, message }: ImportFault): string => `${row} ${column} ${code} ${message}`

const headings = ['Row', 'Column', 'What to do']

const Table = ({ faults }: { faults: readonly ImportFault[] }) => (
  <div
    tabIndex={0}
    role="region"
    aria-label="Table of faults"
    className="max-h-96 overflow-auto rounded-2xl border border-line"
  >
    <table className="w-full text-left text-[0.9375rem]">
      <thead className="sticky top-0 bg-sunken text-sm">
        <tr>
          {headings.map((heading) => (
            <th key={heading} scope="col" className="px-3 py-2.5 sm:px-4 font-medium">
              {heading}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="divide-y divide-line">
        {faults.map((fault) => (
          <tr key={keyOf(fault)} className="align-top">
            <td className="px-3 py-2.5 sm:px-4 tabular-nums">{fault.row ?? 'File'}</td>
            <td className="px-3 py-2.5 sm:px-4">{fault.column ?? '–'}</td>
            <td className="min-w-40 px-3 py-2.5 sm:px-4">{fault.message}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
)

/** The errors of a file: where each one is, and how to correct it. */
export const FaultTable = ({ run }: { run: ImportRun }) => {
  const { faults, faultCount, fileName } = run
  const isCut = faultCount > faults.length
  const download = () =>
    saveFile(`faults of ${fileName.replace(/\.csv$/i, '')}.csv`, faultsCsv(faults), 'text/csv;charset=utf-8')
  return (
    <section aria-label="Faults" className="mt-6">
      <div className="mb-3 flex flex-wrap items-center justify-between gap-x-5 gap-y-2">
        <h3 className="font-medium">
          {counted(faultCount, 'fault')}
          {isCut ? <span className="font-normal text-muted">, the first {faults.length} are listed</span> : null}
        </h3>
        <Button look="quiet" onClick={download}>
          <Download aria-hidden className="size-4" />
          Download as CSV
        </Button>
      </div>
      <Table faults={faults} />
    </section>
  )
}
