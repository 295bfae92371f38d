import type { ActPoint } from '@tradepost/commerce'
import { actPoints } from '@tradepost/commerce'

/**
 * Returns the function that acts call at each of their named points. It does nothing, unless `CRASH_AT` names a point
 * and how often it must be reached (`checkout.asked:3`): then it kills the process there, as with kill -9. For crash
 * tests; ignored in production.
 */
export const makeCrashPoint = (setting: string | null): ((point: ActPoint) => Promise<void>) => {
  const [name, times = '1'] = (setting ?? '').split(':')
  const point = actPoints.find((one) => one === name)
  if (point === undefined) return async () => {}
  let left = Number(times)
  return async (reached) => {
    if (reached !== point || --left > 0) return
    process.kill(process.pid, 'SIGKILL')
    // The signal arrives at once, but the next instruction may still run.
    await new Promise(() => {})
  }
}
