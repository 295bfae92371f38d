import type { ErrorCode, ErrorDetails } from '@tradepost/contract'
import { toShape } from '@tradepost/router'
import type { Context } from 'hono'

const MAX_DISCARDED_BYTES = 128 * 1024 * 1024

/**
 * Answers a request whose body is too large. What is still coming is read and thrown away first, within bounds: closing
 * on a client that is sending would cost it the answer.
 */
export const refuseBody = async <C extends ErrorCode>(
  c: Context,
  code: C,
  details: ErrorDetails<C>
): Promise<Response> => {
  const { body } = c.req.raw
  if (body && !body.locked) await discard(body)
  return refuse(c, code, details)
}

const discard = async (body: ReadableStream<Uint8Array>): Promise<void> => {
  const reader = body.getReader()
  let discarded = 0
  try {
    while (discarded < MAX_DISCARDED_BYTES) {
      const { done, value } = await reader.read()
      if (done) return
      discarded += value.byteLength
    }
  } catch {
    // The client went away: there is nobody left to answer.
  }
}

/** Answers a request with an error of the table before it reaches a procedure, in the shape a client knows. */
export const refuse = <C extends ErrorCode>(c: Context, code: C, details: ErrorDetails<C>): Response => {
  const shape = toShape(code, details, { requestId: c.get('requestId') })
  c.status(shape.data.httpStatus as 500)
  // What is left of a body that nobody will read must not be taken for the next request.
  c.header('connection', 'close')
  return c.json({ error: shape })
}
