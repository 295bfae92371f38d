import type { IncomingMessage } from 'node:http'
import { MAX_MEDIA_BYTES } from '@tradepost/contract'
import type { MiddlewareHandler } from 'hono'
import { ClientSlots } from './admission/client-slots.ts'
import { incomingOf } from './incoming.ts'

// Enough for the largest upload, so that a client that writes before it reads still learns why it was refused.
const MAX_DISCARDED_BYTES = MAX_MEDIA_BYTES + 1024 * 1024
const DISCARD_FOR_MS = 2000
const LINGER_MS = 10_000

/**
 * Completes every response. Errors are never cached, and a 429 or 503 always has `Retry-After`. If the request's body
 * is still arriving, the response is sent at once and the connection is closed after it. The rest of the body is
 * discarded, within limits, because closing on a client that is sending would cost it the response.
 */
export const finishAnswer = (clientOf: (incoming: IncomingMessage) => string): MiddlewareHandler => {
  // Discarding takes time from the event loop. A browser has six connections; a client with more refused uploads at once
  // may lose responses.
  const slots = new ClientSlots({ maxOfClient: 8, maxOfAll: 64 })
  return async (c, next) => {
    await next()
    const { status, headers } = c.res
    if (status >= 400) headers.set('cache-control', 'no-store')
    if ((status === 429 || status === 503) && !headers.has('retry-after')) headers.set('retry-after', '1')
    const incoming = incomingOf(c)
    if (!incoming || incoming.complete) return
    headers.set('connection', 'close')
    if (c.res.body === null || isStream(headers)) return
    const release = slots.take(clientOf(incoming))
    if (release) c.res = await answerAndDiscard(c.res, incoming, release)
  }
}

const isStream = (headers: Headers): boolean => headers.get('content-type')?.startsWith('text/event-stream') ?? false

/**
 * Sends the whole response, with a length so that the client knows where it ends, and completes it when the rest of the
 * body is discarded.
 */
const answerAndDiscard = async (answer: Response, incoming: IncomingMessage, done: () => void): Promise<Response> => {
  const bytes = new Uint8Array(await answer.arrayBuffer())
  answer.headers.set('content-length', String(bytes.byteLength))
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(bytes),
    pull: async (controller) => {
      await discard(incoming)
      done()
      controller.close()
    },
    cancel: done,
  })
  return new Response(body, { status: answer.status, headers: answer.headers })
}

/**
 * Discards the body up to a size and a time, then leaves the rest unread for a while: a client that cannot send any
 * more reads the response.
 */
const discard = (incoming: IncomingMessage): Promise<void> =>
  new Promise((resolve) => {
    let left = MAX_DISCARDED_BYTES
    const block = () => incoming.pause()
    const onData = (chunk: Buffer) => {
      left -= chunk.byteLength
      if (left < 0) block()
    }
    const end = () => {
      for (const timer of timers) clearTimeout(timer)
      incoming.off('data', onData).off('end', end).off('error', end).off('close', end)
      incoming.pause()
      resolve()
    }
    const timers = [setTimeout(block, DISCARD_FOR_MS), setTimeout(end, LINGER_MS)]
    if (incoming.destroyed || incoming.readableEnded) return end()
    incoming.on('data', onData).on('end', end).on('error', end).on('close', end)
    incoming.resume()
  })
