import type { Logger } from 'pino'

const HARD_STOP_MS = 9500
// Ctrl+C reaches a process twice if its launcher forwards the signal that the terminal sent to both.
const SAME_SIGNAL_MS = 500

/**
 * Stops once, on SIGTERM or SIGINT, and then exits: with 0 if `stop` finishes in time, or with 1 if it fails, after 9.5
 * s, or at a second signal, even if work is still running. The database survives a forced exit, as it survives a loss
 * of power.
 */
export const stopOnSignal = (log: Logger, stop: () => Promise<void>): void => {
  let since: number | null = null
  const exit = (why: string) => {
    log.error(why)
    process.exit(1)
  }
  const onSignal = (signal: string) => {
    if (since !== null) {
      if (performance.now() - since > SAME_SIGNAL_MS) exit('asked to stop again: stopping at once')
      return
    }
    since = performance.now()
    log.info({ signal }, 'stopping')
    setTimeout(() => exit('stopping took too long: stopping at once'), HARD_STOP_MS)
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'the shop could not be stopped in order')
        process.exit(1)
      }
    )
  }
  process.on('SIGTERM', onSignal)
  process.on('SIGINT', onSignal)
}
