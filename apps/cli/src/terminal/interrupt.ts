export interface Interrupt {
  /** Aborted by the first Ctrl-C. A second one ends the process at once, as it normally does. */
  readonly signal: AbortSignal
  readonly stop: () => void
}

/** Starts to listen for Ctrl-C, and for SIGTERM, which has the same effect. */
export const hearInterrupt = (): Interrupt => {
  const controller = new AbortController()
  const stop = () => {
    process.off('SIGINT', interrupt)
    process.off('SIGTERM', interrupt)
  }
  const interrupt = () => {
    stop()
    controller.abort()
  }
  process.on('SIGINT', interrupt)
  process.on('SIGTERM', interrupt)
  return { signal: controller.signal, stop }
}

/**
 * Waits for a call, or throws as soon as `signal` is aborted. The signal is not passed to the call itself: the client
 * adds a listener for each call and never removes it, which would cost a long upload memory.
 */
export const unlessAborted = async <T>(signal: AbortSignal, call: () => Promise<T>): Promise<T> => {
  signal.throwIfAborted()
  let interrupt = () => {}
  const aborted = new Promise<never>((_, reject) => {
    interrupt = () => reject(new Error('The call was interrupted.'))
    signal.addEventListener('abort', interrupt)
  })
  try {
    return await Promise.race([call(), aborted])
  } finally {
    signal.removeEventListener('abort', interrupt)
  }
}
