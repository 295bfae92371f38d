import type { PasswordTurn } from '@tradepost/commerce'
import { fail } from '@tradepost/contract'

/** How much goes on at once, and how much may wait for it. */
export interface GateLimits {
  readonly atOnce: number
  /** Of known clients, and as much again of others. */
  readonly waiting: number
  readonly waitingPerClient: number
}

type Start = () => void

const RETRY_AFTER_MS = 1000
// Others get one turn in four, so that no rush of known clients shuts them out.
const OTHERS_EVERY = 4

/** Clients that wait, each with its own line; they take turns. */
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
      // To the end of the order: a Map keeps the order in which its keys were added.
      lines.delete(client)
      if (line.length > 0) lines.set(client, line)
      count--
      return start
    },
  }
}

/**
 * Makes a gate that lets some work on at once, known clients first, the clients of each kind by turns. Throws `busy` where
 * too many wait, of one client or of all.
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
    // Whoever ends hands their place on, so that nobody slips in between.
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
