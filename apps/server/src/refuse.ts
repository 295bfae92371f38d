import type { ErrorCode, ErrorDetails } from '@tradepost/contract'
import { toShape } from '@tradepost/router'
import type { Context } from 'hono'

/**
 * Responds with an error of the error table before the request reaches a procedure, in the shape that clients expect.
 */
export const refuse = <C extends ErrorCode>(c: Context, code: C, details: ErrorDetails<C>): Response =>
  refusal(code, details, c.get('requestId'))

/** Returns the response of {@link refuse} when there is no context, or when the context already has a response. */
export const refusal = <C extends ErrorCode>(code: C, details: ErrorDetails<C>, requestId: string): Response => {
  const shape = toShape(code, details, { requestId })
  const seconds = retrySecondsOf(details)
  const retry: Record<string, string> = seconds === null ? {} : { 'retry-after': String(seconds) }
  return Response.json(
    { error: shape },
    { status: shape.data.httpStatus, headers: { 'cache-control': 'no-store', ...retry } }
  )
}

/** Returns the seconds of a `Retry-After` header for an error's details; null if they contain no time. */
export const retrySecondsOf = (details: unknown): number | null => {
  if (details === null || typeof details !== 'object' || !('retryAfterMs' in details)) return null
  return typeof details.retryAfterMs === 'number' ? Math.max(1, Math.ceil(details.retryAfterMs / 1000)) : null
}
