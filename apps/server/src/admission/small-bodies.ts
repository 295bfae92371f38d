import type { IncomingMessage, ServerResponse } from 'node:http'
import { ClientSlots } from './client-slots.ts'
import { refuseTooLarge } from './refusal.ts'

/** The most bytes that the body of a call may have; uploads have limits of their own. */
export const MAX_BODY_BYTES = 256 * 1024

// Closing on a client that still sends would cost it the response, so some of the excess is read and dropped.
const MAX_DROPPED_BYTES = 4 * 1024 * 1024

/** Returns whether Content-Length exceeds the limit for a call. */
export const saysTooLarge = ({ headers }: IncomingMessage): boolean =>
  Number(headers['content-length']) > MAX_BODY_BYTES

interface Sender {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly client: string
}

interface Outcome {
  readonly onRead: () => void
  readonly onNoRoom: () => void
}

/**
 * Reads the bodies of calls before the calls take a running slot, so that a client that sends slowly delays nobody. The
 * bytes become `rawBody` of the request, where the HTTP adapter looks for them.
 */
export class SmallBodies {
  readonly #bytes = new ClientSlots({ maxOfClient: 8 * 1024 * 1024, maxOfAll: 64 * 1024 * 1024 })

  /** Reads the whole body of a request, then calls `onRead`. Answers a body that is too large itself. */
  read({ request, response, client }: Sender, { onRead, onNoRoom }: Outcome): void {
    const length = request.headers['content-length']
    if (length === '0' || (length === undefined && request.headers['transfer-encoding'] === undefined)) {
      this.#keep(request, Buffer.alloc(0))
      return onRead()
    }
    const expected = length === undefined ? MAX_BODY_BYTES : Number(length)
    const release = this.#bytes.take(client, expected)
    if (!release) return onNoRoom()
    const chunks: Buffer[] = []
    let received = 0
    request.on('data', (chunk: Buffer) => {
      received += chunk.length
      if (received <= expected) chunks.push(chunk)
      else if (received > MAX_BODY_BYTES + MAX_DROPPED_BYTES) refuseTooLarge(request, response, MAX_BODY_BYTES)
    })
    request.once('end', () => {
      if (received > expected) return refuseTooLarge(request, response, MAX_BODY_BYTES)
      this.#keep(request, chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks))
      onRead()
    })
    // Ignore a client that disconnects midway: nobody waits for the response.
    request.on('error', () => {})
    response.once('close', release)
  }

  #keep(request: IncomingMessage, body: Buffer): void {
    Object.assign(request, { rawBody: body })
  }
}
