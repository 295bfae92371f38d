import { IncomingMessage } from 'node:http'
import type { Context } from 'hono'

/** Returns Node's own message behind a request; null if it did not come over HTTP. */
export const incomingOf = (c: Context): IncomingMessage | null => {
  const env: unknown = c.env
  const incoming = env !== null && typeof env === 'object' && 'incoming' in env ? env.incoming : null
  return incoming instanceof IncomingMessage ? incoming : null
}
