import { setMaxListeners } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import type { Connection, Outcome } from './connection.ts'
import { openConnection } from './connection.ts'
import type { Attack, Counts, HostileJob } from './jobs.ts'
import { addItemRequest, addItemsRequest, mutationRequest, newGuest, orderRequest } from './requests.ts'
import { holdStreams } from './hold-streams.ts'

const TIMEOUT_MS = 20_000
const BATCH = 10
const UPLOAD_BYTES = 18_000_000
// Without this pause, a client whose connections are refused would only measure how fast it opens new ones.
const REOPEN_MS = 20

/** Counts a call by how it ended. */
export type Count = (name: string) => void

/** Runs one client that does as much as it can on all of its connections. Returns how its calls ended. */
export const runHostile = async (job: HostileJob): Promise<Counts> => {
  const counts: Record<string, number> = {}
  const count: Count = (name) => {
    counts[name] = (counts[name] ?? 0) + 1
  }
  const ends = AbortSignal.timeout(job.seconds * 1000)
  // Each connection adds a listener.
  setMaxListeners(0, ends)
  const { attack } = job
  if (attack === 'streams') await holdStreams(job, { count, ends })
  else
    await Promise.all(
      Array.from({ length: job.connections }, () => attackOn(job, requestsOf[attack](job), { count, ends }))
    )
  return counts
}

type Requests = () => (() => string | Buffer)[]

/** The requests that a connection repeats, with a new guest each time. */
const requestsOf: Record<Exclude<Attack, 'streams'>, (job: HostileJob) => Requests> = {
  carts: (job) => () => [() => addItemsRequest(newGuest(), pick(job.variants, BATCH))],
  orders: (job) => () => {
    const guest = newGuest()
    return [() => addItemRequest(guest, pick(job.variants, 1)[0] ?? ''), () => orderRequest(guest)]
  },
  uploads: () => {
    const upload = uploadRequest()
    return () => [() => upload]
  },
  signIns: () => () => [() => mutationRequest('auth.signIn', signIn())],
}

const pick = (variants: readonly string[], count: number): string[] => {
  const from = Math.floor(Math.random() * variants.length)
  return Array.from({ length: count }, (_, n) => variants[(from + n) % variants.length] ?? '')
}

/** Half of the guesses are for the owner, half for unknown addresses. */
const signIn = () => ({
  email: Math.random() < 0.5 ? 'owner@shop.test' : `${newGuest()}@example.com`,
  password: `guess ${newGuest()}`,
  transport: 'token',
})

let upload: Buffer | undefined

/** A chunked upload of an 18 MB picture, which does not declare its length. */
const uploadRequest = (): Buffer => {
  if (upload) return upload
  const head = `POST /trpc/admin.media.upload HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\nContent-Type: multipart/form-data; boundary=x\r\n\r\n`
  const part = '--x\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\nContent-Type: image/png\r\n\r\n'
  const chunk = Buffer.alloc(64 * 1024, 97)
  const chunks = Array.from({ length: Math.ceil(UPLOAD_BYTES / chunk.length) }, () => [framed(chunk)]).flat()
  upload = Buffer.concat([
    Buffer.from(head),
    framed(Buffer.from(part)),
    ...chunks,
    framed(Buffer.from('\r\n--x--\r\n')),
    Buffer.from('0\r\n\r\n'),
  ])
  return upload
}

const framed = (bytes: Buffer): Buffer =>
  Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')])

interface Counting {
  readonly count: Count
  readonly ends: AbortSignal
}

const attackOn = async (job: HostileJob, requests: Requests, { count, ends }: Counting): Promise<void> => {
  let connection = open(job)
  const stop = () => connection.close()
  ends.addEventListener('abort', stop)
  while (!ends.aborted) {
    for (const write of requests()) {
      if (!connection.isOpen()) connection = open(job)
      const outcome = await callOn(connection, write())
      if (ends.aborted) return
      count(typeof outcome === 'object' ? String(outcome.status) : outcome)
      // The upload is still being sent if the server responded early.
      if (job.attack === 'uploads') connection.close()
      if (!connection.isOpen()) await wait(REOPEN_MS)
    }
  }
}

const open = ({ port, source }: HostileJob): Connection =>
  openConnection({ port, source, timeoutMs: TIMEOUT_MS, keepsBody: false }, () => {})

const callOn = (connection: Connection, request: string | Buffer): Promise<Outcome> =>
  new Promise((resolve) => {
    connection.call(request, resolve)
  })
