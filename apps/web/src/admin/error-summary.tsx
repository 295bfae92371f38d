import { Problem } from '../ui/problem.tsx'
import { Callout } from '../ui/states.tsx'
import { focusField } from './focus-field.ts'

interface ErrorSummaryProps {
  errors: Readonly<Record<string, string>>
  failure: unknown
}

const MAX_SHOWN = 8

/** Lists above a form what prevents saving, with a link to each field. */
export const ErrorSummary = ({ errors, failure }: ErrorSummaryProps) => {
  const faults = Object.entries(errors)
  return (
    <div data-field="summary" tabIndex={-1} className="mb-6 empty:hidden">
      <Problem error={failure} />
      {faults.length > 0 ? (
        <Callout
          title={faults.length === 1 ? 'One field needs another value' : `${faults.length} fields need another value`}
        >
          <ul className="mt-1 list-disc pl-4">
            {faults.slice(0, MAX_SHOWN).map(([path, message]) => (
              <li key={path}>
                <button
                  type="button"
                  onClick={() => focusField(path)}
                  className="min-h-6 text-left underline underline-offset-4"
                >
                  {message}
                </button>
              </li>
            ))}
          </ul>
          {faults.length > MAX_SHOWN ? <p>and {faults.length - MAX_SHOWN} more</p> : null}
        </Callout>
      ) : null}
    </div>
  )
}
