import { randomUUID } from 'node:crypto'
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http'
import type { ErrorCode, ErrorDetails } from '@tradepost/contract'
import { toShape } from '@tradepost/router'

const RETRY_AFTER_MS = 1000
const STREAM_RETRY_AFTER_MS = 30_000
const MAX_DRAINED_BYTES = 256 * 1024

/** Responds that the server is busy. The retry time varies, so that not all clients return at once. */
export const refuseBusy = (request: IncomingMessage, response: ServerResponse): void =>
  refuse({ request, response }, 'busy', { retryAfterMs: Math.round(RETRY_AFTER_MS * (0.5 + Math.random())) })

/** Responds that the client has reached its limit of open streams. */
export const refuseStream = (request: IncomingMessage, response: ServerResponse): void =>
  refuse({ request, response }, 'rate_limited', { retryAfterMs: STREAM_RETRY_AFTER_MS })

/** Responds that the body is larger than a call may send. */
export const refuseTooLarge = (request: IncomingMessage, response: ServerResponse, limitBytes: number): void =>
  refuse({ request, response }, 'request.too_large', { limitBytes })

interface Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
}

/** Responds with an error of the error table in the shape that clients expect, with as little work as possible. */
const refuse = <C extends ErrorCode>({ request, response }: Exchange, code: C, details: ErrorDetails<C>): void => {
  if (response.headersSent) return
  const requestId = randomUUID()
  const shape = toShape(code, details, { requestId })
  const body = JSON.stringify({ error: shape })
  const retryAfterMs = details !== null && 'retryAfterMs' in details ? details.retryAfterMs : null
  const headers: OutgoingHttpHeaders = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'x-request-id': requestId,
  }
  if (retryAfterMs !== null) headers['retry-after'] = String(Math.ceil(retryAfterMs / 1000))
  if (!canDrain(request)) headers.connection = 'close'
  response.writeHead(shape.data.httpStatus, headers)
  response.end(body)
  request.on('error', () => {})
  request.resume()
}

/** Returns whether the unread body is short enough to drain, which keeps the connection usable. */
const canDrain = (request: IncomingMessage): boolean =>
  request.complete ||
  (request.headers['transfer-encoding'] === undefined &&
    Number(request.headers['content-length'] ?? 0) <= MAX_DRAINED_BYTES)
