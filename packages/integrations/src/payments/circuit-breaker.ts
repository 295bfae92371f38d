import { ProviderUnavailable } from '@tradepost/commerce'

const FAILURES = 10
const FIRST_PAUSE_MS = 1000
const LONGEST_PAUSE_MS = 30_000

/** Runs a call, or throws {@link ProviderUnavailable} immediately while the breaker is open. */
export type CircuitBreaker = <T>(call: () => Promise<T>) => Promise<T>

/**
 * Creates a breaker that opens for 1 s after ten calls in a row without an answer. Then one trial call may run: an
 * answer closes the breaker, a failure opens it again for twice as long, up to 30 s. A refusal is an answer.
 */
export const makeCircuitBreaker = ({ now }: { now: () => number }): CircuitBreaker => {
  let failuresInRow = 0
  let pauseMs = FIRST_PAUSE_MS
  let openedAt: number | null = null
  let isTrialRunning = false

  const isPaused = (since: number): boolean => {
    const passed = now() - since
    // A clock that is set back must not keep the breaker open.
    return isTrialRunning || (passed >= 0 && passed < pauseMs)
  }
  const close = (): void => {
    failuresInRow = 0
    pauseMs = FIRST_PAUSE_MS
    openedAt = null
  }
  const countFailure = (isTrial: boolean): void => {
    failuresInRow += 1
    // Ignore failures of calls that were already running when the breaker opened.
    if (!isTrial && (openedAt !== null || failuresInRow < FAILURES)) return
    if (isTrial) pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)
    openedAt = now()
  }

  return async (call) => {
    const isTrial = openedAt !== null
    if (openedAt !== null && isPaused(openedAt)) {
      throw new ProviderUnavailable('The provider has not answered of late and is left alone for a while.')
    }
    if (isTrial) isTrialRunning = true
    try {
      const answer = await call()
      close()
      return answer
    } catch (error) {
      if (error instanceof ProviderUnavailable) countFailure(isTrial)
      else close()
      throw error
    } finally {
      if (isTrial) isTrialRunning = false
    }
  }
}
