import type { AddressInfo } from 'node:net'
import { Server as NetServer } from 'node:net'
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http'
import { createServer, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { setImmediate as turn } from 'node:timers/promises'
import { getRequestListener } from '@hono/node-server'
import { refusal } from './refuse.ts'

const IDLE_GRACE_MS = 1000
const IDLE_SWEEP_MS = 50
const DRAIN_WITHIN_MS = 8000

/** A listening HTTP server. */
export interface HttpServer {
  /** Its address, as reached from this machine. */
  readonly url: string
  /**
   * Closes the port, tells each client with its next response that the connection ends, and waits until all have
   * disconnected. A kept-alive connection without a request stays open for one more second, since a request may be on
   * its way. Whatever remains after 8 s is cut.
   */
  readonly drain: (onPortClosed: () => void) => Promise<void>
}

/**
 * Returns a listener for Node's requests that calls the app's `fetch`. Refuses a request whose address or host cannot
 * be read.
 */
export const listenerOf = (fetch: Parameters<typeof getRequestListener>[0], host: string): RequestListener => {
  const answer = getRequestListener(fetch, { hostname: host, errorHandler: answerError })
  return (request, response) => void answer(request, response)
}

/** Starts to listen, after `prepare` has received the server. Throws if the port is not available. */
export const listen = async (
  listener: RequestListener,
  { port, host }: { readonly port: number; readonly host: string },
  prepare: (server: Server) => void
): Promise<HttpServer> => {
  const server = createServer(serverOptions, listener)
  prepare(server)
  const answers = watchAnswers(server)
  server.on('clientError', (error: Error, socket: Duplex) =>
    answerNoRequest(error, socket, answers.isAnswering(socket))
  )
  server.on('checkExpectation', (_: IncomingMessage, answer: ServerResponse) =>
    answer.writeHead(417, { 'cache-control': 'no-store' }).end()
  )
  await new Promise<void>((resolve, reject) =>
    server.once('error', reject).listen({ port, host, backlog: 4096 }, resolve)
  )
  return {
    url: urlOf(server, host),
    drain: async (onPortClosed) => {
      answers.announceClosing()
      // Connections that the system has already made are accepted in this turn. They would be reset later.
      await turn()
      await closePort(server, onPortClosed)
    },
  }
}

const serverOptions = {
  requestTimeout: 30_000,
  headersTimeout: 5000,
  connectionsCheckingInterval: 1000,
  maxHeaderSize: 16_384,
  // The app checks it, for HTTP/1.0 too, and answers with its own error.
  requireHostHeader: false,
  keepAliveTimeout: 20_000,
}

/** Tracks open responses. From `announceClosing` on, these and all later ones send `Connection: close`. */
const watchAnswers = (server: Server) => {
  const open = new Map<Duplex, ServerResponse>()
  let isClosing = false
  server.prependListener('request', ({ socket }: IncomingMessage, answer: ServerResponse) => {
    open.set(socket, answer)
    answer.once('close', () => open.get(socket) === answer && open.delete(socket))
    if (isClosing) answer.shouldKeepAlive = false
  })
  return {
    isAnswering: (socket: Duplex): boolean => open.get(socket)?.headersSent ?? false,
    announceClosing: () => {
      isClosing = true
      for (const answer of open.values()) answer.shouldKeepAlive = false
    },
  }
}

const closePort = (server: Server, onPortClosed: () => void): Promise<void> =>
  new Promise((resolve) => {
    const timers: NodeJS.Timeout[] = []
    const sweep = () => timers.push(setInterval(() => server.closeIdleConnections(), IDLE_SWEEP_MS))
    timers.push(
      setTimeout(sweep, IDLE_GRACE_MS),
      setTimeout(() => server.closeAllConnections(), DRAIN_WITHIN_MS)
    )
    // The `close` of an HTTP server also cuts every idle connection at once, including any request on its way there.
    NetServer.prototype.close.call(server, () => {
      for (const timer of timers) clearTimeout(timer)
      resolve()
    })
    onPortClosed()
  })

/** Answers a request that cannot be passed to the app because its address or host cannot be read. */
const answerError = (error: unknown): Response =>
  error instanceof Error && error.name === 'RequestError'
    ? refusal('request.invalid', null, '')
    : refusal('internal', null, '')

const statuses: Record<string, number> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
}

/** Answers bytes that are not HTTP as Node does by default, but forbids caching. */
const answerNoRequest = (error: Error, socket: Duplex, isAnswering: boolean): void => {
  const code = 'code' in error ? String(error.code) : ''
  if (!socket.writable || isAnswering || code === 'ECONNRESET') return void socket.destroy()
  const status = statuses[code] ?? 400
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nCache-Control: no-store\r\nContent-Length: 0\r\n\r\n`,
    () => socket.destroy()
  )
}

const urlOf = (server: Server, host: string): string => {
  const { port } = server.address() as AddressInfo
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`
}
