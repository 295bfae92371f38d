import { Link } from '@tanstack/react-router'
import type { AuditEntry } from '@tradepost/contract'
import { ChevronDown } from 'lucide-react'
import { instantText } from '../ui/dates.ts'

const actorKinds: Record<AuditEntry['actor']['kind'], string> = {
  user: '',
  key: 'API key',
  operator: 'Operator',
  system: 'System',
}

const actorText = ({ actor }: AuditEntry): string => {
  const kind = actorKinds[actor.kind]
  if (kind === '') return actor.name
  return actor.name === '' || actor.name.toLowerCase() === kind.toLowerCase() ? kind : `${kind} ${actor.name}`
}

const linkClass =
  'inline-flex min-h-6 items-center break-all underline decoration-line-strong underline-offset-4 hover:decoration-ink'

const Snapshot = ({ title, value }: { title: string; value: AuditEntry['before'] }) => (
  <div className="min-w-0">
    <h3 className="mb-2 text-sm font-medium">{title}</h3>
    {value === null ? (
      <p className="text-sm text-muted">Nothing</p>
    ) : (
      <pre
        tabIndex={0}
        aria-label={title}
        className="max-h-80 overflow-auto rounded-2xl bg-sunken p-4 text-[0.8125rem] leading-relaxed"
      >
        {JSON.stringify(value, null, 2)}
      </pre>
    )}
  </div>
)

/** One act in the audit log, with its changes collapsed. */
export const AuditRow = ({ entry }: { entry: AuditEntry }) => (
  <li>
    <details className="group">
      <summary className="flex min-h-11 cursor-pointer list-none flex-wrap items-center gap-x-5 gap-y-1 p-5 focus-visible:-outline-offset-4 sm:px-6 [&::-webkit-details-marker]:hidden">
        <span className="min-w-0 flex-1 basis-56">
          <span className="block font-medium break-words">{entry.procedure}</span>
          <span className="block text-sm break-words text-muted">{actorText(entry)}</span>
        </span>
        <time dateTime={entry.at} className="text-sm text-muted">
          {instantText(entry.at)}
        </time>
        <ChevronDown aria-hidden className="size-4 text-muted transition-transform group-open:rotate-180" />
      </summary>
      <div className="flex flex-col gap-5 px-5 pb-6 sm:px-6">
        <dl className="grid items-center gap-x-4 gap-y-2 text-sm sm:grid-cols-[6rem_1fr]">
          <dt className="text-muted">Target</dt>
          <dd>
            <Link to="/admin/audit" search={{ about: entry.target }} className={linkClass}>
              {entry.target}
            </Link>
          </dd>
          {entry.actor.id === null ? null : (
            <>
              <dt className="text-muted">Actor</dt>
              <dd>
                <Link to="/admin/audit" search={{ about: entry.actor.id }} className={linkClass}>
                  {entry.actor.id}
                </Link>
              </dd>
            </>
          )}
          <dt className="text-muted">Request</dt>
          <dd className="break-all">{entry.requestId}</dd>
        </dl>
        <div className="grid gap-5 lg:grid-cols-2">
          <Snapshot title="Before" value={entry.before} />
          <Snapshot title="After" value={entry.after} />
        </div>
      </div>
    </details>
  </li>
)
