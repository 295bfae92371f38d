import type { IncomingMessage, ServerResponse } from 'node:http'
import { ClientSlots } from './client-slots.ts'
import { Lane } from './lane.ts'
import { Pace } from './pace.ts'
import { refuseBusy, refuseStream } from './refusal.ts'
import { saysTooLarge, SmallBodies } from './small-bodies.ts'
import { callsOf, kindOf } from './traffic.ts'

/** Answers a request as Node's HTTP server hands it over. */
export type Listener = (request: IncomingMessage, response: ServerResponse) => void

export interface GateOptions {
  /** Names the network by which a request's client is counted. */
  readonly clientOf: (request: IncomingMessage) => string
  /** Returns whether a request carries a recently seen staff session. */
  readonly isStaff: (request: IncomingMessage) => boolean
  /** Counts the writes that the database has not answered yet. */
  readonly openWrites: () => number
  /** Called for each refused request, so that many refusals become one line of the log. */
  readonly onRefused: () => void
}

interface Arrival {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly client: string
  /** The number of calls in its batch. */
  readonly calls: number
}

type LaneName = 'staff' | 'write' | 'page' | 'read'

// Enough writes to share one sync to disk. A client may use half of them, so that there is always room for another
// client.
const shared = { maxRunning: 64, maxRunningOfClient: 32 }
const ROUND_MS = 5
const MAX_STARTS_A_ROUND = 64
const PACE_MS = 1
// Node accepts one new connection per turn of the event loop, so turns that start no request let waiting connections
// in.
const MAX_WELCOMING_TURNS = 64

/**
 * Decides when each request runs, before anything is parsed. Health checks run at once. Then come staff, then reads
 * (pages included) while they have time left in their share, then writes. Each lane serves client by client, and
 * requests start for at most 5 ms at a stretch. Refuses with `busy` what would wait longer than 0.25 s at the measured
 * rate, so that every accepted request is answered in time at any load.
 */
export class Gate {
  readonly #options: GateOptions
  readonly #serve: Listener
  readonly #lanes = { staff: new Lane(shared), write: new Lane(shared), page: new Lane(shared), read: new Lane(shared) }
  readonly #bodies = new SmallBodies()
  // A stream uses memory for as long as its client stays connected.
  readonly #streams = new ClientSlots({ maxOfClient: 60, maxOfAll: 2000 })
  readonly #pace = new Pace()
  #isAwake = false
  #isPaced = false
  #isStuck = false
  #startsLeft = 0
  #roundBeganAt = 0
  #isPageNext = true
  #hasNewConnection = false
  #welcomingTurns = 0

  constructor(options: GateOptions, serve: Listener) {
    this.#options = options
    this.#serve = serve
  }

  /** Records a new connection: others may be waiting behind it. */
  readonly noteConnection = (): void => {
    this.#hasNewConnection = true
  }

  /** Runs a request, queues it, or refuses it. */
  readonly handle: Listener = (request, response) => {
    const kind = kindOf(request)
    if (kind === 'health') return this.#serve(request, response)
    const arrival = { request, response, client: this.#options.clientOf(request), calls: callsOf(request.url) }
    if (kind === 'stream') return this.#handleStream(arrival)
    const lane = this.#options.isStaff(request) ? 'staff' : kind === 'upload' ? 'write' : kind
    if (this.#isFull(lane, arrival)) return this.#refuse(arrival)
    // The app authenticates an upload before it reads the body, which may take long to arrive.
    if (kind === 'upload') return this.#enqueue(lane, arrival, { isLong: true })
    if (kind !== 'write') return this.#enqueue(lane, arrival)
    // The app refuses a body whose Content-Length is too large, and reads none of it.
    if (saysTooLarge(request)) return this.#serve(request, response)
    this.#bodies.read(arrival, {
      onRead: () => this.#enqueue(lane, arrival),
      onNoRoom: () => this.#refuse(arrival),
    })
  }

  #handleStream(arrival: Arrival): void {
    const { client, request, response } = arrival
    const release = this.#streams.take(client)
    if (!release) return refuseStream(request, response)
    response.once('close', release)
    if (this.#isFull('read', arrival)) this.#refuse(arrival)
    else this.#enqueue('read', arrival, { isLong: true })
  }

