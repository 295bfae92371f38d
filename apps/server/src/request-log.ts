import { CodedError } from '@tradepost/contract'
import type { Caller } from '@tradepost/router'
import type { TRPCError } from '@trpc/server'
import type { Context, MiddlewareHandler } from 'hono'
import { randomUUID } from 'node:crypto'
import type { Logger } from 'pino'

declare module 'hono' {
  interface ContextVariableMap {
    requestId: string
    /** Who calls, where it was found out. */
    caller: LoggedCaller
    /** What failed of a request's calls, as `auth.signIn auth.invalid_credentials`. */
    failures: string[]
  }
}

/** Gives each request an id of ours and tells it in `x-request-id`; an id from outside is not taken over. */
export const requestId = (): MiddlewareHandler => async (c, next) => {
  const id = randomUUID()
  c.set('requestId', id)
  await next()
  // Hono's own `header` would copy the answer, and its body would become a stream (honojs/hono#5185).
  c.res.headers.set('x-request-id', id)
}

/** A caller as the log names them: by an ID that only the shop can resolve, never by a name, an address or a secret. */
interface LoggedCaller {
  readonly caller: 'user' | 'key' | 'operator' | 'guest' | 'anonymous'
  readonly callerId?: string
}

/** Names a caller for the log. */
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

/** Writes one line a request: no query, no body, no header, so no secret; of a person the ID alone. */
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

/** Notes for the log which call failed and with which code; what the code does not say stays out of it. */
export const noteFailure = (c: Context, { error, path }: { error: TRPCError; path: string | undefined }): void => {
  const { cause } = error
  const own = cause instanceof CodedError ? cause.code : null
  const code = own ?? (error.code === 'BAD_REQUEST' ? 'input.invalid' : error.code.toLowerCase())
  c.set('failures', [...(c.get('failures') ?? []), `${path?.slice(0, 100) ?? ''} ${code}`.trim()])
}

const REPORT_EVERY_MS = 1000

/** Makes what counts refused requests and writes how many there were, at most once a second. */
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
