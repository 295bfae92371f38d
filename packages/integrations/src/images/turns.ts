import { fail } from '@tradepost/contract'

const RETRY_AFTER_MS = 5000

/** Returns a function that runs tasks in turn. It throws `busy` if more than `maxWaiting` tasks are unfinished. */
export const makeTurns = (maxWaiting: number): (<T>(work: () => Promise<T>) => Promise<T>) => {
  let last: Promise<unknown> = Promise.resolve()
  let waiting = 0
  return async (work) => {
    if (waiting > maxWaiting) throw fail('busy', { retryAfterMs: RETRY_AFTER_MS })
    waiting++
    const turn = last.then(work)
    last = turn.catch(() => undefined)
    try {
      return await turn
    } finally {
      waiting--
    }
  }
}
