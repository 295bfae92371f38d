import type { ActPoint } from '@tradepost/commerce'
import { actPoints } from '@tradepost/commerce'

/**
 * Gives what acts call at each of their named points: nothing, or, where `CRASH_AT` names a point and how often it is to be
 * reached (`checkout.asked:3`), the death of the process there as by kill -9. For crash tests; ignored in production.
 */
export const makeCrashPoint = (setting: string | null): ((point: ActPoint) => Promise<void>) => {
  const [name, times = '1'] = (setting ?? '').split(':')
  const point = actPoints.find((one) => one === name)
  if (point === undefined) return async () => {}
  let left = Number(times)
  return async (reached) => {
    if (reached !== point || --left > 0) return
    process.kill(process.pid, 'SIGKILL')
    // The signal comes at once, but not before the next instruction.
    await new Promise(() => {})
  }
}
