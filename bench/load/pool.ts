import type { Connection, ConnectionOptions, Outcome } from './connection.ts'
import { openConnection } from './connection.ts'

/** Keep-alive connections, some for each source address, opened when needed. */
export interface Pool {
  /** Makes a call from the source with this number. Waits if all connections of that source are busy. */
  readonly call: (source: number, request: string | Buffer, done: (outcome: Outcome) => void) => void
  readonly close: () => void
  /** How many connections were opened so far. */
  readonly opened: () => number
}

export interface PoolOptions extends Omit<ConnectionOptions, 'source'> {
  readonly sources: readonly string[]
  /** The maximum number of open connections, shared evenly by the sources. */
  readonly connections: number
}

interface Waiting {
  readonly request: string | Buffer
  readonly done: (outcome: Outcome) => void
  readonly timer: NodeJS.Timeout
}

/** Creates a pool. A call that gets no connection within the timeout ends as `timeout`. */
export const makePool = (options: PoolOptions): Pool => {
  const most = Math.max(1, Math.floor(options.connections / options.sources.length))
  let opened = 0
  const pools = options.sources.map((source) =>
    makeSourcePool({ ...options, source }, { most, onOpen: () => void opened++ })
  )
  return {
    call: (source, request, done) => pools[source % pools.length]?.call(request, done),
    close: () => {
      for (const pool of pools) pool.close()
    },
    opened: () => opened,
  }
}

const makeSourcePool = (options: ConnectionOptions, { most, onOpen }: { most: number; onOpen: () => void }) => {
  const all = new Set<Connection>()
  const idle: Connection[] = []
  const queue = new Set<Waiting>()
  const open = (): Connection => {
    onOpen()
    const connection = openConnection(options, () => all.delete(connection))
    all.add(connection)
    return connection
  }
  const run = (connection: Connection, request: string | Buffer, done: (outcome: Outcome) => void) =>
    connection.call(request, (outcome) => {
      if (connection.isOpen()) idle.push(connection)
      done(outcome)
      serveQueue()
    })
  const take = (): Connection | null => {
    for (let found = idle.pop(); found; found = idle.pop()) if (found.isOpen()) return found
    return all.size < most ? open() : null
  }
  const serveQueue = () => {
    const [next] = queue
    if (!next) return
    const connection = take()
    if (!connection) return
    queue.delete(next)
    clearTimeout(next.timer)
    run(connection, next.request, next.done)
  }
  return {
    call: (request: string | Buffer, done: (outcome: Outcome) => void) => {
      const connection = queue.size === 0 ? take() : null
      if (connection) return run(connection, request, done)
      const giveUp = () => {
        queue.delete(waiting)
        done('timeout')
      }
      const waiting = { request, done, timer: setTimeout(giveUp, options.timeoutMs) }
      queue.add(waiting)
    },
    close: () => {
      for (const connection of all) connection.close()
    },
  }
}
