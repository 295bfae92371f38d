import { ProviderUnavailable } from '@tradepost/commerce'

const FAILURES = 10
const FIRST_PAUSE_MS = 1000
const LONGEST_PAUSE_MS = 30_000

/** Lets a call through, or throws {@link ProviderUnavailable} at once while a provider that is down is left alone. */
export type CircuitBreaker = <T>(call: () => Promise<T>) => Promise<T>

/**
 * Makes a breaker that opens after ten calls in a row without an answer, for 1 s. Then one call is let through: its answer
 * closes the breaker, its failure opens it again for twice as long, 30 s at most. A refusal is an answer.
 */
export const makeCircuitBreaker = ({ now }: { now: () => number }): CircuitBreaker => {
  let failuresInRow = 0
  let pauseMs = FIRST_PAUSE_MS
  let openedAt: number | null = null
  let isTrialRunning = false

  const isPaused = (since: number): boolean => {
    const passed = now() - since
    // A clock that was set back must not keep the breaker open.
    return isTrialRunning || (passed >= 0 && passed < pauseMs)
  }
  const close = (): void => {
    failuresInRow = 0
    pauseMs = FIRST_PAUSE_MS
    openedAt = null
  }
  const countFailure = (isTrial: boolean): void => {
    failuresInRow += 1
    // Calls that were under way when the breaker opened tell nothing new.
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
