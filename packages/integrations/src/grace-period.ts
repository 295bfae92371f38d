import { setMaxListeners } from 'node:events'

const GRACE_MS = 3000

/**
 * Gives a signal that is aborted 3 s after `stopping` is: what is under way may finish by then, and no silent server holds
 * up the end of the process for longer.
 */
export const gracePeriod = (stopping: AbortSignal): AbortSignal => {
  const over = new AbortController()
  // Each act that is under way listens, and there is no telling how many are.
  setMaxListeners(0, over.signal)
  const begin = (): void => void setTimeout(() => over.abort(), GRACE_MS).unref()
  if (stopping.aborted) begin()
  else stopping.addEventListener('abort', begin, { once: true })
  return over.signal
}

/** Waits for an answer until `limitMs` have passed or `signal` is aborted, then rejects with what `late` makes. */
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
