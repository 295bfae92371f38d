import { CodedError } from '@tradepost/contract'
import type { Caller } from '@tradepost/router'
import type { TRPCError } from '@trpc/server'
import type { Context, MiddlewareHandler } from 'hono'
import { randomUUID } from 'node:crypto'
import type { Logger } from 'pino'

declare module 'hono' {
  interface ContextVariableMap {
    requestId: string
    /** Who calls; not set if the request ended before that was determined. */
    caller: LoggedCaller
    /** The failed calls of a request, such as `auth.signIn auth.invalid_credentials`. */
    failures: string[]
  }
}

/** Assigns each request an ID and returns it in `x-request-id`. An ID from outside is not used. */
export const requestId = (): MiddlewareHandler => async (c, next) => {
  const id = randomUUID()
  c.set('requestId', id)
  await next()
  // Hono's own `header` would copy the response, and its body would become a stream (honojs/hono#5185).
  c.res.headers.set('x-request-id', id)
}

/** A caller as the log names it: by an ID that only the shop can resolve, never by a name, an address or a secret. */
interface LoggedCaller {
  readonly caller: 'user' | 'key' | 'operator' | 'guest' | 'anonymous'
  readonly callerId?: string
}

/** Returns how the log names a caller. */
export const loggedCaller = ({
  user,
  apiKey,
  isOperator,
  guestHash,
}: Pick<Caller, 'user' | 'apiKey' | 'isOperator' | 'guestHash'>): LoggedCaller => {
  if (apiKey) return { caller: 'key', callerId: apiKey.id }
  if (user) return { caller: 'user', callerId: user.id }
  if (isOperator) return { caller: 'operator' }
  return { caller: guestHash === null ? 'anonymous' : 'guest' }
}

/**
 * Logs one line per request, without query, body or headers, so that it contains no secret. A person is logged by ID
 * only.
 */
export const logRequest =
  (log: Logger): MiddlewareHandler =>
  async (c, next) => {
    const startedAt = performance.now()
    await next()
    const ms = Math.round((performance.now() - startedAt) * 10) / 10
    const path = c.req.path.slice(0, 300)
    const about = { requestId: c.get('requestId'), method: c.req.method, path, status: c.res.status, ms }
    const failures = c.get('failures')
    log.info({ ...about, ...c.get('caller'), ...(failures ? { failures } : {}) }, 'request')
  }

/** Records for the log which call failed and with which code, and nothing else about the error. */
export const noteFailure = (c: Context, { error, path }: { error: TRPCError; path: string | undefined }): void => {
  const { cause } = error
  const own = cause instanceof CodedError ? cause.code : null
  const code = own ?? (error.code === 'BAD_REQUEST' ? 'input.invalid' : error.code.toLowerCase())
  c.set('failures', [...(c.get('failures') ?? []), `${path?.slice(0, 100) ?? ''} ${code}`.trim()])
}

const REPORT_EVERY_MS = 1000

/** Returns a function that counts refused requests. It logs their number at most once a second. */
export const countRefusals = (log: Logger): (() => void) => {
  let refused = 0
  let timer: NodeJS.Timeout | undefined
  const report = () => {
    timer = undefined
    log.warn({ refused }, 'busy: requests were refused')
    refused = 0
  }
  return () => {
    refused++
    timer ??= setTimeout(report, REPORT_EVERY_MS).unref()
  }
}
