import { setMaxListeners } from 'node:events'

const GRACE_MS = 3000

/**
 * Returns a signal that is aborted 3 s after `stopping` is. Pending work may finish within that time, and an
 * unresponsive server delays the end of the process no longer than that.
 */
export const gracePeriod = (stopping: AbortSignal): AbortSignal => {
  const over = new AbortController()
  // Every pending act adds a listener, and their number is unknown.
  setMaxListeners(0, over.signal)
  const begin = (): void => void setTimeout(() => over.abort(), GRACE_MS).unref()
  if (stopping.aborted) begin()
  else stopping.addEventListener('abort', begin, { once: true })
  return over.signal
}

/** Waits for an answer, and rejects with the error from `late` after `limitMs` or when `signal` is aborted. */
export const answeredBy = async <T>(
  ask: () => Promise<T>,
  { limitMs, signal }: { limitMs: number; signal: AbortSignal },
  late: () => Error
): Promise<T> => {
  if (signal.aborted) throw late()
  let giveUp = (): void => {}
  let timer: NodeJS.Timeout | undefined
  const isLate = new Promise<never>((_, reject) => {
    giveUp = () => reject(late())
    timer = setTimeout(giveUp, limitMs)
    signal.addEventListener('abort', giveUp, { once: true })
  })
  try {
    return await Promise.race([ask(), isLate])
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', giveUp)
  }
}
