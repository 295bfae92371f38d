import { randomUUID } from 'node:crypto'
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http'
import type { ErrorCode, ErrorDetails } from '@tradepost/contract'
import { toShape } from '@tradepost/router'

const RETRY_AFTER_MS = 1000
const STREAM_RETRY_AFTER_MS = 30_000
const MAX_DRAINED_BYTES = 256 * 1024

/** Answers that the server is busy; the wait it asks for varies, so that not all come back at once. */
export const refuseBusy = (request: IncomingMessage, response: ServerResponse): void =>
  refuse({ request, response }, 'busy', { retryAfterMs: Math.round(RETRY_AFTER_MS * (0.5 + Math.random())) })

/** Answers that the client has as many streams open as it may. */
export const refuseStream = (request: IncomingMessage, response: ServerResponse): void =>
  refuse({ request, response }, 'rate_limited', { retryAfterMs: STREAM_RETRY_AFTER_MS })

/** Answers that the body is larger than a call may carry. */
export const refuseTooLarge = (request: IncomingMessage, response: ServerResponse, limitBytes: number): void =>
  refuse({ request, response }, 'request.too_large', { limitBytes })

interface Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
}

/** Answers an error of the table in the shape that clients know, with as little work as possible. */
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
