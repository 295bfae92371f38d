import type { Context } from 'hono'
import type { Logger } from 'pino'

const codes = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED', 'ERR_STREAM_PREMATURE_CLOSE', 'ABORT_ERR'])

/** Returns whether an error means that a connection was cut; which side cut it depends on where the error occurred. */
const isCut = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false
  const isOwn = error.name === 'AbortError' || ('code' in error && codes.has(String(error.code)))
  return isOwn || isCut(error.cause)
}

/** Returns whether an error is Node's own for a client that disconnected while its body was read. */
const isAbortedRequest = (error: unknown): boolean =>
  error instanceof Error && (isCut(error) && error.message === 'aborted' ? true : isAbortedRequest(error.cause))

/** Returns whether the client of this request disconnected before its response, so that the error is not the shop's. */
export const isClientGone = (error: unknown, c: Context): boolean =>
  isAbortedRequest(error) || (c.req.raw.signal.aborted && isCut(error))

/**
 * Redirects the console to the log, because dependencies print to it: the HTTP server reports each response whose
 * client has disconnected.
 */
export const takeConsole = (log: Logger): void => {
  const write = (error: unknown, ...rest: readonly unknown[]): void => {
    const err = error instanceof Error ? error : new Error([error, ...rest].map(String).join(' '))
    if (isCut(err)) log.debug({ err }, 'a client has gone')
    else log.error({ err }, 'a dependency reports')
  }
  const tell = (...told: readonly unknown[]) => log.debug({ told: told.map(String).join(' ') }, 'a dependency tells')
  Object.assign(console, { error: write, warn: write, info: tell })
}
