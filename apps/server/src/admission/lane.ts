import { ClientCounts } from './client-counts.ts'
import { Throughput } from './throughput.ts'

/** One request at the gate. */
export interface Entry {
  readonly client: string
  readonly calls: number
  readonly arrivedAt: number
  readonly isGone: () => boolean
  readonly start: (release: () => void) => void
  readonly refuse: () => void
}

export interface LaneLimits {
  /** The most calls that may run at once, of all clients and of one client. */
  readonly maxRunning: number
  readonly maxRunningOfClient: number
}

// Refuse what would wait longer: waiting and work together must stay well below one second.
const MAX_WAIT_MS = 250
// A burst can exceed the measured rate: a request that has waited this long is refused, because serving it would be too
// late.
const MAX_STALE_MS = 3000
// About a hundred calls at once are not an overload, no matter how slow the machine is.
const MIN_WAITING = 72
const MAX_WAITING = 4000

/**
 * A queue of requests of one kind. It serves client by client, so that a client with many requests delays only itself.
 * Its capacity is what can be served within 0.25 s at the measured rate.
 */
export class Lane {
  readonly #limits: LaneLimits
  readonly #queues = new Map<string, Entry[]>()
  readonly #running = new ClientCounts()
  readonly #throughput = new Throughput()
  #waiting = 0

  constructor(limits: LaneLimits) {
    this.#limits = limits
  }

  get waiting(): number {
    return this.#waiting
  }

  /** The least number of clients that wait or are served: a client that does both counts once. */
  get clients(): number {
    return Math.max(this.#queues.size, this.#running.clients)
  }

  get running(): number {
    return this.#running.total
  }

  /** Returns whether another request of this client would wait too long. */
  isFullFor(client: string, calls: number): boolean {
    const limit = Math.min(MAX_WAITING, Math.max(MIN_WAITING, (this.#throughput.perSecond * MAX_WAIT_MS) / 1000))
    if (this.#waiting + calls <= limit) return false
    const own = this.#queues.get(client)
    const clients = this.#queues.size + (own ? 0 : 1)
    return sumOf(own ?? []) + calls > Math.floor(limit / clients)
  }

  add(entry: Entry): void {
    const queue = this.#queues.get(entry.client)
    if (queue) queue.push(entry)
    else this.#queues.set(entry.client, [entry])
    this.#waiting += entry.calls
  }

  /** Starts the next request whose client has room. Returns false if no request can start now. */
  startNext(now: number): boolean {
    for (;;) {
      const entry = this.#take()
      if (!entry) return false
      if (entry.isGone()) continue
      if (now - entry.arrivedAt > MAX_STALE_MS) entry.refuse()
      else {
        this.#start(entry, now)
        return true
      }
    }
  }

  #take(): Entry | null {
    for (const [client, queue] of this.#queues) {
      const entry = queue[0]
      if (!entry || !this.#hasRoom(client, entry.calls)) continue
      queue.shift()
      this.#waiting -= entry.calls
      // The client moves to the end of the round.
      this.#queues.delete(client)
      if (queue.length > 0) this.#queues.set(client, queue)
      return entry
    }
    return null
  }

  #hasRoom(client: string, calls: number): boolean {
    const { maxRunning, maxRunningOfClient } = this.#limits
    const own = this.#running.of(client)
    const { total } = this.#running
    // A batch larger than the limit runs alone.
    return (total === 0 || total + calls <= maxRunning) && (own === 0 || own + calls <= maxRunningOfClient)
  }

  #start({ client, calls, start }: Entry, now: number): void {
    this.#running.add(client, calls)
    this.#throughput.note(calls, this.#waiting > 0, now)
    let isReleased = false
    start(() => {
      if (isReleased) return
      isReleased = true
      this.#running.remove(client, calls)
    })
  }
}

const sumOf = (entries: readonly Entry[]): number => entries.reduce((sum, { calls }) => sum + calls, 0)
