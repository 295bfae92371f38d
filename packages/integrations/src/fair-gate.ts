import type { PasswordTurn } from '@tradepost/commerce'
import { fail } from '@tradepost/contract'

/** How much work may run at once, and how much may wait. */
export interface GateLimits {
  readonly atOnce: number
  /** Applies to known clients and to other clients separately. */
  readonly waiting: number
  readonly waitingPerClient: number
}

type Start = () => void

const RETRY_AFTER_MS = 1000
// Other clients get every fourth turn, so that a rush of known clients cannot lock them out.
const OTHERS_EVERY = 4

/** Creates the queues of waiting clients: one queue per client, served in turn. */
const makeLines = ({ waiting, waitingPerClient }: GateLimits) => {
  const lines = new Map<string, Start[]>()
  let count = 0
  return {
    add: (client: string, start: Start): void => {
      const line = lines.get(client) ?? []
      if (count >= waiting || line.length >= waitingPerClient) throw fail('busy', { retryAfterMs: RETRY_AFTER_MS })
      line.push(start)
      lines.set(client, line)
      count++
    },
    take: (): Start | undefined => {
      const [next] = lines
      if (!next) return undefined
      const [client, line] = next
      const start = line.shift()
      // Move the client to the end: a Map keeps the insertion order of its keys.
      lines.delete(client)
      if (line.length > 0) lines.set(client, line)
      count--
      return start
    },
  }
}

/**
 * Creates a gate that limits how much work runs at once. Known clients go first, and the clients of each kind take
 * turns. Throws `busy` if too much work is waiting, for one client or in total.
 */
export const makeFairGate = (limits: GateLimits) => {
  const known = makeLines(limits)
  const others = makeLines(limits)
  let running = 0
  let turns = 0
  const takeNext = (): Start | undefined => {
    turns++
    return turns % OTHERS_EVERY === 0 ? (others.take() ?? known.take()) : (known.take() ?? others.take())
  }
  return async <T>({ client, isKnown }: PasswordTurn, work: () => Promise<T>): Promise<T> => {
    // Finished work passes its slot to the next in line, so that no new arrival can take it first.
    if (running < limits.atOnce) running++
    else await new Promise<void>((resolve, reject) => enter(isKnown ? known : others, client, { resolve, reject }))
    try {
      return await work()
    } finally {
      const start = takeNext()
      if (start) start()
      else running--
    }
  }
}

const enter = (
  lines: ReturnType<typeof makeLines>,
  client: string,
  { resolve, reject }: { resolve: Start; reject: (error: unknown) => void }
): void => {
  try {
    lines.add(client, resolve)
  } catch (error) {
    reject(error)
  }
}
