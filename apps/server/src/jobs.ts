import { recoverPayments } from '@tradepost/commerce'
import type { Services } from './services.ts'

const EVERY_MS = 30_000
const OPEN_FOR_MS = 60_000

/** Runs what the shop does by itself, at start and then regularly: settles what a crash left open, forgets what expired. */
export const startJobs = async ({ deps, log }: Services): Promise<{ stop: () => void }> => {
  const run = async (olderThanMs: number) => {
    try {
      const recovered = await recoverPayments(deps, olderThanMs)
      if (recovered > 0) log.warn({ recovered }, 'settled payments that were left open')
      await deps.sessions.removeExpired()
    } catch (error) {
      log.error({ err: error }, 'a job failed')
    }
  }
  // Nothing of this process is open yet: whatever is pending was left by one that died.
  await run(0)
  const timer = setInterval(() => void run(OPEN_FOR_MS), EVERY_MS)
  return { stop: () => clearInterval(timer) }
}
