import { errorOf, messageOf } from '../api.ts'
import { useRetryWait, waitText } from './retry-wait.ts'
import { Callout } from './states.tsx'

// Screen readers announce this once; the countdown is only visual.
const Wait = ({ error }: { error: unknown }) => {
  const seconds = useRetryWait(error)
  if (seconds === 0) return <Callout tone="caution">You can try again now.</Callout>
  return (
    <Callout title="Too many tries">
      Try again in{' '}
      <span role="timer" aria-live="off" className="font-semibold tabular-nums">
        {waitText(seconds)}
      </span>
      .
    </Callout>
  )
}

/** Shows why an act failed, above its form. Renders nothing without an error. */
export const Problem = ({ error }: { error: unknown }) => {
  if (error === null || error === undefined) return null
  const known = errorOf(error)
  if (known?.code === 'auth.rate_limited' || known?.code === 'rate_limited') return <Wait error={error} />
  if (known?.code !== 'input.invalid') return <Callout>{messageOf(error)}</Callout>
  return (
    <Callout title={messageOf(error)}>
      <ul className="list-disc pl-4">
        {known.details.issues.map(({ path, message }) => (
          <li key={`${path} ${message}`}>{message}</li>
        ))}
      </ul>
    </Callout>
  )
}
