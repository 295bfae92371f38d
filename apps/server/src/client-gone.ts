import type { Context } from 'hono'
import type { Logger } from 'pino'

const codes = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED', 'ERR_STREAM_PREMATURE_CLOSE', 'ABORT_ERR'])

/** Tells whether an error says that a connection was cut: by whom, only its place tells. */
const isCut = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false
  const isOwn = error.name === 'AbortError' || ('code' in error && codes.has(String(error.code)))
  return isOwn || isCut(error.cause)
}

/** Node's own error for a request whose client has gone while its body was read. */
const isAbortedRequest = (error: unknown): boolean =>
  error instanceof Error && (isCut(error) && error.message === 'aborted' ? true : isAbortedRequest(error.cause))

/** Tells whether an error is no fault of the shop: the client of this request has gone before its answer. */
export const isClientGone = (error: unknown, c: Context): boolean =>
  isAbortedRequest(error) || (c.req.raw.signal.aborted && isCut(error))

/** Has the log take what dependencies print: the HTTP server tells of each answer whose client has gone. */
export const takeConsole = (log: Logger): void => {
  const write = (error: unknown, ...rest: readonly unknown[]): void => {
    const err = error instanceof Error ? error : new Error([error, ...rest].map(String).join(' '))
    if (isCut(err)) log.debug({ err }, 'a client has gone')
    else log.error({ err }, 'a dependency reports')
  }
  const tell = (...told: readonly unknown[]) => log.debug({ told: told.map(String).join(' ') }, 'a dependency tells')
  Object.assign(console, { error: write, warn: write, info: tell })
}
