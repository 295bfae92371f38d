import { fail } from '@tradepost/contract'

const RETRY_AFTER_MS = 5000

/** Lets works run one after the other in the order they came; throws `busy` where more than `maxWaiting` wait already. */
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
