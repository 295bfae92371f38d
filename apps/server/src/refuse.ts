import type { ErrorCode, ErrorDetails } from '@tradepost/contract'
import { toShape } from '@tradepost/router'
import type { Context } from 'hono'

/** Answers a request with an error of the table before it reaches a procedure, in the shape a client knows. */
export const refuse = <C extends ErrorCode>(c: Context, code: C, details: ErrorDetails<C>): Response => {
  const shape = toShape(code, details, { requestId: c.get('requestId') })
  c.status(shape.data.httpStatus as 500)
  // What is left of a body that nobody will read must not be taken for the next request.
  c.header('connection', 'close')
  return c.json({ error: shape })
}