  #isFull(lane: LaneName, { client, calls }: Arrival): boolean {
    return this.#lanes[lane].isFullFor(client, calls)
  }

  #refuse({ request, response }: Arrival): void {
    this.#options.onRefused()
    refuseBusy(request, response)
  }

  #enqueue(lane: LaneName, arrival: Arrival, { isLong = false } = {}): void {
    const { request, response, client, calls } = arrival
    this.#lanes[lane].add({
      client,
      calls,
      arrivedAt: performance.now(),
      isGone: () => response.destroyed,
      refuse: () => this.#refuse(arrival),
      start: (release) => {
        this.#watch(lane, response, release)
        this.#serve(request, response)
        // Streams and uploads take long and have limits of their own.
        if (isLong) release()
      },
    })
    this.#wake()
  }

  /** Frees a request's place when its response is finished or its client disconnects. */
  #watch(lane: LaneName, response: ServerResponse, release: () => void): void {
    const startedAt = performance.now()
    const isWrite = lane === 'write'
    if (isWrite) this.#pace.noteWrite(startedAt)
    const end = () => {
      response.off('prefinish', end)
      response.off('close', end)
      release()
      const now = performance.now()
      if (isWrite) this.#pace.noteWrite(now)
      else if (lane !== 'staff') this.#pace.spend(now - startedAt)
      if (this.#waiting > 0) this.#wake()
    }
    response.on('prefinish', end)
    response.on('close', end)
  }

  get #waiting(): number {
    const { staff, write, page, read } = this.#lanes
    return staff.waiting + write.waiting + page.waiting + read.waiting
  }

  #wake(): void {
    this.#isStuck = false
    if (this.#isAwake) return
    this.#isAwake = true
    setImmediate(this.#welcome)
  }

  /** Lets connections in while each turn brings one, then begins a round of starts. */
  readonly #welcome = (): void => {
    if (this.#hasNewConnection && this.#welcomingTurns < MAX_WELCOMING_TURNS) {
      this.#hasNewConnection = false
      this.#welcomingTurns++
      setImmediate(this.#welcome)
      return
    }
    this.#welcomingTurns = 0
    this.#roundBeganAt = performance.now()
    this.#startsLeft = Math.max(1, Math.min(this.#waiting, MAX_STARTS_A_ROUND))
    // One callback per start: the synchronous part of a request runs before the next request starts.
    for (let left = this.#startsLeft; left > 1; left--) setImmediate(this.#startOne)
    this.#startOne()
  }

  readonly #startOne = (): void => {
    const now = performance.now()
    this.#startsLeft--
    if (!this.#isStuck && now - this.#roundBeganAt < ROUND_MS) this.#isStuck = !this.#startNext(now)
    if (this.#startsLeft > 0) return
    // If nothing can start, the next request to finish wakes the gate.
    this.#isAwake = false
    if (!this.#isStuck && this.#waiting > 0) this.#wake()
    this.#isStuck = false
  }

  #startNext(now: number): boolean {
    const { staff, write, page, read } = this.#lanes
    if (staff.startNext(now)) return true
    const hasReads = page.waiting + read.waiting > 0
    if (!hasReads) return write.startNext(now)
    const clients = { reading: Math.max(page.clients, read.clients), writing: write.clients }
    if (this.#pace.hasShare(now, clients) && this.#startRead(now)) return true
    if (write.startNext(now)) return true
    const isWriting = write.running > 0 && this.#options.openWrites() > 0
    if (this.#pace.isQuiet(now, isWriting)) return this.#startRead(now)
    this.#paceReads()
    return false
  }

  #startRead(now: number): boolean {
    const { page, read } = this.#lanes
    const [first, second] = this.#isPageNext ? [page, read] : [read, page]
    this.#isPageNext = !this.#isPageNext
    return first.startNext(now) || second.startNext(now)
  }

  #paceReads(): void {
    if (this.#isPaced) return
    this.#isPaced = true
    setTimeout(() => {
      this.#isPaced = false
      this.#wake()
    }, PACE_MS)
  }
}
