import type { IncomingMessage } from 'node:http'
import type { Context, MiddlewareHandler } from 'hono'
import { incomingOf } from './incoming.ts'
import { refuse } from './refuse.ts'

/** The size limit of a body, and the error code for a larger one. */
export interface BodyLimit {
  readonly code: 'media.too_large' | 'request.too_large'
  readonly limitBytes: number
  /** Extra bytes allowed around the limited content, such as the lines of a form. */
  readonly extraBytes?: number
}

interface CountedBody {
  readonly stream: ReadableStream<Uint8Array>
  readonly isExceeded: () => boolean
}

/**
 * Refuses a body above a size. Trusts Content-Length, because Node never reads past it, and reads nothing of a body
 * that is too large. A body without Content-Length is counted while an authorized caller's request is read, so an
 * unauthorized caller is answered before any byte is read.
 */
export const limitBody =
  (limit: BodyLimit): MiddlewareHandler =>
  async (c, next) => {
    if (c.req.method === 'GET') return next()
    const maxBytes = limit.limitBytes + (limit.extraBytes ?? 0)
    if (c.req.header('transfer-encoding') === undefined)
      return Number(c.req.header('content-length') ?? 0) <= maxBytes ? next() : tooLarge(c, limit)
    const incoming = incomingOf(c)
    // The gate has read and measured the body of a call; only uploads arrive unread.
    if (!incoming || 'rawBody' in incoming) return next()
    const body = countBody(incoming, maxBytes)
    c.req.raw = requestWith(c, body.stream)
    await next()
    if (!body.isExceeded()) return
    // An existing response would pass its headers on to this one.
    c.res = undefined
    c.res = tooLarge(c, limit)
  }

const tooLarge = (c: Context, { code, limitBytes }: BodyLimit): Response => refuse(c, code, { limitBytes })

const requestWith = (c: Context, body: ReadableStream<Uint8Array>): Request => {
  const { method, headers, signal } = c.req.raw
  const init: RequestInit & { duplex: 'half' } = { method, headers, signal, body, duplex: 'half' }
  return new Request(c.req.url, init)
}

const countBody = (incoming: IncomingMessage, maxBytes: number): CountedBody => {
  let left = maxBytes
  const chunks = incoming.iterator({ destroyOnReturn: false })
  const pull = async (controller: ReadableStreamDefaultController<Uint8Array>) => {
    const { done, value } = await chunks.next()
    if (done) return controller.close()
    const chunk: Buffer = value
    left -= chunk.byteLength
    if (left >= 0) return controller.enqueue(chunk)
    await chunks.return?.()
    controller.error(new RangeError('The body is larger than its limit.'))
  }
  // Without a high-water mark of 0, the first chunk would be read before it is needed.
  const stream = new ReadableStream<Uint8Array>({ pull }, { highWaterMark: 0 })
  return { stream, isExceeded: () => left < 0 }
}
