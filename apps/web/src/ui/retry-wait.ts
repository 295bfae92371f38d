import { useEffect, useState } from 'react'
import { errorOf } from '../api.ts'

const SECOND_MS = 1000

const waitOf = (error: unknown): number => {
  const known = errorOf(error)
  return known?.code === 'auth.rate_limited' || known?.code === 'rate_limited' ? known.details.retryAfterMs : 0
}

/** Counts down the seconds until another try is allowed. Returns 0 if there is no wait. */
export const useRetryWait = (error: unknown): number => {
  const [wait, setWait] = useState({ error, seconds: Math.ceil(waitOf(error) / SECOND_MS) })
  useEffect(() => {
    const endsAtMs = Date.now() + waitOf(error)
    const count = () => {
      const seconds = Math.max(0, Math.ceil((endsAtMs - Date.now()) / SECOND_MS))
      setWait({ error, seconds })
      if (seconds === 0) clearInterval(timer)
    }
    const timer = setInterval(count, SECOND_MS / 4)
    count()
    return () => clearInterval(timer)
  }, [error])
  return wait.error === error ? wait.seconds : Math.ceil(waitOf(error) / SECOND_MS)
}

/** Formats a wait: `48 seconds`, or `3:05 minutes`. */
export const waitText = (seconds: number): string => {
  if (seconds === 1) return '1 second'
  if (seconds < 60) return `${seconds} seconds`
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')} minutes`
}
