import type { ImportRun } from '@tradepost/contract'
import { Failure } from '../failure.ts'
import { counted } from '../terminal/progress.ts'
import { layTable } from '../terminal/table.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { columnsOf, painter, print } from '../terminal/terminal.ts'
import { layFaults } from './import-faults.ts'
import type { ImportSource } from './import-source.ts'

/** Prints the result of an import: a sentence, its speed and its counts, and on stderr the faults found. */
export const printImport = (terminal: Terminal, { name }: ImportSource, run: ImportRun): void => {
  const { stdout, stderr } = terminal
  const paint = painter(terminal, stdout)
  if (run.faultCount > 0) stderr.write(`${layFaults(terminal, run).join('\n')}\n`)
  const headline = run.dryRun
    ? paint('yellow', `${verdictOn(name, run)} This was a dry run: nothing was imported.`)
    : paint('green', `Imported ${name}.`)
  const table = layTable<Count>(
    [
      { title: run.dryRun ? 'Would be' : 'Done', cell: ([what]) => what },
      { title: 'Count', cell: ([, count]) => String(count), align: 'right' },
    ],
    countsOf(run),
    { width: columnsOf(stdout), paint }
  )
  print(terminal, headline, speedOf(run), '', ...table)
}

const verdictOn = (name: string, { faultCount }: ImportRun): string =>
  faultCount === 0 ? `${name} has no faults.` : `${name} has ${counted(faultCount, 'fault')}.`

type Count = readonly [what: string, count: number]

const countsOf = ({ products, variants, images, rows }: ImportRun): Count[] => [
  ['Products created', products.created],
  ['Products updated', products.updated],
  ['Products unchanged', products.unchanged],
  ...(products.skipped > 0 ? [['Products left out', products.skipped] as const] : []),
  ['Variants in them', variants],
  ['Images in them', images],
  ['Rows read', rows],
]

/** Returns the sentence about how long the shop checked and imported, and how many rows per second. */
const speedOf = ({ rows, startedAt, endedAt }: ImportRun): string => {
  const seconds = Math.max(0.001, (Date.parse(endedAt ?? '') - Date.parse(startedAt ?? '')) / 1000)
  const perSecond = Math.round(rows / seconds).toLocaleString('en')
  return `${counted(rows, 'row')} in ${seconds.toFixed(1)} s, ${perSecond} rows a second.`
}

/** Returns the failure of a run that did not end as done. */
export const failureOfRun = (run: ImportRun, { name }: ImportSource): Failure => {
  const { state, failure, faults, faultCount } = run
  const before = importedBefore(run)
  if (state === 'canceled') return new Failure('cli.canceled', `The import was canceled. ${before}`, { details: run })
  if (state === 'interrupted') {
    const message = `The server stopped in the middle. ${before} Start the same command again, and the rest follows.`
    return new Failure('cli.interrupted', message, { details: run })
  }
  if (failure === 'faults') {
    const details = { faults, faultCount }
    return new Failure('import.invalid', `${name} has faults. ${before}`, { details })
  }
  const reason =
    failure === 'file' ? 'The shop has lost the file' : 'The import has failed on the server, whose log tells why'
  return new Failure('cli.failed', `${reason}. ${before} Start the same command again.`, { details: run })
}

const importedBefore = ({ products, dryRun }: ImportRun): string => {
  const changed = products.created + products.updated
  if (changed === 0 || dryRun) return 'Nothing was imported.'
  return changed === 1 ? 'One product was imported before.' : `${counted(changed, 'product')} were imported before.`
}
