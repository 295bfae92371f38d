import type { Server } from 'node:http'
import type { Socket } from 'node:net'
import { clientNetworks } from '@tradepost/commerce'
import { makeIsTrustedProxy } from '../client-address.ts'
import { ClientCounts } from './client-counts.ts'

const MAX_OF_CLIENT = 1000
const SWEEP_EVERY_MS = 5000
const MAX_STALLED_MS = 30_000

interface Progress {
  flushedBytes: number
  movedAt: number
}

/**
 * Limits the connections per client, and closes connections whose client has read nothing of a response for 30 s. A
 * trusted proxy serves many clients and is not limited.
 */
export const boundConnections = (server: Server, trustedProxies: readonly string[]): void => {
  const isTrusted = makeIsTrustedProxy(trustedProxies)
  const counts = new ClientCounts()
  const open = new Map<Socket, Progress>()
  server.on('connection', (socket: Socket) => {
    const address = socket.remoteAddress ?? ''
    const [client] = clientNetworks(address)
    if (counts.of(client) >= MAX_OF_CLIENT && !isTrusted(address)) return socket.destroy()
    counts.add(client)
    open.set(socket, { flushedBytes: 0, movedAt: performance.now() })
    socket.once('close', () => {
      open.delete(socket)
      counts.remove(client)
    })
  })
  const sweep = setInterval(() => endStalled(open, performance.now()), SWEEP_EVERY_MS).unref()
  server.once('close', () => clearInterval(sweep))
}

const endStalled = (open: ReadonlyMap<Socket, Progress>, now: number): void => {
  for (const [socket, progress] of open) {
    const flushedBytes = socket.bytesWritten - socket.writableLength
    if (socket.writableLength === 0 || flushedBytes > progress.flushedBytes) {
      progress.flushedBytes = flushedBytes
      progress.movedAt = now
    } else if (now - progress.movedAt > MAX_STALLED_MS) socket.destroy()
  }
}
