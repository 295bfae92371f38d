import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import type { Outcome } from './connection.ts'
import { openConnection } from './connection.ts'
import type { Count } from './hostile.ts'
import type { HostileJob } from './jobs.ts'
import { addItemRequest, listRequest, newGuest, orderRequest, queryRequest } from './requests.ts'

const REOPEN_MS = 100
const PIPELINED = 50

interface Counting {
  readonly count: Count
  readonly ends: AbortSignal
}

/**
 * Keeps streams of an order's updates open on half of the connections, and requests lists on the others, never reading.
 */
export const holdStreams = async (job: HostileJob, counting: Counting): Promise<void> => {
  const { guest, order } = await placeOrder(job)
  const stream = queryRequest('orders.onUpdate', { id: order }, { guest })
  const lists = listRequest().repeat(PIPELINED)
  const hold = (_: unknown, n: number) =>
    n % 2 === 0
      ? holdOne(job, { request: stream, reads: true }, counting)
      : holdOne(job, { request: lists, reads: false }, counting)
  await Promise.all(Array.from({ length: job.connections }, hold))
}

const placeOrder = async ({ port, source, variants }: HostileJob): Promise<{ guest: string; order: string }> => {
  const connection = openConnection({ port, source, timeoutMs: 10_000, keepsBody: true }, () => {})
  const call = (request: string): Promise<Outcome> =>
    new Promise((resolve) => {
      connection.call(request, resolve)
    })
  const guest = newGuest()
  await call(addItemRequest(guest, variants[0] ?? ''))
  const placed = await call(orderRequest(guest))
  connection.close()
  const order = typeof placed === 'object' ? /"id":"(ord_\w+)"/.exec(placed.body)?.[1] : undefined
  if (order === undefined) throw new Error('The hostile client could not place an order to listen to.')
  return { guest, order }
}

interface Held {
  readonly request: string
  readonly reads: boolean
}

/** Keeps one connection open, and opens another one when the server ends it. */
const holdOne = async ({ port, source }: HostileJob, { request, reads }: Held, { count, ends }: Counting) => {
  while (!ends.aborted) {
    const socket = connect({ port, host: '127.0.0.1', localAddress: source })
    const stop = () => void socket.destroy()
    ends.addEventListener('abort', stop)
    socket.on('error', () => {})
    socket.once('connect', () => count(reads ? 'stream opened' : 'unread opened'))
    if (reads) socket.once('data', (bytes) => count(`stream ${bytes.toString('latin1', 9, 12)}`))
    // A paused socket reads nothing, so that the responses pile up on the server's side.
    if (reads) socket.resume()
    else socket.pause()
    socket.write(request)
    await once(socket, 'close')
    ends.removeEventListener('abort', stop)
    if (ends.aborted) return
    count(reads ? 'stream ended' : 'unread ended')
    await wait(REOPEN_MS)
  }
}
