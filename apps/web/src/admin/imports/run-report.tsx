import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ImportRun, OnFault } from '@tradepost/contract'
import { api } from '../../api.ts'
import { Button, buttonClass } from '../../ui/button.tsx'
import { Problem } from '../../ui/problem.tsx'
import { Callout } from '../../ui/states.tsx'
import { FaultTable } from './fault-table.tsx'
import { useTakeRun } from './import-queries.ts'
import { counted } from './import-texts.ts'

const Counts = ({ run }: { run: ImportRun }) => {
  const { products, variants, images, rows } = run
  const isDry = run.dryRun === true
  const counts: readonly (readonly [label: string, count: number])[] = [
    [isDry ? 'New' : 'Created', products.created],
    [isDry ? 'To be changed' : 'Changed', products.updated],
    ['As they are', products.unchanged],
    [isDry ? 'With faults' : 'Left out', products.skipped],
  ]
  return (
    <>
      <dl className="grid grid-cols-2 gap-3 sm:grid-cols-4">
        {counts.map(([label, count]) => (
          <div key={label} className="rounded-2xl bg-sunken p-4">
            <dt className="text-sm text-muted">{label}</dt>
            <dd className="display mt-1 text-3xl tabular-nums">{count.toLocaleString('en')}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-3 text-sm text-muted">
        {counted(rows, 'row')}, {counted(variants, 'variant')}, {counted(images, 'picture')}.
      </p>
    </>
  )
}

/** Returns a function that starts a run whose file is uploaded. */
const useStart = ({ id }: ImportRun) => {
  const takeRun = useTakeRun()
  const start = useMutation(api.admin.imports.start.mutationOptions({ onSuccess: takeRun }))
  return {
    start,
    run: (dryRun: boolean, onFault: OnFault) => start.mutate({ id, dryRun, onFault }),
  }
}

/** The result of a dry run, and the possible next steps. */
export const DryRunReport = ({ run }: { run: ImportRun }) => {
  const { start, run: go } = useStart(run)
  const { products, faultCount } = run
  const hasWork = products.created + products.updated > 0
  const hasStopped = run.state === 'failed'
  return (
    <>
      {hasStopped ? (
        <Callout className="mb-5" title="The file cannot be read as it is">
          Mend what the table says, then choose the file again.
        </Callout>
      ) : (
        <Counts run={run} />
      )}
      {faultCount > 0 ? <FaultTable run={run} /> : null}
      {!hasStopped && !hasWork ? (
        <Callout tone="good" className="mt-6">
          {faultCount > 0
            ? 'There is nothing else to import.'
            : 'The shop has all of it already: nothing would change.'}
        </Callout>
      ) : null}
      <div className="mt-6 flex flex-col items-start gap-4">
        <Problem error={start.error} />
        {hasStopped || !hasWork ? null : (
          <Button isBusy={start.isPending} onClick={() => go(false, faultCount > 0 ? 'skip' : 'stop')}>
            {faultCount > 0
              ? `Import without the ${counted(products.skipped, 'faulty product')}`
              : `Import ${counted(products.created + products.updated, 'product')} now`}
          </Button>
        )}
      </div>
    </>
  )
}

/** The result of an import. */
export const ImportSummary = ({ run }: { run: ImportRun }) => (
  <>
    <Counts run={run} />
    {run.faultCount > 0 ? <FaultTable run={run} /> : null}
    <Link to="/admin/products" search={{ sort: 'updated' }} className={buttonClass('secondary', 'mt-6')}>
      See the products
    </Link>
  </>
)

const endings = {
  canceled: 'What was imported before stays. Choose the file again to go on: what is there already is left as it is.',
  interrupted:
    'The server stopped meanwhile. What was imported before stays, and starting again goes on with the rest.',
  file: 'The file is no longer on the server: choose it again.',
  internal:
    'Something went wrong on our side. What was imported before stays, and starting again goes on with the rest.',
  faults: 'The file has faults: mend what the table says, then choose it again.',
} as const

/** Why an import ended early, and how to continue. */
export const EndedEarly = ({ run }: { run: ImportRun }) => {
  const { start, run: go } = useStart(run)
  const reason = run.state === 'canceled' || run.state === 'interrupted' ? run.state : (run.failure ?? 'internal')
  const mayGoOn = reason === 'interrupted' || reason === 'internal'
  return (
    <>
      <Callout tone={run.state === 'failed' ? 'problem' : 'caution'} className="mb-5">
        {endings[reason]}
      </Callout>
      {run.dryRun === null ? null : <Counts run={run} />}
      {run.faultCount > 0 ? <FaultTable run={run} /> : null}
      <div className="mt-6 flex flex-col items-start gap-4 empty:hidden">
        <Problem error={start.error} />
        {mayGoOn ? (
          <Button isBusy={start.isPending} onClick={() => go(run.dryRun ?? true, run.onFault ?? 'skip')}>
            {run.dryRun === true ? 'Check again' : 'Go on importing'}
          </Button>
        ) : null}
      </div>
    </>
  )
}
