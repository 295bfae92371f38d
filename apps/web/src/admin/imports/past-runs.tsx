import { Link } from '@tanstack/react-router'
import type { ImportRun } from '@tradepost/contract'
import { Badge } from '../../ui/badge.tsx'
import { instantText } from '../../ui/dates.ts'
import { counted, stateText } from './import-texts.ts'

const toneOf = ({ state, faultCount }: ImportRun) => {
  if (state === 'failed') return 'problem'
  if (state !== 'done') return 'caution'
  return faultCount > 0 ? 'caution' : 'good'
}

const outcome = ({ products, dryRun, faultCount }: ImportRun): string => {
  const parts = [
    products.created > 0 ? `${products.created.toLocaleString('en')} ${dryRun === true ? 'new' : 'created'}` : '',
    products.updated > 0 ? `${products.updated.toLocaleString('en')} ${dryRun === true ? 'to change' : 'changed'}` : '',
    faultCount > 0 ? counted(faultCount, 'fault') : '',
  ].filter(Boolean)
  return parts.join(', ')
}

/** The previous imports, newest first. */
export const PastRuns = ({ runs }: { runs: readonly ImportRun[] }) => (
  <section aria-labelledby="past-runs" className="mt-10">
    <h2 id="past-runs" className="display mb-4 text-2xl">
      Imports so far
    </h2>
    {runs.length === 0 ? <p className="text-muted">None yet.</p> : null}
    <ul className="divide-y divide-line rounded-3xl border border-line bg-surface empty:hidden">
      {runs.map((run) => (
        <li key={run.id} className="flex flex-wrap items-center gap-x-5 gap-y-1 px-5 py-3">
          <div className="min-w-0 flex-1 basis-52">
            <Link
              to="/admin/import"
              search={{ run: run.id }}
              className="inline-flex min-h-6 font-medium break-all underline-offset-4 hover:underline"
            >
              {run.fileName}
            </Link>
            <p className="text-sm text-muted">
              <time dateTime={run.createdAt}>{instantText(run.createdAt)}</time>
              {outcome(run) === '' ? '' : ` · ${outcome(run)}`}
            </p>
          </div>
          <Badge tone={toneOf(run)}>{stateText(run)}</Badge>
        </li>
      ))}
    </ul>
  </section>
)
