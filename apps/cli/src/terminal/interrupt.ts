/** Hears Ctrl-C. */
export interface Interrupt {
  /** Aborted by the first Ctrl-C; a second one ends the process at once, as ever. */
  readonly signal: AbortSignal
  readonly stop: () => void
}

/** Begins to hear Ctrl-C, and SIGTERM, which means the same. */
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
 * Waits for a call, or throws as soon as `signal` is aborted. Calls are not handed the signal itself: the client listens to it for
 * each call and never stops, which a long upload would pay for with memory.
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
