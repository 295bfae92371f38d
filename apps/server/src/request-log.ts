import type { MiddlewareHandler } from 'hono'
import { randomUUID } from 'node:crypto'
import type { Logger } from 'pino'

declare module 'hono' {
  interface ContextVariableMap {
    requestId: string
  }
}

/** Gives each request an id of ours and tells it in `x-request-id`; an id from outside is not taken over. */
export const requestId = (): MiddlewareHandler => async (c, next) => {
  const id = randomUUID()
  c.set('requestId', id)
  await next()
  c.header('x-request-id', id)
}

/** Writes one line a request: no query, no body, no header, so no secret and nothing about a person. */
export const logRequest =
  (log: Logger): MiddlewareHandler =>
  async (c, next) => {
    const startedAt = performance.now()
    await next()
    const ms = Math.round((performance.now() - startedAt) * 10) / 10
    const path = c.req.path.slice(0, 300)
    log.info({ requestId: c.get('requestId'), method: c.req.method, path, status: c.res.status, ms }, 'request')
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
